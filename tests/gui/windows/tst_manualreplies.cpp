// SPDX-License-Identifier: MIT
#include "server-gui/connectionspane.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"

#include <QComboBox>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Replies by hand: who waits for one is seen, and is answered with a key.
class TestManualReplies : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void whoWaitsIsShownUntilItIsAnswered();
    void keyChoosesWhoWaitedLongest();
    void echoAnswersByItself();
    void endWithoutAReplyIsSaid();
    void thereIsAWordBeforeAnAgentGivesUp();
    void thereIsAWordBeforeTheIdleLimit();

private:
    void open(std::chrono::milliseconds idleTimeout = 0ms);
    void replyByHand() const;
    [[nodiscard]] std::unique_ptr<ClassicPeer> connected() const;
    [[nodiscard]] QString cell(quint16 port, ConnectionModel::Column column) const;
};

void TestManualReplies::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestManualReplies::cleanup()
{
    m_window.reset();
}

void TestManualReplies::open(std::chrono::milliseconds idleTimeout)
{
    auto settings = options();
    settings.server.settings.connection.idleTimeout = idleTimeout;
    ServerWindowTest::open(settings);
    start();
}

void TestManualReplies::replyByHand() const
{
    auto &replies = parts().part<QComboBox>(u"replies"_s);
    replies.setFocus();
    QTest::keyClick(&replies, Qt::Key_Down);
}

std::unique_ptr<ClassicPeer> TestManualReplies::connected() const
{
    auto agent = std::make_unique<ClassicPeer>(port());
    return agent->shakeHands() ? std::move(agent) : nullptr;
}

QString TestManualReplies::cell(quint16 port, ConnectionModel::Column column) const
{
    const auto *model = parts().part<ConnectionsPane>().list().model();
    const auto name = u"127.0.0.1:%1"_s.arg(port);
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, ConnectionModel::Agent).data().toString() == name)
            return model->index(row, column).data().toString();
    }
    return {};
}

void TestManualReplies::whoWaitsIsShownUntilItIsAnswered()
{
    open();
    replyByHand();
    const auto agent = connected();
    QVERIFY(agent && agent->send("is anybody there?"));
    QTRY_VERIFY_WITH_TIMEOUT(
        cell(agent->port(), ConnectionModel::State).startsWith(u"◆ waits "_s), patience);
    QVERIFY(parts().says(u"◆ 1 waits for a reply"_s));
    QTest::keyClick(m_window.get(), Qt::Key_F4);
    QCOMPARE(m_window->focusWidget(), &parts().messageLine());
    QTRY_COMPARE_WITH_TIMEOUT(
        parts().part<TargetBox>().currentText(), u"127.0.0.1:%1"_s.arg(agent->port()), patience);
    QTRY_VERIFY_WITH_TIMEOUT(parts().part<TargetBox>().reach() == 1, patience);
    parts().write(u"yes"_s);
    QCOMPARE(agent->messages(1), (QList<QByteArray>{"yes"}));
    QTRY_COMPARE_WITH_TIMEOUT(cell(agent->port(), ConnectionModel::State), u"● live"_s, patience);
    QVERIFY(!parts().says(u"waits for a reply"_s));
}

void TestManualReplies::keyChoosesWhoWaitedLongest()
{
    open();
    replyByHand();
    const auto first = connected();
    const auto second = connected();
    QVERIFY(first && second && second->send("early"));
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"◆ 1 waits for a reply"_s), patience);
    QVERIFY(first->send("late"));
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"◆ 2 wait for a reply"_s), patience);
    for (const auto *agent : {second.get(), first.get()}) {
        QTest::keyClick(m_window.get(), Qt::Key_F4);
        QTRY_COMPARE_WITH_TIMEOUT(parts().part<TargetBox>().currentText(),
            u"127.0.0.1:%1"_s.arg(agent->port()), patience);
        QTRY_VERIFY_WITH_TIMEOUT(parts().part<TargetBox>().reach() == 1, patience);
        parts().write(u"here you are"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            cell(agent->port(), ConnectionModel::State), u"● live"_s, patience);
    }
}

void TestManualReplies::echoAnswersByItself()
{
    open();
    replyByHand();
    const auto agent = connected();
    QVERIFY(agent && agent->send("by hand"));
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"waits for a reply"_s), patience);
    QTest::keyClick(&parts().part<QComboBox>(u"replies"_s), Qt::Key_Up);
    QTRY_VERIFY_WITH_TIMEOUT(!parts().says(u"waits for a reply"_s), patience);
    QVERIFY(agent->echo("by itself"));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 1, patience);
    QCOMPARE(cell(agent->port(), ConnectionModel::State), u"● live"_s);
}

void TestManualReplies::endWithoutAReplyIsSaid()
{
    open();
    replyByHand();
    const auto agent = connected();
    QVERIFY(agent && agent->send("hello?"));
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"waits for a reply"_s), patience);
    const auto port = agent->port();
    agent->socket().close();
    QTRY_VERIFY_WITH_TIMEOUT(
        cell(port, ConnectionModel::Reason).endsWith(u"(its last message had no reply)"_s),
        patience);
    QTRY_VERIFY_WITH_TIMEOUT(!parts().says(u"waits for a reply"_s), patience);
}

void TestManualReplies::thereIsAWordBeforeAnAgentGivesUp()
{
    open();
    replyByHand();
    const auto agent = connected();
    QVERIFY(agent && agent->send("hello?"));
    const auto said = u"127.0.0.1:%1 waits for a reply."_s.arg(agent->port());
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().startsWith(said), patience);
    QVERIFY(parts().bar().isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_F4);
    QTRY_VERIFY_WITH_TIMEOUT(parts().part<TargetBox>().reach() == 1, patience);
    parts().write(u"yes"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!parts().bar().isVisible(), patience); // it waits no longer
}

void TestManualReplies::thereIsAWordBeforeTheIdleLimit()
{
    open(6s);
    replyByHand();
    const auto agent = connected();
    QVERIFY(agent && agent->send("hello?"));
    const auto said = u"127.0.0.1:%1 still waits for a reply."_s.arg(agent->port());
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().startsWith(said), patience);
    QVERIFY(parts().bar().isVisible());
    auto *reply = parts().bar().findChild<QPushButton *>();
    QCOMPARE(reply->text(), u"Reply"_s);
    parts().press(reply);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->focusWidget(), &parts().messageLine(), patience);
    parts().write(u"yes"_s);
    QCOMPARE(agent->messages(1), (QList<QByteArray>{"yes"}));
}

QTEST_MAIN(TestManualReplies)
#include "tst_manualreplies.moc"
