// SPDX-License-Identifier: MIT
#include "server-gui/trust/approvalform.h"
#include "server-gui/trust/identitypage.h"
#include "server-gui/trust/inboxpage.h"
#include "tests/gui/windows/attached/attachedtest.h"
#include "widgets/connection/codesection.h"

#include <QFile>
#include <QLineEdit>
#include <QString>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using State = WatchedServer::State;

/// A window whose server goes, or is another one by now: what was decided about the one before is
/// not the other's, and what cannot be known is not said.
class TestOtherServer : public QObject, private AttachedTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void approvalIsNotForAnotherServer();
    void codeIsNotForAnotherServer();
    void listIsNotThatOfAnotherServer();
    void whoAsksAtAnotherServerIsSeen();
    void comparisonEndsWithItsServer();
    void closingWithAnOpenEditor();
    void keyIsNotKnownWithoutAServer();
    void inboxSaysWhyItIsEmpty();
};

void TestOtherServer::init()
{
    begin();
}

void TestOtherServer::cleanup()
{
    end();
}

void TestOtherServer::approvalIsNotForAnotherServer()
{
    openWith({u"--agents"_s, u"ask"_s});
    knock();
    askToApprove();
    QVERIFY(page<ApprovalForm>().isVisible());
    replaceServer({u"--agents"_s, u"authorized"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!page<ApprovalForm>().isVisible(), patience);
}

void TestOtherServer::codeIsNotForAnotherServer()
{
    openWith({});
    const auto agent = verifyingAgent();
    compare(*agent);
    agent->type("y\n");
    auto &code = parts().part<CodeSection>();
    pressIn(code, u"They are the same"_s);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"nobody is in between"_s), patience);
    auto *name = code.findChild<QLineEdit *>();
    QTRY_VERIFY_WITH_TIMEOUT(name->isVisible(), patience);
    replaceServer({u"--agents"_s, u"authorized"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!name->isVisible(), patience);
}

void TestOtherServer::listIsNotThatOfAnotherServer()
{
    writeAgents(line("name=pump-3"));
    openWith({u"--agents"_s, u"authorized"_s});
    openAgents();
    replaceServer({u"--protocol"_s, u"classic"_s});
    QTRY_COMPARE_WITH_TIMEOUT(rowsOfAgents(), 0, patience);
    QVERIFY(WindowParts(trust()).says(u"nobody can be approved or authorised"_s));
}

// Its counts are as far as those of the one before were.
void TestOtherServer::whoAsksAtAnotherServerIsSeen()
{
    const auto isAsked = [this] { return parts().bar().text().contains(u"wants to compare"_s); };
    openWith({});
    {
        const auto agent = verifyingAgent();
        QVERIFY(agent->start());
        QTRY_VERIFY_WITH_TIMEOUT(isAsked(), patience); // by its count
    }
    replaceServer({});
    QTRY_VERIFY_WITH_TIMEOUT(!isAsked(), patience);
    QVERIFY(QFile::remove(path(u"servers"_s)));
    const auto agent = verifyingAgent();
    QVERIFY(agent->start());
    QTRY_VERIFY_WITH_TIMEOUT(isAsked(), patience);
}

void TestOtherServer::comparisonEndsWithItsServer()
{
    openWith({});
    connects();
    QTRY_COMPARE_WITH_TIMEOUT(parts().desk().connections().live(), 1, patience);
    parts().desk().showConnectionPage(parts().desk().connections().info(0).name.id);
    pressIn(parts().part<CodeSection>(), u"Compare a code…"_s);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"Waiting for the person at the agent"_s), patience);
    m_server->signal(SIGTERM);
    QCOMPARE(m_server->exitCode(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"broken off"_s), patience);
}

// It writes as it closes, to a server that has to be there still.
void TestOtherServer::closingWithAnOpenEditor()
{
    writeAgents(line("name=pump-3"));
    openWith({u"--agents"_s, u"authorized"_s});
    openAgents();
    typeName(u"halfway"_s);
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    m_window.reset();
    QVERIFY(m_server->isRunning());
}

void TestOtherServer::keyIsNotKnownWithoutAServer()
{
    m_window = std::make_unique<AttachedWindow>(path(u"control.sock"_s));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    openBy(Qt::Key_K);
    QVERIFY(WindowParts(page<IdentityPage>()).says(u"attached to no server"_s));
    QVERIFY(!WindowParts(page<IdentityPage>()).says(u"classic"_s));
}

void TestOtherServer::inboxSaysWhyItIsEmpty()
{
    writeAgents(line("name=pump-3"));
    openWith({u"--agents"_s, u"authorized"_s});
    openAgents();
    m_server->signal(SIGTERM);
    QCOMPARE(m_server->exitCode(), 0);
    trust().showPage(TrustWindow::Page::Inbox);
    QTRY_VERIFY_WITH_TIMEOUT(
        WindowParts(page<InboxPage>()).says(u"attached to no server"_s), patience);
    trust().showPage(TrustWindow::Page::Agents);
    QCOMPARE(rowsOfAgents(), 1); // as it was seen last, which is said
    QVERIFY(WindowParts(page<AgentsPage>()).says(u"The list stays as it was"_s));
}

QTEST_MAIN(TestOtherServer)
#include "tst_otherserver.moc"
