// SPDX-License-Identifier: MIT
#include "widgets/traffic/resendselection.h"

#include "tests/gui/widgets/traffic/trafficpanetest.h"
#include "widgets/list/listview.h"

#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What of a list of traffic can be sent again.
class TestResendSelection : public QObject, private TrafficPaneTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_pane.reset(); }
    void isOfferedForMessagesOnly();
    void saysHowManyAreSelected();
    void leavesOutWhatIsNoMessage();
    void isNotOfferedWhileSomeAreSent();
    void isNotOfferedForWhatWasCleared();

private:
    [[nodiscard]] const QAction &action() const { return *m_pane->actions().resend; }

    std::unique_ptr<QSignalSpy> m_requested;
};

// Message, event, message.
void TestResendSelection::init()
{
    open();
    m_rows.message("one");
    m_rows.event(EventKind::Started, EventLevel::Info);
    m_rows.message("two");
    test::show(*m_model, m_rows.take());
    m_requested = std::make_unique<QSignalSpy>(&m_pane->resending(), &ResendSelection::requested);
}

void TestResendSelection::isOfferedForMessagesOnly()
{
    QVERIFY(!action().isEnabled());
    m_pane->setCurrentNumber(2);
    QVERIFY(!action().isEnabled());
    m_pane->setCurrentNumber(1);
    QVERIFY(action().isEnabled());
    QCOMPARE(action().text(), u"Resend"_s);
    m_pane->actions().resend->trigger();
    QCOMPARE(m_requested->takeFirst().at(0).value<QList<int>>(), QList<int>{0});
}

void TestResendSelection::saysHowManyAreSelected()
{
    test::show(*m_model, m_rows.messages(1234));
    m_pane->list().selectAll();
    QCOMPARE(
        action().text(), u"Resend %L1 messages with their gaps"_s.arg(1000)); // as many as are kept
}

void TestResendSelection::leavesOutWhatIsNoMessage()
{
    m_pane->list().selectAll();
    QCOMPARE(action().text(), u"Resend 2 messages with their gaps"_s);
    m_pane->actions().resend->trigger();
    QCOMPARE(m_requested->takeFirst().at(0).value<QList<int>>(), QList<int>({0, 2}));
}

void TestResendSelection::isNotOfferedWhileSomeAreSent()
{
    m_pane->setCurrentNumber(1);
    m_pane->resending().setSending(true);
    QVERIFY(!action().isEnabled());
    m_pane->setCurrentNumber(3);
    QVERIFY(!action().isEnabled());
    m_pane->resending().setSending(false);
    QVERIFY(action().isEnabled());
}

void TestResendSelection::isNotOfferedForWhatWasCleared()
{
    m_pane->setCurrentNumber(1);
    m_model->clear();
    QVERIFY(!action().isEnabled());
}

QTEST_MAIN(TestResendSelection)
#include "tst_resendselection.moc"
