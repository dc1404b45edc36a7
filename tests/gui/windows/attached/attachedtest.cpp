// SPDX-License-Identifier: MIT
#include "tests/gui/windows/attached/attachedtest.h"

#include "server-gui/trust/inboxpage.h"

#include <QLineEdit>

namespace sealcord::test {

using namespace Qt::StringLiterals;

QByteArray AttachedTest::file(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void AttachedTest::writeAgents(const QByteArray &text) const
{
    QFile file(path(u"agents"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(file.write(text), text.size());
}

QByteArray AttachedTest::line(const QByteArray &options) const
{
    SystemRandom random;
    const auto key = readOrMakeIdentity(path(u"agent.key"_s), random).value().publicKey();
    return keyWord(key).toUtf8() + ' ' + options + '\n';
}

void AttachedTest::openWith(const QStringList &options)
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

void AttachedTest::replaceServer(const QStringList &options)
{
    m_server->signal(SIGTERM);
    QCOMPARE(m_server->exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->server().state(), WatchedServer::State::Starting, patience);
    QVERIFY(QDir(m_folder->path()).mkdir(u"other"_s));
    m_server = std::make_unique<ServerProgram>(
        QStringList{u"--control"_s, path(u"control.sock"_s), u"--authorized-agents"_s,
            path(u"others"_s), u"--identity"_s, path(u"other/server.key"_s)}
        + options);
    QVERIFY(m_server->listenForControl());
    QTRY_COMPARE_WITH_TIMEOUT(
        m_window->server().state(), WatchedServer::State::Listening, patience);
}

void AttachedTest::knock()
{
    PipingAgent agent(*m_server,
        {u"--identity"_s, path(u"agent.key"_s), u"--name"_s, u"pump"_s, u"--known-servers"_s,
            path(u"servers"_s)});
    QVERIFY(agent.start());
    QVERIFY(agent.program().exitCode() != 0);
}

void AttachedTest::connects()
{
    m_agent = std::make_unique<PipingAgent>(*m_server,
        QStringList{
            u"--identity"_s, path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s)});
    QVERIFY(m_agent->start());
    QVERIFY(m_agent->talks("here\n"));
}

void AttachedTest::openBy(Qt::Key key) const
{
    QTest::keyClick(m_window.get(), key, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::activeWindow(), &trust(), patience);
}

void AttachedTest::openAgents() const
{
    openBy(Qt::Key_A);
    QTRY_COMPARE_WITH_TIMEOUT(rowsOfAgents(), 1, patience);
}

void AttachedTest::askToApprove() const
{
    openBy(Qt::Key_I);
    QTRY_COMPARE_WITH_TIMEOUT(list<InboxPage>().model()->rowCount(), 1, patience);
    parts().click(list<InboxPage>(), 0);
    pressIn(page<InboxPage>(), u"&Approve…"_s);
}

void AttachedTest::typeName(const QString &name) const
{
    auto &view = list<AgentsPage>();
    view.setFocus();
    view.setCurrentIndex(view.model()->index(0, AuthorizedModel::Name));
    QTest::keyClick(&view, Qt::Key_F2);
    QTRY_VERIFY_WITH_TIMEOUT(view.findChild<QLineEdit *>(), patience);
    auto *editor = view.findChild<QLineEdit *>();
    editor->selectAll();
    QTest::keyClicks(editor, name);
}

void AttachedTest::pressIn(QWidget &page, const QString &beginning) const
{
    auto *button = WindowParts(page).button(beginning);
    QVERIFY2(button, qPrintable(beginning));
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), patience);
    QTest::mouseClick(button, Qt::LeftButton);
}

std::unique_ptr<AtTerminal> AttachedTest::verifyingAgent() const
{
    return std::make_unique<AtTerminal>(
        QStringList{u"agent"_s, u"--verify"_s, u"--trust=accept-new"_s, u"--identity"_s,
            path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s), m_server->address()});
}

void AttachedTest::compare(AtTerminal &agent)
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

} // namespace sealcord::test
