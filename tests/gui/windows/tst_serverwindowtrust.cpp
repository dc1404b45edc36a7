// SPDX-License-Identifier: MIT
#include "core/trust/keyword.h"
#include "server-gui/trust/agentspage.h"
#include "server-gui/trust/approvalform.h"
#include "server-gui/trust/identitypage.h"
#include "server-gui/trust/inboxpage.h"
#include "server-gui/trust/trustwindow.h"
#include "tests/gui/windows/gatedwindowtest.h"
#include "widgets/list/listview.h"
#include "widgets/parts/strip.h"

#include <QAbstractItemModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QString>
#include <QTest>

#include <algorithm>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// The server's window with agents that are judged by their keys, over real connections.
class TestServerWindowTrust : public QObject, private GatedWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoWaitsIsApprovedAndComesIn();
    void whoIsRefusedIsToldSo();
    void severalAreApprovedAtOnce();
    void aWrongNameIsSaidInPlace();
    void revokedGoesAndUndoneIsBack();
    void anExpiredEntryEndsItsConnection();
    void anEditIsWritten();
    void formSaysWhatIsReachedAndPublished();
    void aFileChangedUnderneathIsNotOverwritten();
    void manyThatWaitAreOneLine();
    void identityIsShownAndCopied();
    void classicSaysThatThereAreNoKeys();

private:
    /// Comes in vain, and waits from then on.
    void knock(const Identity &identity) const;
    [[nodiscard]] TrustWindow &trust() const { return parts().part<TrustWindow>(); }
    /// Not by qWaitForWindowActive(), for which it is active where its parent is.
    [[nodiscard]] bool trustIsActive() const
    {
        return QTest::qWaitFor([this] { return QApplication::activeWindow() == &trust(); },
            std::chrono::milliseconds(patience).count());
    }
    template <typename Page> [[nodiscard]] Page &page() const { return parts().part<Page>(); }
    template <typename Page> [[nodiscard]] ListView &list() const
    {
        return *page<Page>().template findChild<ListView *>();
    }
    template <typename Page> [[nodiscard]] QString fault() const
    {
        return page<Page>().template findChild<QLabel *>(u"fault"_s)->text();
    }
    void pressIn(QWidget &page, const QString &beginning) const
    {
        auto *button = WindowParts(page).button(beginning);
        QVERIFY2(button, qPrintable(beginning));
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), patience);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    [[nodiscard]] QString shown(int row, int column) const
    {
        return list<AgentsPage>().model()->index(row, column).data().toString();
    }
    void openBy(Qt::Key key) const;
    void openAgents() const;
    /// Types \a text into the cell, as a person does: F2, text, Enter.
    void type(int column, const QString &text) const;
};

void TestServerWindowTrust::init()
{
    begin();
}

void TestServerWindowTrust::cleanup()
{
    end();
}

void TestServerWindowTrust::knock(const Identity &identity) const
{
    auto settings = m_ends->agentSettings(port());
    settings.reconnectDelay.reset();
    settings.identity = &identity;
    TalkingAgent agent(settings);
    agent.agent.start();
    QVERIFY(agent.waitForFinished());
    QCOMPARE(agent.connected, 0);
}

void TestServerWindowTrust::openBy(Qt::Key key) const
{
    QTest::keyClick(m_window.get(), key, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(trustIsActive());
}

void TestServerWindowTrust::openAgents() const
{
    openBy(Qt::Key_A);
    QVERIFY(list<AgentsPage>().isVisible());
}

void TestServerWindowTrust::type(int column, const QString &text) const
{
    auto &view = list<AgentsPage>();
    view.setFocus();
    view.setCurrentIndex(view.model()->index(0, column));
    QTest::keyClick(&view, Qt::Key_F2);
    QTRY_VERIFY_WITH_TIMEOUT(view.findChild<QLineEdit *>(), patience);
    auto *editor = view.findChild<QLineEdit *>();
    editor->selectAll();
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
}

void TestServerWindowTrust::whoWaitsIsApprovedAndComesIn()
{
    openWith(AgentPolicy::Ask);
    const auto &strip = parts().part<Strip>(u"waiting"_s);
    QVERIFY(!strip.isVisible());
    knock(m_ends->agent);
    QTRY_VERIFY_WITH_TIMEOUT(strip.isVisible(), patience);
    QCOMPARE(
        strip.accessibleName(), u"1 agent waits for your approval: \"agent\" from 127.0.0.1."_s);
    parts().press(parts().part<Strip>(u"waiting"_s).findChild<QPushButton *>());
    QVERIFY(trustIsActive());
    WindowParts(trust()).click(list<InboxPage>(), 0);
    pressIn(page<InboxPage>(), u"&Approve…"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // the name that it claims
    QTRY_VERIFY_WITH_TIMEOUT(!strip.isVisible(), patience);
    QCOMPARE(file(), line("name=agent"));
    m_agent = agent();
    QVERIFY(m_agent->connects());
    QTRY_VERIFY_WITH_TIMEOUT(!page<ApprovalForm>().isVisible(), patience);
}

void TestServerWindowTrust::whoIsRefusedIsToldSo()
{
    openWith(AgentPolicy::Ask);
    knock(m_ends->agent);
    openBy(Qt::Key_I);
    auto &view = list<InboxPage>();
    QTRY_COMPARE_WITH_TIMEOUT(view.model()->rowCount(), 1, patience);
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    pressIn(page<InboxPage>(), u"&Refuse"_s);
    QTRY_COMPARE_WITH_TIMEOUT(view.model()->rowCount(), 0, patience);
    m_agent = agent();
    m_agent->agent.start();
    QVERIFY(m_agent->waitForFinished());
    QCOMPARE(m_agent->connected, 0);
    QVERIFY(m_gate->pending().agents().empty()); // it was told, and does not wait
}

void TestServerWindowTrust::severalAreApprovedAtOnce()
{
    openWith(AgentPolicy::Ask);
    const auto other = freshIdentity("other");
    knock(m_ends->agent);
    knock(other);
    openBy(Qt::Key_I);
    auto &view = list<InboxPage>();
    QTRY_COMPARE_WITH_TIMEOUT(view.model()->rowCount(), 2, patience);
    view.selectAll();
    pressIn(page<InboxPage>(), u"&Approve…"_s);
    pressIn(page<ApprovalForm>(), u"&Approve 2 agents"_s);
    QTRY_COMPARE_WITH_TIMEOUT(view.model()->rowCount(), 0, patience);
    QVERIFY(file().contains(" name=agent\n") && file().contains(" name=other\n"));
}

void TestServerWindowTrust::aWrongNameIsSaidInPlace()
{
    openWith(AgentPolicy::Ask);
    knock(m_ends->agent);
    openBy(Qt::Key_I);
    auto &view = list<InboxPage>();
    QTRY_COMPARE_WITH_TIMEOUT(view.model()->rowCount(), 1, patience);
    view.selectAll();
    pressIn(page<InboxPage>(), u"&Approve…"_s);
    auto *name = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(name);
    name->setText(u"two words"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY2(fault<ApprovalForm>().contains(u"is no name"_s), qPrintable(fault<ApprovalForm>()));
    QVERIFY(page<ApprovalForm>().isVisible());
    QCOMPARE(file(), "cannot be read"); // none was made
    QTest::keyClick(name, Qt::Key_Escape);
    QVERIFY(!page<ApprovalForm>().isVisible());
    QVERIFY(trust().isVisible());
}

void TestServerWindowTrust::revokedGoesAndUndoneIsBack()
{
    writeAgents(line("name=pump-3 from=127.0.0.1 forward=web publish=cam"));
    openWith(AgentPolicy::Authorized);
    m_agent = agent();
    QVERIFY(m_agent->connects());
    openAgents();
    QTRY_COMPARE_WITH_TIMEOUT(shown(0, AuthorizedModel::State), u"● connected"_s, patience);
    WindowParts(trust()).click(list<AgentsPage>(), 0);
    pressIn(page<AgentsPage>(), u"&Revoke"_s);
    QCOMPARE(m_agent->waitForEnd().reason, EndReason::NotAuthorised);
    QTRY_COMPARE_WITH_TIMEOUT(list<AgentsPage>().model()->rowCount(), 0, patience);
    QCOMPARE(file(), QByteArray());
    pressIn(page<AgentsPage>(), u"Undo"_s);
    QTRY_COMPARE_WITH_TIMEOUT(list<AgentsPage>().model()->rowCount(), 1, patience);
    QCOMPARE(file(), line("name=pump-3 from=127.0.0.1 forward=web publish=cam"));
    m_agent = agent();
    QVERIFY(m_agent->connects());
}

void TestServerWindowTrust::anExpiredEntryEndsItsConnection()
{
    const auto soon = utcText(utcNow() + std::chrono::seconds(4));
    writeAgents(line("name=pump-3 expires=" + soon.toUtf8()));
    openWith(AgentPolicy::Authorized);
    m_agent = agent();
    QVERIFY(m_agent->connects());
    openAgents();
    (void)m_agent->waitForEnd();
    QTRY_COMPARE_WITH_TIMEOUT(shown(0, AuthorizedModel::State), u"✕ expired"_s, patience);
}

void TestServerWindowTrust::anEditIsWritten()
{
    writeAgents(line("name=pump-3 # the old one"));
    openWith(AgentPolicy::Authorized);
    openAgents();
    type(AuthorizedModel::Name, u"pump-4"_s);
    QTRY_COMPARE_WITH_TIMEOUT(file(), line("name=pump-4 # the old one"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(shown(0, AuthorizedModel::State), u"○ not connected"_s, patience);
    QCOMPARE(shown(0, AuthorizedModel::Name), u"pump-4"_s);
    type(AuthorizedModel::Until, u"tomorrow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(fault<AgentsPage>().contains(u"is no time in UTC"_s), patience);
    QCOMPARE(shown(0, AuthorizedModel::Until), u"tomorrow"_s);
    QCOMPARE(file(), line("name=pump-4 # the old one"));
    type(AuthorizedModel::Publish, u"cam"_s);
    QTRY_COMPARE_WITH_TIMEOUT(file(), line("name=pump-4 publish=cam # the old one"), patience);
}

void TestServerWindowTrust::formSaysWhatIsReachedAndPublished()
{
    openWith(AgentPolicy::Ask);
    knock(m_ends->agent);
    openBy(Qt::Key_I);
    auto &view = list<InboxPage>();
    QTRY_COMPARE_WITH_TIMEOUT(view.model()->rowCount(), 1, patience);
    view.selectAll();
    pressIn(page<InboxPage>(), u"&Approve…"_s);
    const auto field = [&](const QString &name) {
        const auto all = page<ApprovalForm>().findChildren<QLineEdit *>();
        return *std::ranges::find(all, name, &QLineEdit::accessibleName);
    };
    field(u"May reach"_s)->setText(u"web,ssh@gate"_s);
    field(u"May publish"_s)->setText(u"cam@gate"_s);
    pressIn(page<ApprovalForm>(), u"&Approve"_s);
    QVERIFY2(fault<ApprovalForm>().contains(u"\"cam@gate\" is no name of a service"_s),
        qPrintable(fault<ApprovalForm>()));
    QCOMPARE(QApplication::focusWidget(), field(u"May publish"_s));
    field(u"May publish"_s)->setText(u"cam"_s);
    pressIn(page<ApprovalForm>(), u"&Approve"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        file(), line("name=agent forward=web,ssh@gate publish=cam"), patience);
}

void TestServerWindowTrust::aFileChangedUnderneathIsNotOverwritten()
{
    writeAgents(line("name=pump-3"));
    openWith(AgentPolicy::Authorized);
    openAgents();
    auto &view = list<AgentsPage>();
    view.setCurrentIndex(view.model()->index(0, AuthorizedModel::Name));
    // In one turn, before the window can have seen it.
    writeAgents(line("name=theirs"));
    view.model()->setData(view.currentIndex(), u"ours"_s, Qt::EditRole);
    QTRY_VERIFY_WITH_TIMEOUT(
        fault<AgentsPage>().contains(u"somebody else has changed the entry"_s), patience);
    QCOMPARE(file(), line("name=theirs"));
    QCOMPARE(shown(0, AuthorizedModel::State), u"▲ not changed"_s);
    writeAgents(QByteArray("nonsense\n"));
    QTRY_VERIFY_WITH_TIMEOUT(fault<AgentsPage>().contains(u"The list stays as it was"_s), patience);
}

void TestServerWindowTrust::manyThatWaitAreOneLine()
{
    openWith(AgentPolicy::Ask);
    for (int i = 0; i < 1000; ++i) {
        const QHostAddress from(quint32(0x0a000000 + i));
        const Peer peer{freshIdentity().key.publicKey(), "agent"};
        QCOMPARE(m_gate->judge(peer, {1, {from, 4711}}).verdict,
            PeerDecision::Verdict::WaitsForApproval);
    }
    openBy(Qt::Key_I);
    QTRY_COMPARE_WITH_TIMEOUT(list<InboxPage>().model()->rowCount(), 100, patience);
    QCOMPARE(parts().part<Strip>(u"waiting"_s).accessibleName(),
        u"100 agents wait for your approval."_s);
    QVERIFY(WindowParts(trust()).says(u"100 wait, and no more are kept."_s));
}

void TestServerWindowTrust::identityIsShownAndCopied()
{
    openWith(AgentPolicy::Ask);
    openBy(Qt::Key_K);
    const auto key = m_ends->server.key.publicKey();
    QVERIFY(WindowParts(trust()).says(IdentityPage::grouped(fingerprintWord(key))));
    pressIn(page<IdentityPage>(), u"Copy the &line"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(),
        u"sealcord agent 127.0.0.1:%1 --server-key %2"_s.arg(port()).arg(keyWord(key)));
    QCOMPARE(IdentityPage::grouped(u"SHA256:abcdefghij"_s), u"SHA256: abcd efgh ij"_s);
}

void TestServerWindowTrust::classicSaysThatThereAreNoKeys()
{
    open();
    openBy(Qt::Key_K);
    QVERIFY(WindowParts(trust()).says(u"It speaks classic alone"_s));
    trust().showPage(TrustWindow::Page::Agents);
    QVERIFY(WindowParts(trust()).says(u"nobody can be approved or authorised"_s));
    trust().showPage(TrustWindow::Page::Inbox);
    QVERIFY(WindowParts(trust()).says(u"nobody can be approved or authorised"_s));
}

QTEST_MAIN(TestServerWindowTrust)
#include "tst_serverwindowtrust.moc"
