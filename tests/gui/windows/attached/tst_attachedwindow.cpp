// SPDX-License-Identifier: MIT
#include "core/crypto/keytext.h"
#include "server-gui/attachedwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/support/processes/pipingagent.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using State = WatchedServer::State;

/// A window on the server of another program.
class TestAttachedWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheServerAsItsOwn();
    void whatItCannotDoIsGreyedWithTheReason();
    void connectionsPageTellsOfTheServer();
    void waitsForTheServer();
    void withoutAServer();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"control.sock"_s); }
    void serve(const QStringList &options = {});
    void talk();
    void open(const std::expected<QString, QString> &path);
    [[nodiscard]] QString barText() const;

    SettingsElsewhere m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_server;
    std::unique_ptr<PipingAgent> m_agent;
    std::unique_ptr<AttachedWindow> m_window;
};

void TestAttachedWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestAttachedWindow::cleanup()
{
    m_window.reset();
    m_agent.reset();
    m_server.reset();
}

void TestAttachedWindow::serve(const QStringList &options)
{
    m_server = std::make_unique<ServerProgram>(QStringList{u"--control"_s, path()} + options);
    QVERIFY(m_server->listenForControl());
}

void TestAttachedWindow::talk()
{
    m_agent = std::make_unique<PipingAgent>(*m_server);
    QVERIFY(m_agent->start());
    QVERIFY(m_agent->talks("here\n"));
}

void TestAttachedWindow::open(const std::expected<QString, QString> &path)
{
    m_window = std::make_unique<AttachedWindow>(path);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestAttachedWindow::showsTheServerAsItsOwn()
{
    serve();
    talk();
    open(path());
    const WindowParts parts(*m_window);
    QTRY_COMPARE(parts.desk().connections().rowCount(), 1);
    QVERIFY(m_window->windowTitle().contains(m_server->address()));
    QVERIFY(m_agent->say("more\n"));
    QTRY_VERIFY(parts.messages().rowCount() >= 2);

    QTRY_VERIFY(parts.button(u"Send"_s)->isEnabled());
    parts.write(u"from the window"_s);
    QTRY_VERIFY(parts.contents(Direction::Out).contains("from the window"));

    // Closing the window leaves the server as it is.
    m_window->close();
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(m_server->isRunning());
    QVERIFY(m_agent->program().isRunning());
}

void TestAttachedWindow::whatItCannotDoIsGreyedWithTheReason()
{
    serve();
    open(path());
    QTRY_COMPARE(m_window->server().state(), State::Listening);
    int greyed = 0;
    for (const auto *action : m_window->menuBar()->actions().first()->menu()->actions()) {
        if (action->toolTip().contains(u"sealcord server --help"_s)) {
            QVERIFY(!action->isEnabled());
            ++greyed;
        }
    }
    QCOMPARE(greyed, 3);
    const auto *replies = m_window->findChild<QComboBox *>(u"replies"_s);
    QVERIFY(replies);
    QVERIFY(!replies->isEnabled());
    QVERIFY(!replies->toolTip().isEmpty());
}

void TestAttachedWindow::connectionsPageTellsOfTheServer()
{
    serve({u"--max-message"_s, u"2MiB"_s, u"--handshake-timeout"_s, u"25s"_s, u"--idle-timeout"_s,
        u"90s"_s});
    talk();
    open(path());
    const WindowParts parts(*m_window);
    QTRY_COMPARE(parts.desk().connections().rowCount(), 1);
    const auto &info = parts.desk().connections().info(0);
    parts.desk().showConnectionPage(info.name.id);
    QVERIFY(parts.says(u"2 MiB"_s)); // and not what this program would have taken
    QVERIFY(parts.says(u"0:25"_s));
    QVERIFY(parts.says(u"1:30"_s));
    QTRY_VERIFY(parts.desk().connections().info(0).measured);
    QVERIFY(parts.desk().connections().info(0).measured->tcp);
    QVERIFY(info.peer);
    QVERIFY(parts.says(QString::fromStdString(publicKeyText(info.peer->key))));
}

void TestAttachedWindow::waitsForTheServer()
{
    open(path());
    QTRY_VERIFY(barText().contains(path()));
    serve();
    QTRY_COMPARE(m_window->server().state(), State::Listening);
    QTRY_COMPARE(barText(), QString());
    talk();
    const WindowParts parts(*m_window);
    QTRY_COMPARE(parts.desk().connections().rowCount(), 1);
    m_server->signal(SIGKILL);
    QCOMPARE(m_server->exitCode(), RunningProgram::diedOfSignal);
    QTRY_VERIFY(barText().contains(path()));
    // Nobody sees them any more: that they live would be a lie.
    QTRY_VERIFY(!parts.desk().connections().index(0, 0).data().toString().contains(u"live"_s));
}

void TestAttachedWindow::withoutAServer()
{
    open(std::unexpected(u"none"_s));
    QCOMPARE(m_window->server().state(), State::Stopped);
    QVERIFY(!barText().isEmpty());
}

QString TestAttachedWindow::barText() const
{
    const auto &bar = WindowParts(*m_window).bar();
    return bar.isVisible() ? bar.text() : QString();
}

QTEST_MAIN(TestAttachedWindow)

#include "tst_attachedwindow.moc"
