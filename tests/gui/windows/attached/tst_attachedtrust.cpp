// SPDX-License-Identifier: MIT
#include "server-gui/trust/approvalform.h"
#include "server-gui/trust/identitypage.h"
#include "server-gui/trust/inboxpage.h"
#include "tests/gui/windows/attached/attachedtest.h"
#include "widgets/connection/codesection.h"
#include "widgets/parts/strip.h"

#include <QByteArray>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QString>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Trust by a person at a window on the server of another program, with real agents.
class TestAttachedTrust : public QObject, private AttachedTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoWaitsIsApprovedAndComesIn();
    void whoIsRefusedWaitsNoMore();
    void revokedGoesAndUndoneIsBack();
    void anEditIsWritten();
    void aFileThatCannotBeReadIsSaid();
    void identityIsShownAndCopied();
    void nobodyWaitsAtAServerThatHasGone();
    void sameCodeIsComparedAndAuthorised();
    void codeThatDiffersEndsTheConnection();
    void classicSaysThatThereAreNoKeys();
};

void TestAttachedTrust::init()
{
    begin();
}

void TestAttachedTrust::cleanup()
{
    end();
}

void TestAttachedTrust::whoWaitsIsApprovedAndComesIn()
{
    openWith({u"--agents"_s, u"ask"_s});
    auto &strip = parts().part<Strip>(u"waiting"_s);
    QVERIFY(!strip.isVisible());
    knock();
    QTRY_VERIFY_WITH_TIMEOUT(strip.isVisible(), patience);
    QCOMPARE(
        strip.accessibleName(), u"1 agent waits for your approval: \"pump\" from 127.0.0.1."_s);
    askToApprove();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // the name that it claims
    QTRY_VERIFY_WITH_TIMEOUT(!strip.isVisible(), patience);
    QCOMPARE(file(), line("name=pump"));
    QTRY_VERIFY_WITH_TIMEOUT(!page<ApprovalForm>().isVisible(), patience);
    connects();
}

void TestAttachedTrust::whoIsRefusedWaitsNoMore()
{
    openWith({u"--agents"_s, u"ask"_s});
    knock();
    openBy(Qt::Key_I);
    QTRY_COMPARE_WITH_TIMEOUT(list<InboxPage>().model()->rowCount(), 1, patience);
    parts().click(list<InboxPage>(), 0);
    pressIn(page<InboxPage>(), u"&Refuse"_s);
    QTRY_COMPARE_WITH_TIMEOUT(list<InboxPage>().model()->rowCount(), 0, patience);
    QCOMPARE(file(), QByteArray());
}

void TestAttachedTrust::revokedGoesAndUndoneIsBack()
{
    writeAgents(
        line("name=pump-3 from=127.0.0.1 expires=2099-01-01 forward=web,db@gate publish=cam"));
    openWith({u"--agents"_s, u"authorized"_s});
    connects();
    openAgents();
    parts().click(list<AgentsPage>(), 0);
    pressIn(page<AgentsPage>(), u"&Revoke"_s);
    QVERIFY(m_agent->program().exitCode() != 0);
    QTRY_COMPARE_WITH_TIMEOUT(rowsOfAgents(), 0, patience);
    QCOMPARE(file(), QByteArray());
    pressIn(page<AgentsPage>(), u"Undo"_s);
    QTRY_COMPARE_WITH_TIMEOUT(rowsOfAgents(), 1, patience);
    QCOMPARE(file(),
        line("name=pump-3 from=127.0.0.1 expires=2099-01-01 forward=web,db@gate publish=cam"));
    connects();
}

void TestAttachedTrust::anEditIsWritten()
{
    writeAgents(line("name=pump-3 forward=web publish=cam # the old one"));
    openWith({u"--agents"_s, u"authorized"_s});
    openAgents();
    auto &view = list<AgentsPage>();
    typeName(u"pump-4"_s);
    QTest::keyClick(view.findChild<QLineEdit *>(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(
        file(), line("name=pump-4 forward=web publish=cam # the old one"), patience);
    // In one turn, before the window can have seen it.
    const auto shown = view.model()->index(0, AuthorizedModel::Name);
    QTRY_VERIFY_WITH_TIMEOUT(shown.flags() & Qt::ItemIsEditable, patience);
    QCOMPARE(shown.data().toString(), u"pump-4"_s);
    writeAgents(line("name=theirs"));
    view.model()->setData(shown, u"ours"_s, Qt::EditRole);
    const auto *fault = page<AgentsPage>().findChild<QLabel *>(u"fault"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(fault->text().contains(u"somebody else has changed the entry"_s),
        qPrintable(fault->text()), patience);
    QCOMPARE(file(), line("name=theirs"));
}

void TestAttachedTrust::aFileThatCannotBeReadIsSaid()
{
    writeAgents(line("name=pump-3"));
    openWith({u"--agents"_s, u"authorized"_s});
    openAgents();
    writeAgents("nonsense\n");
    const auto *fault = page<AgentsPage>().findChild<QLabel *>(u"fault"_s);
    QTRY_VERIFY_WITH_TIMEOUT(fault->text().contains(u"The list stays as it was"_s), patience);
    QVERIFY2(fault->text().contains(u"agents:1: "_s), qPrintable(fault->text()));
    QCOMPARE(rowsOfAgents(), 1);
    writeAgents(line("name=pump-5"));
    QTRY_VERIFY_WITH_TIMEOUT(fault->text().isEmpty(), patience);
}

void TestAttachedTrust::identityIsShownAndCopied()
{
    openWith({});
    openBy(Qt::Key_K);
    const auto key = readIdentity(path(u"server.key"_s)).value().publicKey();
    QVERIFY(WindowParts(trust()).says(IdentityPage::grouped(fingerprintWord(key))));
    pressIn(page<IdentityPage>(), u"Copy the &line"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(),
        u"sealcord agent %1 --server-key %2"_s.arg(m_server->address(), keyWord(key)));
    pressIn(page<IdentityPage>(), u"Copy the &key"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), keyWord(key));
}

void TestAttachedTrust::nobodyWaitsAtAServerThatHasGone()
{
    openWith({u"--agents"_s, u"ask"_s});
    knock();
    auto &strip = parts().part<Strip>(u"waiting"_s);
    QTRY_VERIFY_WITH_TIMEOUT(strip.isVisible(), patience);
    m_server->signal(SIGTERM);
    QCOMPARE(m_server->exitCode(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!strip.isVisible(), patience);
    openBy(Qt::Key_I);
    QTRY_VERIFY_WITH_TIMEOUT(
        WindowParts(trust()).says(u"The window is attached to no server."_s), patience);
}

void TestAttachedTrust::sameCodeIsComparedAndAuthorised()
{
    openWith({});
    const auto agent = verifyingAgent();
    compare(*agent);
    agent->type("y\n");
    pressIn(parts().part<CodeSection>(), u"They are the same"_s);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"nobody is in between"_s), patience);
    auto *name = parts().part<CodeSection>().findChild<QLineEdit *>();
    QTRY_VERIFY_WITH_TIMEOUT(name->isVisible(), patience);
    QTest::keyClicks(name, u"pump-3"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(file(), line("name=pump-3"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"as pump-3"_s), patience);
    QCOMPARE(agent->exitCode(), 0);
}

void TestAttachedTrust::codeThatDiffersEndsTheConnection()
{
    openWith({});
    const auto agent = verifyingAgent();
    compare(*agent);
    pressIn(parts().part<CodeSection>(), u"They differ"_s);
    QVERIFY(agent->exitCode() != 0);
    QTRY_VERIFY_WITH_TIMEOUT(
        parts().bar().text().contains(u"The codes differ: somebody is in between."_s), patience);
    QCOMPARE(file(), QByteArray());
}

void TestAttachedTrust::classicSaysThatThereAreNoKeys()
{
    openWith({u"--protocol"_s, u"classic"_s});
    openBy(Qt::Key_K);
    QVERIFY(WindowParts(trust()).says(u"It speaks classic alone"_s));
    trust().showPage(TrustWindow::Page::Agents);
    QVERIFY(WindowParts(trust()).says(u"nobody can be approved or authorised"_s));
    trust().showPage(TrustWindow::Page::Inbox);
    QVERIFY(WindowParts(trust()).says(u"nobody can be approved or authorised"_s));
}

QTEST_MAIN(TestAttachedTrust)
#include "tst_attachedtrust.moc"
