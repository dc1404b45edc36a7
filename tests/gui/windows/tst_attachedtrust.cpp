// SPDX-License-Identifier: MIT
#include "core/crypto/randomsource.h"
#include "core/trust/identity.h"
#include "core/trust/keyword.h"
#include "server-gui/attachedwindow.h"
#include "server-gui/connectionspane.h"
#include "server-gui/trust/agentspage.h"
#include "server-gui/trust/approvalform.h"
#include "server-gui/trust/identitypage.h"
#include "server-gui/trust/inboxpage.h"
#include "server-gui/trust/trustwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/integration/programs/atterminal.h"
#include "tests/support/processes/pipingagent.h"
#include "widgets/connection/codesection.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/connection/spokencode.h"
#include "widgets/list/listview.h"
#include "widgets/parts/strip.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

/// Trust by a person at a window on the server of another program, with real agents.
class TestAttachedTrust : public QObject
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

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QByteArray file() const;
    void writeAgents(const QByteArray &text) const;
    [[nodiscard]] QByteArray line(const QByteArray &options) const;
    void openWith(const QStringList &options);
    /// Comes in vain, and waits from then on.
    void knock();
    void connects();
    void openBy(Qt::Key key) const;
    void openAgents() const;
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] TrustWindow &trust() const { return parts().part<TrustWindow>(); }
    template <typename Page> [[nodiscard]] Page &page() const { return parts().part<Page>(); }
    template <typename Page> [[nodiscard]] ListView &list() const
    {
        return *page<Page>().template findChild<ListView *>();
    }
    [[nodiscard]] int rowsOfAgents() const { return list<AgentsPage>().model()->rowCount(); }
    void pressIn(QWidget &page, const QString &beginning) const;
    [[nodiscard]] std::unique_ptr<AtTerminal> verifyingAgent() const;
    /// With the agent of a person who asks too.
    void compare(AtTerminal &agent);

    SettingsElsewhere m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<PipingAgent> m_agent;
    std::unique_ptr<AttachedWindow> m_window;
};

void TestAttachedTrust::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestAttachedTrust::cleanup()
{
    m_window.reset();
    m_agent.reset();
    m_server.reset();
}

QByteArray TestAttachedTrust::file() const
{
    QFile file(path(u"agents"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestAttachedTrust::writeAgents(const QByteArray &text) const
{
    QFile file(path(u"agents"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(file.write(text), text.size());
}

QByteArray TestAttachedTrust::line(const QByteArray &options) const
{
    SystemRandom random;
    const auto key = readOrMakeIdentity(path(u"agent.key"_s), random).value().publicKey();
    return keyWord(key).toUtf8() + ' ' + options + '\n';
}

void TestAttachedTrust::openWith(const QStringList &options)
{
    m_server = std::make_unique<ServerProgram>(
        QStringList{u"--control"_s, path(u"control.sock"_s), u"--authorized-agents"_s,
            path(u"agents"_s), u"--identity"_s, path(u"server.key"_s)}
        + options);
    QVERIFY(m_server->listenForControl());
    m_window = std::make_unique<AttachedWindow>(path(u"control.sock"_s));
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_window->server().state(), WatchedServer::State::Listening, patience);
}

void TestAttachedTrust::knock()
{
    PipingAgent agent(*m_server,
        {u"--identity"_s, path(u"agent.key"_s), u"--name"_s, u"pump"_s, u"--known-servers"_s,
            path(u"servers"_s)});
    QVERIFY(agent.start());
    QVERIFY(agent.program().exitCode() != 0);
}

void TestAttachedTrust::connects()
{
    m_agent = std::make_unique<PipingAgent>(*m_server,
        QStringList{
            u"--identity"_s, path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s)});
    QVERIFY(m_agent->start());
    QVERIFY(m_agent->talks("here\n"));
}

void TestAttachedTrust::openBy(Qt::Key key) const
{
    QTest::keyClick(m_window.get(), key, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), &trust(), patience);
}

void TestAttachedTrust::openAgents() const
{
    openBy(Qt::Key_A);
    QTRY_COMPARE_WITH_TIMEOUT(rowsOfAgents(), 1, patience);
}

void TestAttachedTrust::pressIn(QWidget &page, const QString &beginning) const
{
    auto *button = WindowParts(page).button(beginning);
    QVERIFY2(button, qPrintable(beginning));
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), patience);
    QTest::mouseClick(button, Qt::LeftButton);
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
    openBy(Qt::Key_I);
    parts().click(list<InboxPage>(), 0);
    pressIn(page<InboxPage>(), u"&Approve…"_s);
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
    writeAgents(line("name=pump-3 from=127.0.0.1 expires=2099-01-01"));
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
    QCOMPARE(file(), line("name=pump-3 from=127.0.0.1 expires=2099-01-01"));
    connects();
}

void TestAttachedTrust::anEditIsWritten()
{
    writeAgents(line("name=pump-3 # the old one"));
    openWith({u"--agents"_s, u"authorized"_s});
    openAgents();
    auto &view = list<AgentsPage>();
    const auto type = [&view](const QString &text) {
        view.setFocus();
        view.setCurrentIndex(view.model()->index(0, AuthorizedModel::Name));
        QTest::keyClick(&view, Qt::Key_F2);
        QTRY_VERIFY_WITH_TIMEOUT(view.findChild<QLineEdit *>(), patience);
        auto *editor = view.findChild<QLineEdit *>();
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
    };
    type(u"pump-4"_s);
    QTRY_COMPARE_WITH_TIMEOUT(file(), line("name=pump-4 # the old one"), patience);
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

std::unique_ptr<AtTerminal> TestAttachedTrust::verifyingAgent() const
{
    return std::make_unique<AtTerminal>(
        QStringList{u"agent"_s, u"--verify"_s, u"--trust=accept-new"_s, u"--identity"_s,
            path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s), m_server->address()});
}

void TestAttachedTrust::compare(AtTerminal &agent)
{
    QVERIFY(agent.start());
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().contains(u"wants to compare a code"_s), patience);
    parts().press(parts().button(u"Compare"_s));
    QTRY_VERIFY_WITH_TIMEOUT(parts().part<SpokenCode>().isVisible(), patience);
    const auto code = agent.code();
    QVERIFY(!code.isEmpty());
    for (const auto &word : code.section(u" ("_s, 0, 0).split(u' '))
        QVERIFY(WindowParts(parts().part<SpokenCode>()).says(word));
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
