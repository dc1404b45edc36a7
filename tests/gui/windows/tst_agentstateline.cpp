// SPDX-License-Identifier: MIT
#include "agent-gui/agentstateline.h"
#include "agent-gui/stepper.h"
#include "tests/support/patience.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Stage = WatchedAgent::Stage;

namespace {

AgentStatus in(Stage stage)
{
    AgentStatus status;
    status.stage = stage;
    return status;
}

AgentStatus refused(std::chrono::milliseconds wait = 4s)
{
    auto status = in(Stage::Waiting);
    status.failedStage = Stage::Connecting;
    status.why = u"127.0.0.1:1337: connection refused"_s;
    status.retryAt = std::chrono::steady_clock::now() + wait;
    return status;
}

AgentStatus ended(EndReason reason, const QString &why, Stage failed = Stage::Connected)
{
    auto status = in(Stage::Idle);
    status.failedStage = failed;
    status.endReason = reason;
    status.why = why;
    return status;
}

const auto refusal = u"▲ Could not connect: 127.0.0.1:1337: connection refused."_s;

} // namespace

class TestAgentStateLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneSentenceSaysIt_data();
    void oneSentenceSaysIt();
    void stepsStandWhileItConnects_data();
    void stepsStandWhileItConnects();
    void countsDownAndOffersBoth();
    void otherStagesOfferNothing();
    void attemptThatFailsAtOnceLeavesTheSentence();
    void longHostileReasonIsCutAndStaysText();
    void buttonsStandBehindTheSentence();

private:
    [[nodiscard]] QString text() const { return label().isVisible() ? label().text() : QString(); }
    [[nodiscard]] QLabel &label() const { return *m_line->findChild<QLabel *>(u"state"_s); }
    [[nodiscard]] QPushButton &button(int index) const
    {
        return *m_line->findChildren<QPushButton *>().at(index);
    }
    [[nodiscard]] bool hasSteps() const { return m_line->findChild<Stepper *>()->isVisible(); }

    std::unique_ptr<AgentStateLine> m_line;
};

void TestAgentStateLine::init()
{
    m_line = std::make_unique<AgentStateLine>();
    m_line->resize(1200, 40);
    m_line->show();
}

void TestAgentStateLine::oneSentenceSaysIt_data()
{
    QTest::addColumn<AgentStatus>("status");
    QTest::addColumn<QString>("sentence");
    auto connected = in(Stage::Connected);
    connected.server = u"127.0.0.1:1337"_s;
    auto pinned = connected;
    pinned.protection = Protection::Pinned;
    auto idle = refused();
    idle.stage = Stage::Idle;
    QTest::newRow("idle") << in(Stage::Idle) << u"○ Not connected"_s;
    QTest::newRow("connected") << connected
                               << u"● Connected to 127.0.0.1:1337: encrypted, not authenticated"_s;
    QTest::newRow("pinned") << pinned << u"● Connected to 127.0.0.1:1337: pinned"_s;
    QTest::newRow("unknown key") << ended(
        EndReason::UnknownServerKey, u"The server ... is not known"_s, Stage::Trusting)
                                 << u"▲ Not connected: the server's key is not known."_s;
    QTest::newRow("changed key") << ended(EndReason::ChangedServerKey, u"THE KEY HAS CHANGED"_s,
        Stage::Trusting) << u"✕ Not connected: the server's key has changed."_s;
    QTest::newRow("waits for approval") << ended(EndReason::WaitsForApproval, u"later"_s,
        Stage::Trusting) << u"▲ Not connected: the agent waits for approval."_s;
    QTest::newRow("revoked") << ended(EndReason::NotAuthorised, u"closed"_s)
                             << u"▲ Not connected: the agent is not authorised."_s;
    QTest::newRow("gone while it decided") << ended(EndReason::Lost, u"reset"_s, Stage::Trusting)
                                           << u"▲ The connection was lost: reset."_s;
    QTest::newRow("disconnecting")
        << in(Stage::Disconnecting) << u"◌ Disconnecting: saying goodbye…"_s;
    QTest::newRow("refused") << idle << refusal;
    QTest::newRow("goodbye") << ended(EndReason::ClosedByPeer, u"close message"_s)
                             << u"○ The server closed the connection."_s;
    QTest::newRow("goodbye, classic")
        << ended(EndReason::ClosedByPeerUnauthenticated, u"unauthenticated close message"_s)
        << u"○ The server closed the connection."_s;
    QTest::newRow("killed") << ended(EndReason::EndedWithoutGoodbye, u"no close message"_s)
                            << u"▲ The server ended the connection without a goodbye."_s;
    QTest::newRow("reset") << ended(EndReason::Lost, u"connection reset by the peer"_s)
                           << u"▲ The connection was lost: connection reset by the peer."_s;
    QTest::newRow("damaged") << ended(EndReason::NotAuthentic, u"wrong tag"_s)
                             << u"▲ The connection ended: message not authentic: wrong tag."_s;
    QTest::newRow("ours") << ended(EndReason::InternalError, u"no random bytes"_s)
                          << u"✕ The connection ended: internal error: no random bytes."_s;
    QTest::newRow("another program")
        << ended(
               EndReason::NotAPeer, u"not a classic server: first byte 0x48"_s, Stage::AgreeingKey)
        << u"▲ No key could be agreed: not a Sealcord peer: not a classic server: first byte 0x48."_s;
}

void TestAgentStateLine::oneSentenceSaysIt()
{
    QFETCH(const AgentStatus, status);
    m_line->setStatus(status);
    QTEST(text(), "sentence");
    QVERIFY(!hasSteps());
    QCOMPARE(label().accessibleName(), text().sliced(2));
}

void TestAgentStateLine::stepsStandWhileItConnects_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::newRow("resolving") << Stage::Resolving;
    QTest::newRow("connecting") << Stage::Connecting;
    QTest::newRow("agreeing a key") << Stage::AgreeingKey;
    QTest::newRow("trusting") << Stage::Trusting;
}

void TestAgentStateLine::stepsStandWhileItConnects()
{
    QFETCH(const Stage, stage);
    QVERIFY(!hasSteps());
    m_line->setStatus(in(stage));
    QVERIFY(hasSteps());
    QCOMPARE(text(), QString());
    m_line->setStatus(in(Stage::Connected));
    QVERIFY(!hasSteps());
}

void TestAgentStateLine::countsDownAndOffersBoth()
{
    QSignalSpy retry(m_line.get(), &AgentStateLine::retryRequested);
    QSignalSpy stop(m_line.get(), &AgentStateLine::stopRequested);
    m_line->setStatus(refused(1900ms));
    QCOMPARE(text(), refusal + u" Next try in 2 s."_s);
    QTRY_COMPARE_WITH_TIMEOUT(text(), refusal + u" Next try in 1 s."_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(text(), refusal + u" Next try in 0 s."_s, patience); // not below
    QCOMPARE(button(0).text(), u"Retry now"_s);
    QCOMPARE(button(1).text(), u"Stop"_s);
    QTest::mouseClick(&button(0), Qt::LeftButton);
    QCOMPARE(retry.size(), 1);
    QTest::mouseClick(&button(1), Qt::LeftButton);
    QCOMPARE(stop.size(), 1);
}

void TestAgentStateLine::otherStagesOfferNothing()
{
    for (const auto stage : {Stage::Idle, Stage::Connected, Stage::Disconnecting}) {
        m_line->setStatus(refused());
        QVERIFY(button(0).isVisible());
        m_line->setStatus(in(stage));
        QVERIFY(!button(0).isVisible());
        QVERIFY(!button(1).isVisible());
    }
}

void TestAgentStateLine::attemptThatFailsAtOnceLeavesTheSentence()
{
    m_line->setStatus(refused());
    for (const auto stage : {Stage::Resolving, Stage::Connecting}) {
        m_line->setStatus(in(stage));
        QVERIFY(!hasSteps());
        QVERIFY(text().startsWith(refusal));
    }
    m_line->setStatus(refused());
    QCOMPARE(text(), refusal + u" Next try in 4 s."_s);
    m_line->setStatus(in(Stage::Connecting)); // and this one takes longer
    QVERIFY(!hasSteps());
    QTRY_VERIFY_WITH_TIMEOUT(hasSteps(), patience);
}

void TestAgentStateLine::longHostileReasonIsCutAndStaysText()
{
    auto status = refused();
    status.why = u"<b>first byte</b> "_s.repeated(100);
    m_line->setStatus(status);
    m_line->resize(500, 40);
    QTRY_VERIFY(
        text().endsWith(u"… Next try in 4 s."_s) || text().endsWith(u"… Next try in 3 s."_s));
    QVERIFY(m_line->minimumSizeHint().width() < 500);
    QCOMPARE(label().textFormat(), Qt::PlainText);
    QVERIFY(!label().toolTip().contains(u"<b>"_s));
    QVERIFY(label().toolTip().contains(u"first byte"_s));
}

void TestAgentStateLine::buttonsStandBehindTheSentence()
{
    m_line->setStatus(refused());
    QTRY_VERIFY(button(0).x() - label().geometry().right() < 20);
    QVERIFY(button(1).x() - button(0).geometry().right() < 20);
}

QTEST_MAIN(TestAgentStateLine)
#include "tst_agentstateline.moc"
