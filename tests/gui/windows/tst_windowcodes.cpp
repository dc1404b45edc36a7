// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "core/app/trust/credentials.h"
#include "server-gui/connectionspane.h"
#include "server-gui/serverwindow.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/integration/server/inbetween.h"
#include "widgets/connection/codesection.h"
#include "widgets/connection/spokencode.h"
#include "widgets/traffic/eventlist.h"

#include <QFile>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QString>
#include <QStringList>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Two people, each at a window, who compare a code over a real connection.
class TestWindowCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void equalIsWrittenDownByBoth();
    void whoAsksFirstIsSeenAtTheServer();
    void serverMayAskFirst();
    void differentCodesEndBothConnections();
    void leavingBreaksItOff();
    void whatIsNotInSightHoldsNoCode();
    void aCodeOfAnEndedConnectionCanStillBeJudged();
    void aNameThatIsTakenIsSaid();
    void classicSaysWhyNot();
    void withoutConnectionThePageSaysSo();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_settings.filePath(name); }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void openServer(Protocol protocol = Protocol::Sealed);
    void openAgent(quint16 port, Protocol protocol = Protocol::Sealed);
    void openBoth();
    void askBoth();
    [[nodiscard]] quint16 port() const
    {
        return m_server->server().address().section(u':', -1).toUShort();
    }
    [[nodiscard]] WindowParts server() const { return WindowParts(*m_server); }
    /// That of the window itself: its window of trust has one too.
    [[nodiscard]] MessageBar &serverBar() const
    {
        return *m_server->centralWidget()->findChild<MessageBar *>();
    }
    [[nodiscard]] WindowParts agent() const { return WindowParts(*m_agent); }
    /// In a window that has the focus: without it, it would hear no key.
    static void press(QWidget &window, Qt::Key key);
    static void pressF7(QWidget &window) { press(window, Qt::Key_F7); }
    /// Clicks on the button of the section that begins so.
    static void press(const WindowParts &window, const QString &beginning);
    /// What the section says.
    static bool says(const WindowParts &window, const QString &text)
    {
        return QTest::qWaitFor([&] { return WindowParts(section(window)).says(text); },
            std::chrono::milliseconds(patience).count());
    }
    [[nodiscard]] static CodeSection &section(const WindowParts &window)
    {
        return window.part<CodeSection>();
    }
    /// All that the labels of the code say; empty while there is none in sight.
    [[nodiscard]] static QString code(const WindowParts &window);

    SettingsElsewhere m_settings;
    ServerCredentials m_credentials;
    std::unique_ptr<ServerWindow> m_server;
    std::unique_ptr<AgentWindow> m_agent;
};

void TestWindowCodes::cleanup()
{
    m_agent.reset();
    m_server.reset();
    m_credentials = {};
    for (const auto *name : {"known_servers", "agents", "agent.key", "server.key"})
        QFile::remove(path(QString::fromLatin1(name)));
}

void TestWindowCodes::openServer(Protocol protocol)
{
    ServerTrustOptions trust;
    trust.identity = path(u"server.key"_s);
    trust.authorizedAgents = path(u"agents"_s);
    trust.protocol = protocol;
    auto credentials = openCredentials(trust, {});
    QVERIFY(credentials);
    m_credentials = std::move(*credentials);
    ServerWindowOptions options;
    options.server.settings.address = QHostAddress(QHostAddress::LocalHost);
    options.server.settings.port = 0;
    options.server.settings.protocol = protocol;
    m_credentials.giveTo(options.server.settings);
    m_server = std::make_unique<ServerWindow>(options, nullptr, m_credentials.gate.get());
    m_server->resize(1280, 800);
    m_server->show();
    press(*m_server, Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->server().state(), OwnServer::State::Listening, patience);
}

void TestWindowCodes::openAgent(quint16 port, Protocol protocol)
{
    AgentWindowOptions options;
    options.agent.settings.host = u"127.0.0.1"_s;
    options.agent.settings.port = port;
    options.agent.settings.reconnectDelay = std::chrono::milliseconds(1);
    options.agent.trust.protocol = protocol;
    options.agent.trust.identity = path(u"agent.key"_s);
    options.agent.trust.knownServers = path(u"known_servers"_s);
    options.agent.trust.trust = TrustMode::AcceptNew;
    m_agent = std::make_unique<AgentWindow>(options);
    m_agent->show();
    press(*m_agent, Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(m_agent->agent().stage(), WatchedAgent::Stage::Connected, patience);
}

void TestWindowCodes::openBoth()
{
    openServer();
    openAgent(port());
    QTRY_COMPARE_WITH_TIMEOUT(server().desk().connections().live(), 1, patience);
    const auto isAgreed = [](const WindowParts &window) {
        const auto *info = window.desk().connections().find(1);
        return info && info->established;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAgreed(server()) && isAgreed(agent()), patience);
}

void TestWindowCodes::askBoth()
{
    server().click(server().part<ConnectionsPane>().list(), 0);
    pressF7(*m_agent);
    pressF7(*m_server);
    QTRY_VERIFY_WITH_TIMEOUT(!code(agent()).isEmpty() && !code(server()).isEmpty(), patience);
}

void TestWindowCodes::press(QWidget &window, Qt::Key key)
{
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, key);
}

void TestWindowCodes::press(const WindowParts &window, const QString &beginning)
{
    auto *button = WindowParts(section(window)).button(beginning);
    QVERIFY2(button, qPrintable(beginning));
    QVERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
}

QString TestWindowCodes::code(const WindowParts &window)
{
    QStringList texts;
    for (const auto *label : window.part<SpokenCode>().findChildren<QLabel *>()) {
        if (label->text().size() > 1) // but for the numbers
            texts += label->text();
    }
    return texts.join(u' ');
}

void TestWindowCodes::equalIsWrittenDownByBoth()
{
    openBoth();
    askBoth();
    QCOMPARE(code(agent()), code(server()));
    QCOMPARE(code(agent()).split(u' ').size(), 7); // five words, and digits in two groups
    press(agent(), u"They are the same"_s);
    QVERIFY(says(agent(), u"nobody is in between"_s));
    QVERIFY(says(agent(), u"written down as verified"_s));
    QVERIFY(read(u"known_servers"_s).contains(" verified="));
    QVERIFY(code(agent()).isEmpty());

    press(server(), u"They are the same"_s);
    QVERIFY(says(server(), u"nobody is in between"_s));
    QVERIFY(read(u"agents"_s).isEmpty()); // only if the person wants one
    auto *name = section(server()).findChild<QLineEdit *>();
    QVERIFY(name->isVisible());
    QTest::keyClicks(name, u"pump 3"_s);
    QVERIFY(!WindowParts(section(server())).button(u"Authorise"_s)->isEnabled());
    name->clear();
    QTest::keyClicks(name, u"pump-3"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(says(server(), u"as pump-3"_s));
    QVERIFY(read(u"agents"_s).contains("name=pump-3"));
    QVERIFY(!name->isVisible());
    QCOMPARE(m_agent->agent().stage(), WatchedAgent::Stage::Connected);
}

void TestWindowCodes::whoAsksFirstIsSeenAtTheServer()
{
    openBoth();
    pressF7(*m_agent);
    QVERIFY(says(agent(), u"Waiting for the person at the server"_s));
    QTRY_VERIFY_WITH_TIMEOUT(serverBar().isVisible(), patience);
    QVERIFY(serverBar().text().contains(u"wants to compare a code"_s));
    server().press(server().button(u"Compare"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!code(server()).isEmpty(), patience);
    QVERIFY(!serverBar().isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(code(agent()), code(server()), patience);
}

void TestWindowCodes::serverMayAskFirst()
{
    openBoth();
    server().click(server().part<ConnectionsPane>().list(), 0);
    pressF7(*m_server);
    QVERIFY(says(server(), u"Waiting for the person at the agent"_s));
    agent().desk().showConnectionPage(1);
    QVERIFY(code(server()).isEmpty());
    press(agent(), u"Compare a code"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!code(server()).isEmpty(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(code(agent()), code(server()), patience);
}

void TestWindowCodes::differentCodesEndBothConnections()
{
    InBetween middle;
    QVERIFY(middle.isListening());
    openServer();
    openAgent(middle.port());
    QVERIFY(middle.connectsTo(port()));
    QTRY_COMPARE_WITH_TIMEOUT(server().desk().connections().live(), 1, patience);
    pressF7(*m_agent);
    QTRY_VERIFY_WITH_TIMEOUT(middle.isAskedByAgent(), patience);
    QCOMPARE(middle.passOn(), SendResult::Sent);
    QTRY_VERIFY_WITH_TIMEOUT(serverBar().isVisible(), patience);
    server().press(server().button(u"Compare"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!code(agent()).isEmpty() && !code(server()).isEmpty(), patience);
    QVERIFY(code(agent()) != code(server()));

    const auto sentence = u"The codes differ: somebody is in between. End this connection."_s;
    press(agent(), u"They differ"_s);
    QVERIFY(says(agent(), sentence));
    QVERIFY(agent().bar().text().contains(sentence));
    QTRY_COMPARE_WITH_TIMEOUT(m_agent->agent().stage(), WatchedAgent::Stage::Idle, patience);
    QVERIFY(agent().bar().isVisible());
    QVERIFY(agent().bar().text().contains(sentence));
    press(server(), u"They differ"_s);
    QVERIFY(says(server(), sentence));
    QTRY_VERIFY_WITH_TIMEOUT(middle.isEndedByServer(), patience);
    QVERIFY(serverBar().text().contains(sentence));
    QVERIFY(!read(u"known_servers"_s).contains("verified"));
    QVERIFY(read(u"agents"_s).isEmpty());
}

void TestWindowCodes::leavingBreaksItOff()
{
    openBoth();
    pressF7(*m_agent);
    QTRY_VERIFY_WITH_TIMEOUT(serverBar().isVisible(), patience);
    press(*m_agent, Qt::Key_F5);
    QVERIFY(says(agent(), u"broken off"_s));
    QVERIFY(agent().bar().text().contains(u"broken off"_s));
    QTRY_VERIFY_WITH_TIMEOUT(serverBar().text().contains(u"broken off"_s), patience);
}

void TestWindowCodes::whatIsNotInSightHoldsNoCode()
{
    openBoth();
    askBoth();
    const auto shown = code(agent());
    agent().desk().showPage(&agent().desk().eventList());
    QVERIFY(code(agent()).isEmpty());
    QCOMPARE(agent().part<SpokenCode>().accessibleName(), u"The code, which is not there yet"_s);
    agent().desk().showConnectionPage(1);
    QCOMPARE(code(agent()), shown);
    QVERIFY(agent().part<SpokenCode>().accessibleName().contains(shown.section(u' ', 0, 0)));
}

void TestWindowCodes::aCodeOfAnEndedConnectionCanStillBeJudged()
{
    openBoth();
    askBoth();
    press(*m_server, Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->server().state(), OwnServer::State::Stopped, patience);
    agent().desk().showConnectionPage(1);
    press(agent(), u"They are the same"_s);
    QVERIFY(says(agent(), u"written down as verified"_s));
    QVERIFY(read(u"known_servers"_s).contains(" verified="));
}

void TestWindowCodes::aNameThatIsTakenIsSaid()
{
    QFile agents(path(u"agents"_s));
    QVERIFY(agents.open(QIODevice::WriteOnly));
    agents.write("x25519:hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo name=pump-3\n");
    agents.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    agents.close();
    openBoth();
    askBoth();
    press(server(), u"They are the same"_s);
    auto *name = section(server()).findChild<QLineEdit *>();
    QTest::keyClicks(name, u"pump-3"_s);
    press(server(), u"Authorise"_s);
    QVERIFY(says(server(), u"pump-3"_s));
    QVERIFY(name->isVisible()); // to be given anew
    QCOMPARE(read(u"agents"_s).count('\n'), 1);
}

void TestWindowCodes::classicSaysWhyNot()
{
    openServer(Protocol::None);
    openAgent(port(), Protocol::Classic);
    QTRY_COMPARE_WITH_TIMEOUT(server().desk().connections().live(), 1, patience);
    for (auto *window :
        {static_cast<QWidget *>(m_agent.get()), static_cast<QWidget *>(m_server.get())}) {
        const WindowParts parts(*window);
        QTRY_VERIFY_WITH_TIMEOUT(parts.desk().connections().find(1)->established, patience);
        if (window == m_server.get())
            parts.click(parts.part<ConnectionsPane>().list(), 0);
        pressF7(*window);
        QVERIFY(says(parts, u"It speaks classic"_s));
        const auto *button = WindowParts(section(parts)).button(u"Compare a code"_s);
        QVERIFY(button);
        QVERIFY(!button->isEnabled());
        QVERIFY(button->toolTip().contains(u"classic"_s));
    }
}

void TestWindowCodes::withoutConnectionThePageSaysSo()
{
    openServer();
    pressF7(*m_server);
    QVERIFY(server().says(u"No connection is chosen"_s));
}

QTEST_MAIN(TestWindowCodes)

#include "tst_windowcodes.moc"
