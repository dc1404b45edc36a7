// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/sealedsession.h"

#include "core/protocol/sealed/hello.h"
#include "core/protocol/sealed/record.h"
#include "tests/support/sealedends.h"

#include <QByteArrayList>
#include <QJsonArray>
#include <QTest>

#include <utility>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

enum class Symbol {
    Message,
    Batch, ///< of two
    Begin, ///< of a message of two parts
    Part, ///< half of it
    Ping,
    Pong,
    Admit,
    Close,
    Commit,
    Nonce,
    Reveal,
    Open, ///< a stream, which neither end takes here, as the next ones
    Data,
    Window,
    End,
    Unknown,
};

constexpr std::array symbols{Symbol::Message, Symbol::Batch, Symbol::Begin, Symbol::Part,
    Symbol::Ping, Symbol::Pong, Symbol::Admit, Symbol::Close, Symbol::Commit, Symbol::Nonce,
    Symbol::Reveal, Symbol::Open, Symbol::Data, Symbol::Window, Symbol::End, Symbol::Unknown};

constexpr std::size_t partSize = 40'000;

/// What the protocol's tables say of an end, written down without looking at how it is done.
class Table
{
public:
    /// \a hasAsked: the agent has pinged, and the person at this end wants to compare codes.
    Table(Role role, bool hasAsked)
        : m_role(role)
        , m_isAdmitted(role == Role::Server)
        , m_isPinging(hasAsked && role == Role::Agent)
        , m_hasAsked(hasAsked)
    { }

    [[nodiscard]] bool isOver() const { return m_isOver; }

    /// What the end tells when \a symbol comes.
    QByteArray next(Symbol symbol)
    {
        if (symbol == Symbol::Unknown)
            return over("BadRecord");
        const bool isAgent = m_role == Role::Agent;
        if (!m_isAdmitted) {
            if (symbol == Symbol::Admit) {
                m_isAdmitted = true;
                return "established";
            }
            return over(symbol == Symbol::Close ? "NotAdmitted" : "UnexpectedRecord");
        }
        switch (symbol) {
        case Symbol::Message:
            return m_partsLeft > 0 ? over("UnexpectedRecord") : "message";
        case Symbol::Batch:
            return m_partsLeft > 0 ? over("UnexpectedRecord") : "message,message";
        case Symbol::Begin:
            if (m_partsLeft > 0)
                return over("UnexpectedRecord");
            m_partsLeft = 2;
            return {};
        case Symbol::Part:
            if (m_partsLeft == 0)
                return over("UnexpectedRecord");
            return --m_partsLeft == 0 ? "message" : "";
        case Symbol::Ping:
            return isAgent ? over("UnexpectedRecord") : QByteArray();
        case Symbol::Pong:
            return isAgent && std::exchange(m_isPinging, false) ? "pong" : over("UnexpectedRecord");
        case Symbol::Close:
            return over("closed");
        case Symbol::Commit:
            if (isAgent || m_comparison != 0)
                return over("UnexpectedRecord");
            m_comparison = m_hasAsked ? 2 : 1;
            return "asked";
        case Symbol::Reveal:
            if (isAgent || m_comparison != 2)
                return over("UnexpectedRecord");
            m_comparison = 3;
            return "code";
        case Symbol::Nonce:
            if (!isAgent || !m_hasAsked || m_comparison != 0)
                return over("UnexpectedRecord");
            m_comparison = 3;
            return "code";
        default:
            return over("UnexpectedRecord");
        }
    }

private:
    QByteArray over(const QByteArray &how)
    {
        m_isOver = true;
        return how;
    }

    Role m_role;
    bool m_isAdmitted;
    bool m_isPinging;
    bool m_hasAsked;
    bool m_isOver = false;
    int m_partsLeft = 0; // of the message under way
    int m_comparison = 0; // a server's: 1 COMMIT came, 2 NONCE went, 3 the code is there
};

QByteArray nameOf(const EventRecord &event)
{
    using Kind = EventRecord::Kind;
    switch (event.kind) {
    case Kind::Established:
        return "established";
    case Kind::Message:
        return "message";
    case Kind::Closed:
        return "closed";
    case Kind::Pong:
        return "pong";
    case Kind::VerificationAsked:
        return "asked";
    case Kind::CodeAgreed:
        return "code";
    case Kind::Failed:
        break;
    default:
        return "something else: " + event.text;
    }
    switch (event.reason) {
    case Failure::Reason::BadRecord:
        return "BadRecord";
    case Failure::Reason::UnexpectedRecord:
        return "UnexpectedRecord";
    case Failure::Reason::NotAdmitted:
        return "NotAdmitted";
    default:
        return "another failure: " + event.text;
    }
}

} // namespace

/// Every sequence of records up to a length of four, at either end.
class TestRecordSequences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsFollowTheTable_data();
    void endsFollowTheTable();

private:
    void tryAll(Role role, bool hasAsked, QList<Symbol> &sequence);
    void tryOne(Role role, bool hasAsked, const QList<Symbol> &sequence);
    [[nodiscard]] Bytes bodyOf(Symbol symbol) const;
    [[nodiscard]] static std::byte typeOf(Symbol symbol);

    SealedVectorEnds m_ends{0};
    QJsonObject m_code = sealedVectors().root["verification"_L1].toArray()[0].toObject();
    int m_tried = 0;
};

Bytes TestRecordSequences::bodyOf(Symbol symbol) const
{
    switch (symbol) {
    case Symbol::Message:
        return toBytes("hello");
    case Symbol::Batch:
        return fromHex("00016100026262");
    case Symbol::Begin:
        return fromHex("00013880"); // 80,000
    case Symbol::Part:
        return Bytes(partSize);
    case Symbol::Ping:
    case Symbol::Pong:
        return fromHex("0001020304050607");
    case Symbol::Admit: {
        const auto hello = sealed::encodeHello("lab", 1000);
        return {hello.begin(), hello.end()};
    }
    case Symbol::Close:
        return fromHex("00");
    case Symbol::Commit:
        return hexOf(m_code, "commit"_L1);
    case Symbol::Nonce:
        return hexOf(m_code, "rB"_L1);
    case Symbol::Reveal:
        return hexOf(m_code, "rA"_L1);
    case Symbol::Open:
        return fromHex("000000016100000001");
    case Symbol::Data:
        return fromHex("6100000001");
    case Symbol::Window:
        return fromHex("0000000100000001");
    case Symbol::End:
        return fromHex("00000001");
    case Symbol::Unknown:
        return fromHex("00");
    }
    std::unreachable();
}

std::byte TestRecordSequences::typeOf(Symbol symbol)
{
    constexpr std::array types{
        1, 2, 3, 4, 5, 6, 7, 8, 0x20, 0x21, 0x22, 0x10, 0x11, 0x12, 0x13, 0x0f};
    return static_cast<std::byte>(types[static_cast<std::size_t>(symbol)]);
}

void TestRecordSequences::endsFollowTheTable_data()
{
    QTest::addColumn<bool>("isAgent");
    QTest::addColumn<bool>("hasAsked");
    QTest::newRow("agent") << true << false;
    QTest::newRow("agent that has asked") << true << true;
    QTest::newRow("server") << false << false;
    QTest::newRow("server that has asked") << false << true;
}

void TestRecordSequences::endsFollowTheTable()
{
    QFETCH(const bool, isAgent);
    QFETCH(const bool, hasAsked);
    m_tried = 0;
    QList<Symbol> sequence;
    tryAll(isAgent ? Role::Agent : Role::Server, hasAsked, sequence);
    QVERIFY2(m_tried > 100, QByteArray::number(m_tried).constData());
}

// What follows the end of a connection is not looked at, so only what is alive goes on.
void TestRecordSequences::tryAll(Role role, bool hasAsked, QList<Symbol> &sequence)
{
    Table table(role, hasAsked);
    for (const auto symbol : sequence)
        table.next(symbol);
    if (table.isOver() || sequence.size() == 4)
        return;
    for (const auto symbol : symbols) {
        sequence += symbol;
        tryOne(role, hasAsked, sequence);
        if (QTest::currentTestFailed())
            return;
        tryAll(role, hasAsked, sequence);
        sequence.removeLast();
    }
}

void TestRecordSequences::tryOne(Role role, bool hasAsked, const QList<Symbol> &sequence)
{
    ++m_tried;
    const bool isAgent = role == Role::Agent;
    const auto &vector = m_ends.vector();
    const auto end = m_ends.end(role, hexOf(m_code, isAgent ? "rA"_L1 : "rB"_L1));
    end->start();
    end->receive(isAgent ? vector.serverAnswer : vector.agentOpening);
    if (!isAgent) {
        end->receive(vector.agentMessage3);
        QCOMPARE(end->takeEvents(), {EventRecord::established()});
    }
    if (hasAsked && !isAgent)
        QCOMPARE(end->verify(), SendResult::Sent);
    auto peer = m_ends.sending(isAgent ? Role::Server : Role::Agent);
    Table table(role, hasAsked);
    for (const auto symbol : sequence) {
        const auto body = bodyOf(symbol);
        Bytes wire(body.size() + sealed::Record::overhead);
        const auto length = wire.size() - sealed::Record::lengthSize;
        wire[0] = static_cast<std::byte>(length >> 8);
        wire[1] = static_cast<std::byte>(length);
        const std::span all(wire);
        QVERIFY(peer.seal(
            body, typeOf(symbol), all.subspan(2, body.size() + 1), all.last<Aead::tagLength>()));
        end->receive(wire);
        QByteArrayList told;
        for (const auto &event : end->takeEvents())
            told += nameOf(event);
        QCOMPARE(told.join(','), table.next(symbol));
        QCOMPARE(end->isOver(), table.isOver());
        if (hasAsked && isAgent && symbol == Symbol::Admit && !end->isOver()) {
            QCOMPARE(end->verify(), SendResult::Sent);
            QCOMPARE(end->ping(), SendResult::Sent);
        }
    }
}

QTEST_APPLESS_MAIN(TestRecordSequences)
#include "tst_recordsequences.moc"
