// SPDX-License-Identifier: MIT
#include "core/app/known/agentbook.h"
#include "core/traffic/models/connectionmodel.h"
#include "server-gui/connectionorder.h"
#include "server-gui/connectionspane.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/listview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestConnectionsPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsTellLiveAndEnded();
    void countsTellThoseThatAreNoLongerListed();
    void endedCanBeHidden();
    void endedVanishWithinASecondWhenHidden();
    void findNarrows();
    void emptyListTeaches();
    void noMatchOffersToShowAll();
    void orderHoldsUntilAskedFor();
    void disconnectSaysHowMany();
    void doubleClickAsksForThePage();
    void selectionIsTold();
    void copyIsTheAddress();
    void thousandsDoNotStall();

private:
    void open(int count);
    void end(ConnectionId id, EndReason reason);
    void name(ConnectionId id, const std::string &agent);
    [[nodiscard]] bool hasLabel(const QString &text) const;
    [[nodiscard]] QAction *action(const QString &beginning) const;
    [[nodiscard]] QPoint centerOf(int row) const;

    ConnectionId m_last = 0;
    std::unique_ptr<ConnectionModel> m_model;
    AgentBook m_agents;
    std::unique_ptr<ConnectionsPane> m_pane;
};

ConnectionName nameOf(ConnectionId id)
{
    return {id, {QHostAddress(QHostAddress::LocalHost), quint16(20000 + id)}};
}

// It proves to be an agent that is authorised under that name.
void TestConnectionsPane::name(ConnectionId id, const std::string &agent)
{
    ConnectionEstablished established;
    established.connection = nameOf(id);
    established.connection.known = KnownPeer(agent, {});
    TrafficBatch batch;
    batch.news.push_back({TrafficRow::Clock::now(), established});
    m_model->apply(batch);
}

void TestConnectionsPane::init()
{
    QLocale::setDefault(QLocale(QLocale::English));
    m_pane.reset();
    m_last = 0;
    m_model = std::make_unique<ConnectionModel>();
    m_pane = std::make_unique<ConnectionsPane>(*m_model, m_agents);
    m_pane->resize(1200, 300);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestConnectionsPane::open(int count)
{
    TrafficBatch batch;
    const auto now = TrafficRow::Clock::now();
    for (int i = 0; i < count; ++i) {
        const ConnectionName name = nameOf(++m_last);
        batch.news.emplace_back(now, ConnectionOpened{name});
        batch.news.push_back({now, ConnectionEstablished{name, {}, Protocol::Classic}});
    }
    m_model->apply(batch);
}

void TestConnectionsPane::end(ConnectionId id, EndReason reason)
{
    ConnectionEnded ended;
    ended.connection = nameOf(id);
    ended.reason = reason;
    ended.text = "first byte 0x47";
    ended.established = true;
    TrafficBatch batch;
    batch.news.push_back({TrafficRow::Clock::now(), ended});
    m_model->apply(batch);
}

bool TestConnectionsPane::hasLabel(const QString &text) const
{
    return std::ranges::any_of(m_pane->findChildren<QLabel *>(),
        [&text](const QLabel *label) { return label->isVisible() && label->text() == text; });
}

QAction *TestConnectionsPane::action(const QString &beginning) const
{
    const auto actions = m_pane->actions();
    const auto found = std::ranges::find_if(
        actions, [&](const QAction *a) { return a->text().startsWith(beginning); });
    return found == actions.end() ? nullptr : *found;
}

QPoint TestConnectionsPane::centerOf(int row) const
{
    const ListView &list = m_pane->list();
    return list.visualRect(list.model()->index(row, ConnectionModel::Agent)).center();
}

void TestConnectionsPane::countsTellLiveAndEnded()
{
    open(3);
    end(1, EndReason::ClosedByPeer);
    QVERIFY(hasLabel(u"2 live, 1 ended"_s));
}

void TestConnectionsPane::countsTellThoseThatAreNoLongerListed()
{
    open(4052);
    for (ConnectionId id = 1; id <= 4050; ++id)
        end(id, EndReason::ClosedByPeer);
    QVERIFY(hasLabel(u"2 live, 4,050 ended, of which the last 1,000 are listed"_s));
}

void TestConnectionsPane::endedCanBeHidden()
{
    open(3);
    end(1, EndReason::ClosedByPeer);
    end(2, EndReason::NotAPeer);
    QCOMPARE(m_pane->list().model()->rowCount(), 3);
    m_pane->findChild<QCheckBox *>()->click();
    QCOMPARE(m_pane->list().model()->rowCount(), 1);
    m_pane->findChild<QCheckBox *>()->click();
    QCOMPARE(m_pane->list().model()->rowCount(), 3);
}

void TestConnectionsPane::endedVanishWithinASecondWhenHidden()
{
    m_pane->findChild<QCheckBox *>()->click();
    open(2);
    end(1, EndReason::ClosedByPeer);
    QTRY_COMPARE(m_pane->list().model()->rowCount(), 1);
}

void TestConnectionsPane::findNarrows()
{
    open(12);
    QTest::keyClicks(m_pane->findChild<QLineEdit *>(), u":20012"_s);
    QCOMPARE(m_pane->list().model()->rowCount(), 1);
    m_pane->findChild<QLineEdit *>()->clear();
    name(7, "pump-3");
    QTest::keyClicks(m_pane->findChild<QLineEdit *>(), u"PUMP"_s);
    QCOMPARE(m_pane->list().model()->rowCount(), 1);
}

void TestConnectionsPane::emptyListTeaches()
{
    QAction copy(u"Copy"_s);
    const QSignalSpy copied(&copy, &QAction::triggered);
    m_pane->setEmptyText(u"No agent has connected yet."_s, {&copy});
    QVERIFY(hasLabel(u"No agent has connected yet."_s));
    QTest::mouseClick(m_pane->findChild<EmptyNote *>()->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(copied.count(), 1);
    open(1);
    QVERIFY(!hasLabel(u"No agent has connected yet."_s));
}

void TestConnectionsPane::noMatchOffersToShowAll()
{
    open(2);
    m_pane->findChild<QLineEdit *>()->setText(u"nowhere"_s);
    QVERIFY(hasLabel(u"No connection matches."_s));
    QTest::mouseClick(m_pane->findChild<EmptyNote *>()->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(m_pane->list().model()->rowCount(), 2);
}

void TestConnectionsPane::orderHoldsUntilAskedFor()
{
    open(3);
    m_pane->list().sortByColumn(ConnectionModel::Agent, Qt::DescendingOrder);
    const auto *const order = qobject_cast<ConnectionOrder *>(m_pane->list().model());
    const QAbstractItemModelTester tester(m_pane->list().model());
    QCOMPARE(order->info(0).name.id, 3U);
    open(1);
    QCOMPARE(order->info(0).name.id, 3U); // not at once
    QTRY_COMPARE(order->info(0).name.id, 4U);
}

void TestConnectionsPane::disconnectSaysHowMany()
{
    open(4);
    end(4, EndReason::ClosedByPeer);
    QVERIFY(!action(u"Disconnect"_s)->isEnabled());
    m_pane->list().selectAll();
    QVERIFY(action(u"Disconnect 3"_s) != nullptr);
    const QSignalSpy asked(m_pane.get(), &ConnectionsPane::disconnectRequested);
    action(u"Disconnect"_s)->trigger();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).value<QList<ConnectionId>>(), (QList<ConnectionId>{1, 2, 3}));
}

void TestConnectionsPane::doubleClickAsksForThePage()
{
    open(2);
    const QSignalSpy asked(m_pane.get(), &ConnectionsPane::connectionPageRequested);
    QTest::mouseClick(m_pane->list().viewport(), Qt::LeftButton, {}, centerOf(1));
    QTest::mouseDClick(m_pane->list().viewport(), Qt::LeftButton, {}, centerOf(1));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).value<ConnectionId>(), 2U);
}

void TestConnectionsPane::selectionIsTold()
{
    open(3);
    const QSignalSpy changed(m_pane.get(), &ConnectionsPane::selectionChanged);
    QVERIFY(m_pane->setCurrent(2));
    QCOMPARE(m_pane->current(), 2U);
    QCOMPARE(changed.last().at(0).value<QList<ConnectionId>>(), QList<ConnectionId>{2});
    QVERIFY(!m_pane->setCurrent(99));
}

void TestConnectionsPane::copyIsTheAddress()
{
    open(2);
    name(2, "pump-3");
    m_pane->setCurrent(2);
    action(u"Copy address"_s)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"127.0.0.1:20002"_s);
}

void TestConnectionsPane::thousandsDoNotStall()
{
    open(10'000);
    m_pane->list().sortByColumn(ConnectionModel::Agent, Qt::AscendingOrder);
    QList<qint64> stalls;
    QElapsedTimer clock;
    for (int i = 0; i < 20; ++i) {
        clock.start();
        m_model->tick(TrafficRow::Clock::now());
        QCoreApplication::processEvents();
        stalls.append(clock.nsecsElapsed() / 1000);
        clock.start();
        m_pane->list().model()->sort(ConnectionModel::Rate);
        QCoreApplication::processEvents();
        stalls.append(clock.nsecsElapsed() / 1000);
    }
    std::ranges::sort(stalls);
    qInfo("worst of a tick or an order: %lld us", static_cast<long long>(stalls.last()));
    QVERIFY2(stalls.last() < 500'000, "a benchmark takes the figure; this is a stall");
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestConnectionsPane)
#include "tst_connectionspane.moc"
