// SPDX-License-Identifier: MIT
#include "server-gui/connectionspane.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/detail/detailpane.h"
#include "widgets/message/messagepane.h"
#include "widgets/message/textview.h"
#include "widgets/parts/tabpanel.h"

#include <QAbstractButton>
#include <QAction>
#include <QByteArrayList>
#include <QComboBox>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestServerWindow : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void startsAndStopsWithOneKey();
    void aServerThatWasStoppedStartsAgain();
    void agentAndItsMessagesAppear();
    void totalsCountTheAgents();
    void totalsTellEachDirection();
    void chosenMessageIsInTheDetail();
    void chosenMessageChoosesItsConnection();
    void chosenConnectionIsOnItsPage();
    void filterNarrowsAsItIsTyped();
    void wrongFilterLeavesTheLastGoodOne();
    void composerSendsText();
    void composerSendsHex();
    void composerSendsToAllAndSaysHowMany();
    void composerSendsToOne();
    void chosenConnectionIsTheTarget();
    void manualRepliesSendNothing();
    void disconnectSaysGoodbye();
    void composerSaysWhyItCannotSend();

private:
    [[nodiscard]] std::unique_ptr<ClassicPeer> connected() const;
    [[nodiscard]] ConnectionsPane &connections() const { return parts().part<ConnectionsPane>(); }
    [[nodiscard]] QString cell(int row, ConnectionModel::Column column) const
    {
        return connections().list().model()->index(row, column).data().toString();
    }
};

void TestServerWindow::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestServerWindow::init()
{
    open();
}

void TestServerWindow::cleanup()
{
    m_window.reset();
}

std::unique_ptr<ClassicPeer> TestServerWindow::connected() const
{
    const auto before = parts().desk().connections().live();
    auto client = std::make_unique<ClassicPeer>(port());
    if (!client->shakeHands())
        return nullptr;
    // The window has to have heard, too, and offers it as a target.
    auto &targets = parts().part<TargetBox>();
    const bool isShown = QTest::qWaitFor(
        [&] {
            return parts().desk().connections().live() == before + 1
                && targets.itemText(0) == u"All agents (%1)"_s.arg(before + 1);
        },
        patience);
    return isShown ? std::move(client) : nullptr;
}

void TestServerWindow::startsAndStopsWithOneKey()
{
    auto &label = parts().part<QLabel>(u"state"_s);
    QCOMPARE(label.text(), u"○ Stopped"_s);
    start();
    QCOMPARE(label.text(), u"● Listening on 127.0.0.1:%1"_s.arg(port()));
    QVERIFY(parts().says(u"No agent has connected yet."_s));
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Stopped, patience);
    QCOMPARE(label.text(), u"○ Stopped"_s);
    QVERIFY(parts().bar().isHidden());
}

void TestServerWindow::aServerThatWasStoppedStartsAgain()
{
    start();
    parts().pressF5();
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Stopped, patience);
    QVERIFY(parts().part<QComboBox>(u"address"_s).isEnabled());
    parts().press(&parts().part<QAbstractButton>(u"toggle"_s));
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Listening, patience);
    QVERIFY(connected());
}

void TestServerWindow::agentAndItsMessagesAppear()
{
    start();
    const auto agent = connected();
    QVERIFY(agent);
    QCOMPARE(connections().list().model()->rowCount(), 1);
    QVERIFY(cell(0, ConnectionModel::State).contains(u"live"_s));
    QCOMPARE(cell(0, ConnectionModel::Agent), u"127.0.0.1:%1"_s.arg(agent->port()));
    QCOMPARE(cell(0, ConnectionModel::Protection), u"encrypted, not authenticated"_s);
    QVERIFY(parts().says(u"1 live, 0 ended"_s));

    QVERIFY(agent->echo("Hello from client!"));
    const QByteArrayList hello{"Hello from client!"};
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out), hello, patience);
    QCOMPARE(parts().contents(Direction::In), hello);
    const auto place = parts().placeOfMessage(Direction::In);
    QCOMPARE(parts().messages().index(place, TrafficModel::Preview).data().toString(),
        u"Hello from client!"_s);
    QCOMPARE(cell(0, ConnectionModel::In), u"1"_s);
    QCOMPARE(cell(0, ConnectionModel::Out), u"1"_s);

    agent->socket().close();
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"0 live, 1 ended"_s), patience);
    QVERIFY(!cell(0, ConnectionModel::Reason).isEmpty());
}

void TestServerWindow::totalsCountTheAgents()
{
    start();
    auto &totals = parts().part<QLabel>(u"totals"_s);
    QVERIFY(totals.text().startsWith(u"0 agents"_s));
    const auto first = connected();
    QTRY_VERIFY_WITH_TIMEOUT(totals.text().startsWith(u"1 agent "_s), patience);
    const auto second = connected();
    QTRY_VERIFY_WITH_TIMEOUT(totals.text().startsWith(u"2 agents "_s), patience);
}

// Two messages came and nobody answered: a sum would look as if both had spoken.
void TestServerWindow::totalsTellEachDirection()
{
    start();
    auto &replies = parts().part<QComboBox>(u"replies"_s);
    replies.setCurrentIndex(replies.findText(u"Manual"_s));
    const auto agent = connected();
    auto &totals = parts().part<QLabel>(u"totals"_s);
    QVERIFY(agent->send("one"));
    QVERIFY(agent->send("two"));
    QTRY_VERIFY_WITH_TIMEOUT(
        totals.text().contains(QRegularExpression(u"in [12] msg/s, [36] B/s +out 0 msg/s"_s)),
        patience);
}

void TestServerWindow::chosenMessageIsInTheDetail()
{
    start();
    const auto agent = connected();
    QVERIFY(agent->echo("Hello from client!"));
    QTRY_VERIFY_WITH_TIMEOUT(parts().placeOfMessage(Direction::Out) >= 0, patience);
    const auto place = parts().placeOfMessage(Direction::In);
    parts().click(parts().traffic(), place);
    auto &detail = parts().desk().detail();
    QCOMPARE(detail.number(), parts().messages().row(place).number);
    QTRY_COMPARE_WITH_TIMEOUT(
        detail.messagePane()->textView()->view()->toPlainText(), u"Hello from client!"_s, patience);
    QVERIFY(parts().says(u"from 127.0.0.1:%1"_s.arg(agent->port())));
}

void TestServerWindow::chosenMessageChoosesItsConnection()
{
    start();
    const auto first = connected();
    const auto second = connected();
    QVERIFY(first->echo("from the first"));
    QVERIFY(second->echo("from the second"));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 2, patience);
    const auto rows = parts().messages().rowCount();
    for (const auto &[text, agent] :
        {std::pair("from the first", first.get()), std::pair("from the second", second.get())}) {
        int place = 0;
        while (parts().messages().index(place, TrafficModel::Preview).data().toString()
            != QString::fromLatin1(text))
            ++place;
        parts().click(parts().traffic(), place);
        const auto chosen = connections().list().currentIndex();
        QCOMPARE(chosen.siblingAtColumn(ConnectionModel::Agent).data().toString(),
            u"127.0.0.1:%1"_s.arg(agent->port()));
        QCOMPARE(connections().selected(), QList<ConnectionId>{connections().current()});
        QCOMPARE(parts().desk().trafficPane().currentRow(), place);
        QCOMPARE(parts().messages().rowCount(), rows);
    }
}

void TestServerWindow::chosenConnectionIsOnItsPage()
{
    start();
    const auto agent = connected();
    auto &list = connections().list();
    parts().click(list, 0);
    QTest::mouseDClick(
        list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(0, 1)).center());
    auto &page = parts().desk().connectionPage();
    QCOMPARE(parts().desk().panel().currentPage(), &page);
    QCOMPARE(page.connection(), ConnectionId(1));
}

void TestServerWindow::filterNarrowsAsItIsTyped()
{
    start();
    const auto agent = connected();
    QVERIFY(agent->echo("apples"));
    QVERIFY(agent->echo("pears"));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 2, patience);
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(parts().filterLine().hasFocus());
    QTest::keyClicks(&parts().filterLine(), u"dir:in text:pear"_s);
    QTRY_COMPARE_WITH_TIMEOUT(parts().messages().rowCount(), 1, patience);
    QCOMPARE(parts().contents(Direction::In), (QByteArrayList{"pears"}));
    QTest::keyClick(&parts().filterLine(), Qt::Key_Escape);
    QTest::keyClick(&parts().filterLine(), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::In).size(), 2, patience);
}

void TestServerWindow::wrongFilterLeavesTheLastGoodOne()
{
    start();
    const auto agent = connected();
    QVERIFY(agent->echo("apples"));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 1, patience);
    parts().filterLine().setFocus();
    QTest::keyClicks(&parts().filterLine(), u"dir:in "_s);
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::In).size(), 1, patience);
    parts().filterLine().insert(u"nonsense:1"_s); // as by pasting: half of it is a word to look for
    QVERIFY(parts().desk().trafficPane().filterField().isWrong());
    QCOMPARE(parts().contents(Direction::In).size(), 1);
    QCOMPARE(parts().contents(Direction::Out).size(), 0);
}

void TestServerWindow::composerSendsText()
{
    start();
    const auto agent = connected();
    parts().write(u"from the window\\n"_s);
    QCOMPARE(agent->messages(1), (QList<QByteArray>{"from the window\n"}));
    QTRY_COMPARE_WITH_TIMEOUT(
        parts().contents(Direction::Out), (QByteArrayList{"from the window\n"}), patience);
}

void TestServerWindow::composerSendsHex()
{
    start();
    const auto agent = connected();
    auto &form = *parts().messageLine().parentWidget()->parentWidget()->findChild<QComboBox *>();
    form.setFocus();
    QTest::keyClick(&form, Qt::Key_Down);
    QCOMPARE(form.currentText(), u"Hex"_s);
    parts().write(u"00 ff 48 69"_s);
    QCOMPARE(agent->messages(1), (QList<QByteArray>{QByteArray("\0\xff\x48\x69", 4)}));
}

void TestServerWindow::composerSendsToAllAndSaysHowMany()
{
    start();
    const auto first = connected();
    const auto second = connected();
    QVERIFY(first && second);
    auto &targets = parts().part<TargetBox>();
    targets.setFocus();
    QTest::keyClick(&targets, Qt::Key_Home);
    QTest::keyClicks(&parts().messageLine(), u"everybody"_s);
    auto *send = parts().button(u"Send to 2"_s);
    QVERIFY(send);
    parts().press(send);
    QCOMPARE(first->messages(1), (QList<QByteArray>{"everybody"}));
    QCOMPARE(second->messages(1), (QList<QByteArray>{"everybody"}));
}

void TestServerWindow::composerSendsToOne()
{
    start();
    const auto first = connected();
    const auto second = connected();
    QVERIFY(first && second);
    auto &targets = parts().part<TargetBox>();
    targets.setFocus();
    QTest::keyClick(&targets, Qt::Key_End); // the youngest
    QCOMPARE(targets.currentText(), u"127.0.0.1:%1"_s.arg(second->port()));
    parts().write(u"only you"_s);
    QCOMPARE(second->messages(1), (QList<QByteArray>{"only you"}));
    // What comes next to the other is the echo: nothing came before.
    QVERIFY(first->echo("me"));
}

void TestServerWindow::chosenConnectionIsTheTarget()
{
    start();
    const auto first = connected();
    QVERIFY(first);
    const auto second = connected();
    QVERIFY(second);
    auto &targets = parts().part<TargetBox>();
    QCOMPARE(targets.currentText(), u"127.0.0.1:%1"_s.arg(first->port()));
    QTRY_COMPARE_WITH_TIMEOUT(connections().list().model()->rowCount(), 2, patience);
    parts().click(connections().list(), 1);
    QCOMPARE(targets.currentText(), u"127.0.0.1:%1"_s.arg(second->port()));
    parts().write(u"only you"_s);
    QCOMPARE(second->messages(1), (QList<QByteArray>{"only you"}));
}

void TestServerWindow::manualRepliesSendNothing()
{
    start();
    const auto agent = connected();
    auto &replies = parts().part<QComboBox>(u"replies"_s);
    replies.setFocus();
    QTest::keyClick(&replies, Qt::Key_Down);
    QCOMPARE(m_window->server().replies(), OwnServer::Replies::Manual);
    QVERIFY(agent->send("is anybody there?"));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::In).size(), 1, patience);
    parts().write(u"yes"_s);
    QCOMPARE(agent->messages(1), (QList<QByteArray>{"yes"}));
}

void TestServerWindow::disconnectSaysGoodbye()
{
    start();
    const auto agent = connected();
    parts().click(connections().list(), 0);
    const auto actions = connections().actions();
    const auto disconnect = std::ranges::find_if(
        actions, [](const QAction *action) { return action->text() == "Disconnect 1 agent"_L1; });
    QVERIFY(disconnect != actions.end());
    (*disconnect)->trigger();
    QCOMPARE(agent->next(), EventRecord::closed());
    agent->socket().close();
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"0 live, 1 ended"_s), patience);
}

void TestServerWindow::composerSaysWhyItCannotSend()
{
    QVERIFY(parts().says(u"The server is stopped."_s));
    start();
    QVERIFY(parts().says(u"No agent is connected."_s));
    const auto agent = connected();
    QVERIFY(!parts().says(u"No agent is connected."_s));
    QVERIFY(!parts().says(u"An empty message would close the connection"_s));
    QTest::keyClick(&parts().messageLine(), Qt::Key_Return);
    QVERIFY(parts().says(u"An empty message would close the connection"_s));
}

QTEST_MAIN(TestServerWindow)
#include "tst_serverwindow.moc"
