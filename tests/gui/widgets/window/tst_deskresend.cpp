// SPDX-License-Identifier: MIT
#include "tests/support/patience.h"
#include "tests/support/rows/connectionnews.h"
#include "tests/support/rows/rowsource.h"
#include "widgets/list/listview.h"
#include "widgets/traffic/resendstrip.h"
#include "widgets/traffic/trafficpane.h"
#include "widgets/window/watchdesk.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Selected messages that are sent again: what is seen of it, and how it ends.
class TestDeskResend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escInTheListStopsItInALongGap();
    void theStripStopsIt();
    void whatIsShortShowsNoStrip();
    void connectionThatEndsInAGapIsSaid();
    void singleMessageWithoutAConnectionIsSaid();
    void anAgentSendsToTheServerOfNow();
    void sentencesSayWhatWasSent_data();
    void sentencesSayWhatWasSent();

private:
    void open(bool hasTargets)
    {
        m_sent.clear();
        m_desk = std::make_unique<WatchDesk>(hasTargets);
        m_desk->resize(1280, 800);
        m_desk->show();
        m_desk->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_desk.get()));
        m_desk->apply(News().opened(1).established(1).take());
        m_finished = std::make_unique<QSignalSpy>(&m_desk->resender(), &Resender::finished);
        connect(&m_desk->resender(), &Resender::sendRequested, this,
            [this](ConnectionId target, const QByteArray &message) {
                m_sent += u"%1 %2"_s.arg(target).arg(QString::fromUtf8(message));
            });
    }
    /// Two messages of connection 1.
    void resendTwo(std::chrono::milliseconds gap) const
    {
        RowSource rows;
        const auto begin = rows.message("one").time;
        rows.message("two").time = begin + gap;
        m_desk->apply(rows.take());
        m_desk->trafficPane().list().selectAll();
        m_desk->trafficPane().actions().resend->trigger();
    }
    [[nodiscard]] ResendStrip &strip() const { return *m_desk->findChild<ResendStrip *>(); }
    [[nodiscard]] QString sentence() const
    {
        if (m_finished->isEmpty() && !m_finished->wait(patience))
            return u"not finished"_s;
        return ResendStrip::sentence(m_finished->at(0).at(0).value<Resender::Outcome>());
    }

    std::unique_ptr<WatchDesk> m_desk;
    std::unique_ptr<QSignalSpy> m_finished;
    QStringList m_sent;
};

void TestDeskResend::escInTheListStopsItInALongGap()
{
    open(true);
    QVERIFY(!m_desk->stopSending().isEnabled());
    resendTwo(5h);
    QCOMPARE(m_sent, QStringList{u"1 one"_s});
    QVERIFY(!m_desk->trafficPane().actions().resend->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(strip().isVisible(), patience);
    const auto first = strip().accessibleName();
    QVERIFY2(first.startsWith(u"Resending 2 of 2, the next in 4:59:"_s), qPrintable(first));
    QTRY_VERIFY_WITH_TIMEOUT(strip().accessibleName() < first, patience); // it counts down
    m_desk->trafficPane().list().setFocus();
    QTest::keyClick(&m_desk->trafficPane().list(), Qt::Key_Escape);
    QVERIFY(!strip().isVisible());
    QVERIFY(!m_desk->stopSending().isEnabled());
    QVERIFY(m_desk->trafficPane().actions().resend->isEnabled());
    QCOMPARE(sentence(), u"Stopped: 1 of 2 messages were resent."_s);
}

void TestDeskResend::theStripStopsIt()
{
    open(true);
    resendTwo(5h);
    QTRY_VERIFY_WITH_TIMEOUT(strip().isVisible(), patience);
    QTest::mouseClick(&strip().button(), Qt::LeftButton);
    QVERIFY(!strip().isVisible());
    QCOMPARE(sentence(), u"Stopped: 1 of 2 messages were resent."_s);
}

void TestDeskResend::whatIsShortShowsNoStrip()
{
    open(true);
    resendTwo(20ms);
    QCOMPARE(sentence(), u"All 2 messages were resent."_s);
    QVERIFY(!QTest::qWaitFor([this] { return strip().isVisible(); }, 500));
    QCOMPARE(m_sent, QStringList({u"1 one"_s, u"1 two"_s}));
}

void TestDeskResend::connectionThatEndsInAGapIsSaid()
{
    open(true);
    resendTwo(5h);
    m_desk->apply(News().ended(1, EndReason::ClosedByPeer).take());
    QCOMPARE(sentence(),
        u"1 of 2 messages were resent. Not sent because their connection has ended: 1."_s);
}

void TestDeskResend::singleMessageWithoutAConnectionIsSaid()
{
    open(true);
    m_desk->apply(News().ended(1, EndReason::ClosedByPeer).take());
    m_desk->apply(RowSource().messages(1));
    m_desk->trafficPane().setCurrentNumber(1);
    m_desk->trafficPane().actions().resend->trigger();
    QCOMPARE(sentence(), u"Not resent: its connection has ended."_s);
    QVERIFY(m_sent.isEmpty());
}

// Which may be another connection than then.
void TestDeskResend::anAgentSendsToTheServerOfNow()
{
    open(false);
    m_desk->apply(News().ended(1, EndReason::ClosedByPeer).opened(2).established(2).take());
    resendTwo(0ms);
    QCOMPARE(m_sent, QStringList({u"2 one"_s, u"2 two"_s}));
}

void TestDeskResend::sentencesSayWhatWasSent_data()
{
    QTest::addColumn<Resender::Outcome>("outcome");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const Resender::Outcome &outcome, const QString &text) {
        QTest::newRow(name) << outcome << text;
    };
    row("one", {.all = 1, .sent = 1}, {});
    row("one failed", {.all = 1, .failed = 1, .why = u"Too long"_s}, u"Too long"_s);
    row("all", {.all = 1200, .sent = 1200}, u"All %L1 messages were resent."_s.arg(1200));
    row("some failed", {.all = 5, .sent = 2, .gone = 2, .failed = 1, .why = u"Too long"_s},
        u"2 of 5 messages were resent. Not sent because their connection has ended: 2. Failed: 1. "
        "The last time: Too long."_s);
    row("stopped", {.all = 3, .sent = 1, .gone = 1, .isStopped = true},
        u"Stopped: 1 of 3 messages were resent. Not sent because their connection has ended: 1."_s);
}

void TestDeskResend::sentencesSayWhatWasSent()
{
    QFETCH(const Resender::Outcome, outcome);
    QFETCH(const QString, sentence);
    QCOMPARE(ResendStrip::sentence(outcome), sentence);
}

QTEST_MAIN(TestDeskResend)
#include "tst_deskresend.moc"
