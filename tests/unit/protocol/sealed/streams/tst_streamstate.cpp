// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/streamstate.h"

#include "core/protocol/endian.h"
#include "core/protocol/sealed/streamrecord.h"
#include "core/protocol/sealed/streamtable.h"
#include "tests/support/hex.h"

#include <QList>
#include <QTest>

#include <tuple>
#include <utility>

using namespace sealcord;
using namespace sealcord::sealed;
using namespace sealcord::test;

namespace {

/// A stream at one end as two directions and an acceptance, which knows of no states.
struct Plain {
    bool isOpener = false;
    bool isAccepted = false;
    bool hasEndedHere = false;
    bool hasEndedThere = false;

    [[nodiscard]] bool isGone() const { return hasEndedHere && hasEndedThere; }
    /// Who was asked grants first, and nobody grants what will not be sent any more. The peer may
    /// not know yet that this end has ended.
    [[nodiscard]] bool allows(StreamStep step) const
    {
        switch (step) {
        case StreamStep::SayWindow:
            return (!isOpener || isAccepted) && !hasEndedThere;
        case StreamStep::SayData:
        case StreamStep::SayEnd:
            return isAccepted && !hasEndedHere;
        case StreamStep::HearWindow:
            return isOpener || isAccepted;
        case StreamStep::HearData:
        case StreamStep::HearEnd:
            return isAccepted && !hasEndedThere;
        }
        std::unreachable();
    }
    void take(StreamStep step)
    {
        isAccepted = true; // nothing else is allowed before
        hasEndedHere = hasEndedHere || step == StreamStep::SayEnd;
        hasEndedThere = hasEndedThere || step == StreamStep::HearEnd;
    }
    [[nodiscard]] StreamState state() const
    {
        if (isGone())
            return StreamState::Gone;
        if (!isAccepted)
            return isOpener ? StreamState::Opening : StreamState::Offered;
        if (hasEndedHere)
            return StreamState::EndedHere;
        return hasEndedThere ? StreamState::EndedThere : StreamState::Open;
    }
};

constexpr std::array steps{StreamStep::SayWindow, StreamStep::SayData, StreamStep::SayEnd,
    StreamStep::HearWindow, StreamStep::HearData, StreamStep::HearEnd};

/// All that a stream can go through up to so many steps, whoever has opened it.
QList<std::pair<Plain, QList<StreamStep>>> allWays(int most)
{
    QList<std::pair<Plain, QList<StreamStep>>> ways{{Plain{.isOpener = true}, {}}, {Plain{}, {}}};
    for (qsizetype i = 0; i < ways.size(); ++i) {
        const auto [plain, way] = ways[i];
        for (const auto step : steps) {
            if (way.size() == most || plain.isGone() || !plain.allows(step))
                continue;
            ways += {plain, way + QList{step}};
            ways.back().first.take(step);
        }
    }
    return ways;
}

/// One stream of a table, at the end of \a role, which \a plain says who has opened. Each thing
/// said or heard is of one byte of credit or data.
class OneStream
{
public:
    OneStream(Role role, const Plain &plain)
        : m_table(role, 1)
        , m_number((role == Role::Agent) == plain.isOpener ? 1 : 2)
    {
        m_table.setMostOfOurs(1);
        const auto target = toBytes("db");
        const OpenStream open{m_number, enough, target};
        m_isThere = plain.isOpener
            ? m_table.say(open) == SendResult::Sent
            : m_table.hear(RecordType::Open, StreamRecord(open).body()).has_value();
    }

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] std::size_t credit() const { return m_table.credit(m_number); }
    /// Whether it was allowed.
    bool take(StreamStep step)
    {
        const GrantCredit grant{m_number, m_isGrantedFirst ? enough : 1};
        const bool isTaken = takeOf(step, grant);
        if (isTaken && (step == StreamStep::SayWindow || step == StreamStep::HearWindow))
            m_isGrantedFirst = false;
        return isTaken;
    }
    bool sayReset() { return m_table.say(ResetStream{m_number, {}}) == SendResult::Sent; }
    /// What hearing a record does; none: it fails the connection.
    std::optional<bool> hear(const StreamOrder &order)
    {
        const StreamRecord record(order);
        const auto heard = m_table.hear(record.type(), record.body());
        return heard ? std::optional(heard->event.has_value()) : std::nullopt;
    }
    [[nodiscard]] StreamNumber number() const { return m_number; }
    [[nodiscard]] bool isOpenable() const { return m_table.next().has_value(); }

private:
    static constexpr std::uint32_t enough = 1000;

    bool takeOf(StreamStep step, const GrantCredit &grant)
    {
        switch (step) {
        case StreamStep::SayWindow:
            return m_table.say(grant) == SendResult::Sent;
        case StreamStep::SayData:
            return m_table.sayData(m_number, 1) == SendResult::Sent;
        case StreamStep::SayEnd:
            return m_table.say(EndStream{m_number}) == SendResult::Sent;
        case StreamStep::HearWindow:
            return hear(grant).value_or(false);
        case StreamStep::HearEnd:
            return hear(EndStream{m_number}).value_or(false);
        case StreamStep::HearData: {
            std::array<std::byte, 5> body{};
            toBigEndian(m_number, std::span(body).last<4>());
            const auto heard = m_table.hear(RecordType::Data, body);
            return heard && heard->event;
        }
        }
        std::unreachable();
    }

    StreamTable m_table;
    StreamNumber m_number;
    bool m_isThere = false;
    bool m_isGrantedFirst = true;
};

} // namespace

/// The states of a stream, each with each thing that can be said and heard.
class TestStreamState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableIsThePlainModel();
    void streamsFollowTheModel();
    void resetEndsEachState();
    void nothingIsSaidOfWhatIsGone();
};

void TestStreamState::tableIsThePlainModel()
{
    QList<StreamState> seen;
    for (const auto &[plain, way] : allWays(4)) {
        if (!seen.contains(plain.state()))
            seen += plain.state();
        for (const auto step : steps) {
            const auto next = after(plain.state(), step);
            QCOMPARE(next.has_value(), !plain.isGone() && plain.allows(step));
            if (!next)
                continue;
            auto taken = plain;
            taken.take(step);
            QCOMPARE(*next, taken.state());
        }
    }
    QCOMPARE(seen.size(), 6);
}

void TestStreamState::streamsFollowTheModel()
{
    for (const auto role : {Role::Agent, Role::Server}) {
        for (const auto &[plain, way] : allWays(4)) {
            for (const auto step : steps) {
                OneStream stream(role, plain);
                QVERIFY(stream.isThere());
                for (const auto taken : way)
                    QVERIFY(stream.take(taken));
                const bool maySend = !plain.isGone() && plain.allows(StreamStep::SayData);
                QCOMPARE(stream.credit() > 0, maySend);
                QCOMPARE(stream.take(step), !plain.isGone() && plain.allows(step));
            }
        }
    }
}

void TestStreamState::resetEndsEachState()
{
    for (const auto &[plain, way] : allWays(3)) {
        for (const bool isSaid : {true, false}) {
            OneStream stream(Role::Server, plain);
            for (const auto step : way)
                QVERIFY(stream.take(step));
            QCOMPARE(!plain.isOpener || plain.isGone(), stream.isOpenable());
            const ResetStream reset{stream.number(), StreamReset::Cancelled};
            QCOMPARE(isSaid ? stream.sayReset() : stream.hear(reset).value(), !plain.isGone());
            QCOMPARE(stream.credit(), 0U);
            QVERIFY(stream.isOpenable());
            for (const auto step : steps)
                QVERIFY(!stream.take(step));
            QVERIFY(!stream.sayReset());
            // What the peer has said before it heard of the end fails nothing.
            QCOMPARE(stream.hear(reset), std::optional(false));
            QCOMPARE(stream.hear(EndStream{stream.number()}), std::optional(false));
            QCOMPARE(stream.hear(GrantCredit{stream.number(), 0}), std::optional(false));
        }
    }
}

void TestStreamState::nothingIsSaidOfWhatIsGone()
{
    for (const auto step : steps)
        QVERIFY(!after(StreamState::Gone, step));
}

QTEST_APPLESS_MAIN(TestStreamState)
#include "tst_streamstate.moc"
