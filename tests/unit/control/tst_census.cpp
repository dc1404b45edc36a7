// SPDX-License-Identifier: MIT
#include "core/control/census.h"

#include <QTest>

#include <optional>
#include <vector>

using namespace sealcord;

class TestCensus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsWantedUntilSomebodyAsks();
    void allThreadsAreCounted();
    void whoEndedMeanwhileIsNotThere();
    void whoAsksMeanwhileGetsTheNextAnswer();
};

namespace {

ConnectionName named(ConnectionId id)
{
    return {.id = id, .peer = {}};
}

std::vector<ConnectionId> ids(const Census::Connections &connections)
{
    std::vector<ConnectionId> ids;
    for (const auto &connection : connections)
        ids.push_back(connection.stands.connection.id);
    return ids;
}

} // namespace

void TestCensus::nothingIsWantedUntilSomebodyAsks()
{
    Census census;
    census.setSource([](quint64) { });
    QCOMPARE(census.interest(), TapInterest::Lives);
    census.happened(ConnectionStands{named(1), {}}); // somebody else has asked
    census.happened(StandingTold{1, 1});
    std::optional<std::size_t> count;
    census.count([&](const Census::Connections &connections) { count = connections.size(); });
    QCOMPARE(census.interest(), TapInterest::Numbers);
    QVERIFY(!count);
    census.happened(StandingTold{1, 1});
    QTRY_COMPARE(count, std::optional<std::size_t>(0));
    QCOMPARE(census.interest(), TapInterest::Lives);
}

void TestCensus::allThreadsAreCounted()
{
    Census census;
    census.setSource([&census](quint64 question) {
        census.happened(ConnectionStands{named(5), {}});
        census.happened(ConnectionCounted{named(5), {.messagesIn = 7}});
        census.happened(StandingTold{question, 2});
        census.happened(ConnectionStands{named(3), {}});
        census.happened(StandingTold{question, 2});
    });
    std::vector<ConnectionId> found;
    quint64 messages = 0;
    census.count([&](const Census::Connections &connections) {
        found = ids(connections);
        messages = connections.back().count.messagesIn;
    });
    QTRY_COMPARE(found, (std::vector<ConnectionId>{3, 5}));
    QCOMPARE(messages, quint64{7});
}

void TestCensus::whoEndedMeanwhileIsNotThere()
{
    Census census;
    census.setSource([&census](quint64 question) {
        census.happened(ConnectionStands{named(1), {}});
        census.happened(ConnectionStands{named(2), {}});
        ConnectionEnded ended;
        ended.connection = named(1);
        census.happened(ended);
        census.happened(StandingTold{question, 1});
    });
    std::vector<ConnectionId> found;
    census.count([&](const Census::Connections &connections) { found = ids(connections); });
    QTRY_COMPARE(found, std::vector<ConnectionId>{2});
}

void TestCensus::whoAsksMeanwhileGetsTheNextAnswer()
{
    Census census;
    std::vector<quint64> questions;
    census.setSource([&](quint64 question) { questions.push_back(question); });
    std::vector<std::size_t> answers;
    const auto take = [&](const Census::Connections &connections) {
        answers.push_back(connections.size());
    };
    census.count(take);
    census.happened(ConnectionStands{named(1), {}});
    census.count(take);
    census.count(take);
    QCOMPARE(questions.size(), std::size_t{1});
    census.happened(StandingTold{1, 1});
    QTRY_COMPARE(answers, std::vector<std::size_t>{1});
    QCOMPARE(questions.size(), std::size_t{2}); // one for both
    census.happened(StandingTold{2, 1});
    QTRY_COMPARE(answers, (std::vector<std::size_t>{1, 0, 0}));
    QCOMPARE(questions.size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestCensus)

#include "tst_census.moc"
