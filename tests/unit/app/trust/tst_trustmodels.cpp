// SPDX-License-Identifier: MIT
#include "core/app/trust/authorizedmodel.h"
#include "core/app/trust/pendingmodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <optional>

using namespace sealcord;
using namespace Qt::StringLiterals;
using Key = X25519KeyPair::PublicKey;

namespace {

Key keyOf(int number)
{
    Key key{};
    key[0] = static_cast<std::byte>(number);
    key[1] = static_cast<std::byte>(number >> 8);
    return key;
}

UtcTime second(int number)
{
    return UtcTime(std::chrono::seconds(1'800'000'000 + number));
}

PendingAgent waiting(int number, const QString &name = {})
{
    return {.key = keyOf(number),
        .name = name,
        .address = *IpAddress::parse(u"10.0.0.1"),
        .first = second(number),
        .last = second(number)};
}

AuthorizedAgent entry(int number, const QString &name)
{
    AuthorizedAgent agent;
    agent.key = keyOf(number);
    agent.name = name;
    return agent;
}

} // namespace

class TestTrustModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void claimsAreEscaped();
    void summaryIsOneLine();
    void whatIsChosenStays();
    void listsAreToldInFewSteps();
    void editsAreJudged_data();
    void editsAreJudged();
    void whatIsLeftEmptyIsTakenOut_data();
    void whatIsLeftEmptyIsTakenOut();
    void refusalOfTheFileStaysInItsRow();
    void expiryIsShown();
    void connectedAreShown();
};

void TestTrustModels::claimsAreEscaped()
{
    PendingModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAgents({waiting(1, u"\x1b[31m\"x\""_s), waiting(2)});
    const auto claim = [&](int row) {
        return model.index(row, PendingModel::Claim).data().toString();
    };
    QCOMPARE(claim(0), uR"("\x1b[31m\"x\"")"_s);
    QCOMPARE(claim(1), u"no name"_s);
}

void TestTrustModels::summaryIsOneLine()
{
    PendingModel model;
    QVERIFY(model.summary().isEmpty());
    model.setAgents({waiting(1, u"pump"_s)});
    QCOMPARE(model.summary(), u"1 agent waits for your approval: \"pump\" from 10.0.0.1."_s);
    model.setAgents({waiting(1), waiting(2), waiting(3)});
    QCOMPARE(model.summary(), u"3 agents wait for your approval."_s);
}

void TestTrustModels::whatIsChosenStays()
{
    PendingModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAgents({waiting(5), waiting(1), waiting(3)});
    const QPersistentModelIndex chosen(model.index(1, 0));
    QVERIFY(model.row(1).key == keyOf(3));
    auto again = waiting(3);
    again.tries = 2;
    model.setAgents({again, waiting(4), waiting(2), waiting(5)});
    QVERIFY(chosen.isValid());
    QVERIFY(model.row(chosen.row()).key == keyOf(3));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(chosen.row(), PendingModel::Tries).data().toString(), u"2"_s);
}

void TestTrustModels::listsAreToldInFewSteps()
{
    AuthorizedModel model;
    std::vector<AuthorizedAgent> agents;
    for (int i = 0; i < 10'000; ++i)
        agents.push_back(entry(i, QString::number(i)));
    QSignalSpy reset(&model, &AuthorizedModel::modelReset);
    QSignalSpy inserted(&model, &AuthorizedModel::rowsInserted);
    model.setAgents(agents);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(inserted.size(), 0);
    agents.push_back(entry(10'000, u"new"_s));
    model.setAgents(agents);
    QCOMPARE(reset.size(), 1); // what is chosen stays
    QCOMPARE(inserted.size(), 1);
    std::swap(agents.front(), agents.back());
    model.setAgents(agents);
    QVERIFY(model.row(0).key == keyOf(10'000));
}

void TestTrustModels::editsAreJudged_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("fault"); // empty: it is asked for

    QTest::newRow("name") << int(AuthorizedModel::Name) << u"pump-4"_s << QString();
    QTest::newRow("no name") << int(AuthorizedModel::Name) << QString() << u"is no name"_s;
    QTest::newRow("spaces") << int(AuthorizedModel::Name) << u"a b"_s << u"is no name"_s;
    QTest::newRow("networks") << int(AuthorizedModel::From) << u"10.0.0.0/8,::1"_s << QString();
    QTest::newRow("no network") << int(AuthorizedModel::From) << u"10.0.0.1/8"_s << u"10.0.0.1/8"_s;
    QTest::newRow("day") << int(AuthorizedModel::Until) << u"2030-01-01"_s << QString();
    QTest::newRow("targets") << int(AuthorizedModel::Forward) << u"web,db@gate"_s << QString();
    QTest::newRow("no target") << int(AuthorizedModel::Forward) << u"web, db"_s
                               << u"is neither a service nor"_s;
    QTest::newRow("services") << int(AuthorizedModel::Publish) << u"cam,ssh"_s << QString();
    QTest::newRow("no service") << int(AuthorizedModel::Publish) << u"cam@gate"_s
                                << u"is no name of a service"_s;
    QTest::newRow("no day") << int(AuthorizedModel::Until) << u"soon"_s << u"is no time in UTC"_s;
}

void TestTrustModels::editsAreJudged()
{
    QFETCH(const int, column);
    QFETCH(const QString, typed);
    QFETCH(const QString, fault);
    AuthorizedModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto agent = entry(1, u"a"_s);
    QVERIFY(!setOption(agent, AgentOption::From, u"10.1.0.0/16"));
    QVERIFY(!setOption(agent, AgentOption::Expires, u"2999-01-01"));
    QVERIFY(!setOption(agent, AgentOption::Forward, u"web"));
    QVERIFY(!setOption(agent, AgentOption::Publish, u"cam"));
    model.setAgents({agent});
    AuthorizedModel before;
    before.setAgents({agent});
    std::optional<AuthorizedAgent> wanted;
    connect(&model, &AuthorizedModel::changeWanted, &model,
        [&](const AuthorizedAgent &, const AuthorizedAgent &now) { wanted = now; });
    QVERIFY(model.setData(model.index(0, column), typed, Qt::EditRole));
    QCOMPARE(model.index(0, column).data(Qt::EditRole).toString(), typed); // stays in any case
    QCOMPARE(wanted.has_value(), fault.isEmpty());
    QVERIFY2(model.fault(0).contains(fault), qPrintable(model.fault(0)));
    QCOMPARE(model.fault(0).isEmpty(), fault.isEmpty());
    if (wanted) {
        // That column is another, and no other is.
        AuthorizedModel after;
        after.setAgents({*wanted});
        for (int other = 0; other < AuthorizedModel::ColumnCount; ++other)
            QCOMPARE(after.index(0, other).data(Qt::EditRole).toString(),
                other == column ? typed : before.index(0, other).data(Qt::EditRole).toString());
        // Until it is known what became of it: another would be lost.
        QVERIFY(!model.setData(model.index(0, column), u"more"_s, Qt::EditRole));
        QVERIFY(!(model.index(0, column).flags() & Qt::ItemIsEditable));
        model.setOutcome(keyOf(1), u"it could not be written"_s);
    }
    // Back to what the list has.
    QVERIFY(model.setData(
        model.index(0, column), before.index(0, column).data(Qt::EditRole), Qt::EditRole));
    QVERIFY(!model.hasFaults());
}

void TestTrustModels::whatIsLeftEmptyIsTakenOut_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("shown");

    QTest::newRow("from") << int(AuthorizedModel::From) << u"anywhere"_s;
    QTest::newRow("until") << int(AuthorizedModel::Until) << u"no end"_s;
    QTest::newRow("forward") << int(AuthorizedModel::Forward) << u"nothing"_s;
    QTest::newRow("publish") << int(AuthorizedModel::Publish) << u"nothing"_s;
}

void TestTrustModels::whatIsLeftEmptyIsTakenOut()
{
    QFETCH(const int, column);
    AuthorizedModel model;
    auto agent = entry(1, u"a"_s);
    for (const auto &[option, text] : {std::pair(AgentOption::From, u"10.1.0.0/16"_s),
             std::pair(AgentOption::Expires, u"2999-01-01"_s),
             std::pair(AgentOption::Forward, u"web"_s), std::pair(AgentOption::Publish, u"cam"_s)})
        QVERIFY(!setOption(agent, option, text));
    model.setAgents({agent});
    connect(&model, &AuthorizedModel::changeWanted, &model,
        [&](const AuthorizedAgent &was, const AuthorizedAgent &now) {
            QVERIFY(was == agent);
            model.setAgents({now});
            model.setOutcome(now.key, {});
        });
    QVERIFY(model.setData(model.index(0, column), QString(), Qt::EditRole));
    QVERIFY(!model.hasFaults());
    QTEST(model.index(0, column).data().toString(), "shown");
}

void TestTrustModels::refusalOfTheFileStaysInItsRow()
{
    AuthorizedModel model;
    model.setAgents({entry(1, u"a"_s), entry(2, u"b"_s)});
    model.setData(model.index(0, AuthorizedModel::Name), u"b"_s, Qt::EditRole);
    QCOMPARE(model.index(0, AuthorizedModel::State).data().toString(), u"writing…"_s);
    model.setOutcome(keyOf(1), u"the name is taken"_s);
    QCOMPARE(model.index(0, AuthorizedModel::State).data().toString(), u"▲ not changed"_s);
    QCOMPARE(model.index(0, AuthorizedModel::Name).data(Qt::ToolTipRole).toString(),
        u"the name is taken"_s);
    QCOMPARE(model.index(0, AuthorizedModel::Name).data().toString(), u"b"_s);
    model.setAgents({entry(2, u"b"_s)});
    QVERIFY(!model.hasFaults());
}

void TestTrustModels::expiryIsShown()
{
    AuthorizedModel model;
    auto agent = entry(1, u"a"_s);
    agent.expires = second(10);
    model.setNow(second(9));
    model.setAgents({agent});
    const auto state = [&] { return model.index(0, AuthorizedModel::State).data().toString(); };
    QCOMPARE(state(), u"○ not connected"_s);
    QSignalSpy changed(&model, &AuthorizedModel::dataChanged);
    model.setNow(second(10));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(state(), u"✕ expired"_s);
    model.setNow(second(11));
    QCOMPARE(changed.size(), 1);
}

void TestTrustModels::connectedAreShown()
{
    AuthorizedModel model;
    model.setAgents({entry(1, u"a"_s), entry(2, u"b"_s)});
    model.setConnected({keyOf(2)});
    QCOMPARE(model.index(0, AuthorizedModel::State).data().toString(), u"○ not connected"_s);
    QCOMPARE(model.index(1, AuthorizedModel::State).data().toString(), u"● connected"_s);
}

QTEST_GUILESS_MAIN(TestTrustModels)
#include "tst_trustmodels.moc"
