// SPDX-License-Identifier: MIT
#include "core/control/streamcensus.h"

#include <QTest>

#include <optional>
#include <string_view>
#include <vector>

using namespace sealcord;

/// Which streams stand, for whoever asks.
class TestStreamCensus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsToldUnaskedIsNotKept();
    void allThreadsAreHeard();
    void questionsAreAskedOneAfterAnother();
    void listIsBoundedAndCountsAreNot();
    void streamCountsWhereItLeads();
};

namespace {

StreamStands stands(ConnectionId connection, StreamNumber number, std::string_view target,
    bool isPeers = true, const KnownPeer &agent = {})
{
    return {.stream = {.connection = {connection, {}, agent},
                .number = number,
                .isPeers = isPeers,
                .target = target},
        .age = {}};
}

/// Asks, and keeps what it is told.
struct Asker {
    Asker()
    {
        census.setSource([this](quint64 question, std::optional<ConnectionId> connection) {
            asked.push_back(connection);
            last = question;
        });
    }
    void count(std::optional<ConnectionId> connection = {})
    {
        census.count(
            connection, [this](const StandingStreams &streams) { told.push_back(streams); });
    }
    void answer(std::size_t threads = 1) { census.happened(StreamsTold{last, threads}); }

    StreamCensus census;
    std::vector<std::optional<ConnectionId>> asked;
    quint64 last = 0;
    std::vector<StandingStreams> told;
};

} // namespace

void TestStreamCensus::whatIsToldUnaskedIsNotKept()
{
    Asker asker;
    asker.census.happened(stands(1, 1, "web"));
    asker.count();
    asker.answer();
    QTRY_COMPARE(asker.told.size(), 1U);
    QVERIFY(asker.told[0].listed.empty());
    QVERIFY(asker.told[0].counts.empty());
}

void TestStreamCensus::allThreadsAreHeard()
{
    Asker asker;
    asker.count();
    {
        const std::string gone = "web";
        asker.census.happened(stands(2, 3, gone));
    }
    asker.answer(2);
    QTest::qWait(0);
    QVERIFY(asker.told.empty());
    asker.census.happened(stands(1, 5, "db"));
    asker.census.happened(stands(1, 1, "db"));
    asker.answer(2);
    QTRY_COMPARE(asker.told.size(), 1U);
    const auto &listed = asker.told[0].listed;
    QCOMPARE(listed.size(), 3U);
    QCOMPARE(listed[0].stands.stream.number, 1U);
    QCOMPARE(listed[1].stands.stream.number, 5U);
    QCOMPARE(listed[2].target, std::string("web"));
}

void TestStreamCensus::questionsAreAskedOneAfterAnother()
{
    Asker asker;
    asker.count();
    asker.count(7);
    QCOMPARE(asker.asked.size(), 1U);
    asker.census.happened(stands(1, 1, "web"));
    asker.answer();
    QTRY_COMPARE(asker.asked.size(), 2U);
    QCOMPARE(asker.asked[1], std::optional<ConnectionId>(7));
    asker.answer();
    QTRY_COMPARE(asker.told.size(), 2U);
    QCOMPARE(asker.told[0].listed.size(), 1U);
    QVERIFY(asker.told[1].listed.empty());
}

void TestStreamCensus::listIsBoundedAndCountsAreNot()
{
    Asker asker;
    asker.count();
    for (StreamNumber i = 0; i < StandingStreams::mostListed + 5; ++i)
        asker.census.happened(stands(1, 2 * i + 1, "web"));
    asker.answer();
    QTRY_COMPARE(asker.told.size(), 1U);
    QCOMPARE(asker.told[0].listed.size(), StandingStreams::mostListed);
    QCOMPARE(asker.told[0].unlisted, 5U);
    QCOMPARE(asker.told[0].count("web"), StandingStreams::mostListed + 5);
    QCOMPARE(asker.told[0].ofConnections.at(1), StandingStreams::mostListed + 5);
}

// One agent's stream to what another one publishes goes on as a stream to that one.
void TestStreamCensus::streamCountsWhereItLeads()
{
    Asker asker;
    asker.count();
    const KnownPeer pump("pump", Fingerprint());
    asker.census.happened(stands(1, 1, "web"));
    asker.census.happened(stands(1, 3, "web@pump"));
    asker.census.happened(stands(2, 2, "web", false, pump));
    asker.answer();
    QTRY_COMPARE(asker.told.size(), 1U);
    QCOMPARE(asker.told[0].count("web"), 1U);
    QCOMPARE(asker.told[0].count("web@pump"), 1U);
    QCOMPARE(asker.told[0].count("db"), 0U);
    QCOMPARE(asker.told[0].ofConnections.at(1), 2U);
    QCOMPARE(asker.told[0].ofConnections.at(2), 1U);
}

QTEST_GUILESS_MAIN(TestStreamCensus)
#include "tst_streamcensus.moc"
