// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "core/app/trust/credentials.h"
#include "core/crypto/keytext.h"
#include "tests/gui/windows/agentwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/echoserver.h"

#include <QByteArrayList>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

/// A server with a key of its own.
class SealedServer
{
public:
    explicit SealedServer(quint16 port = 0, AgentPolicy policy = AgentPolicy::Anyone)
        : m_credentials(open(policy))
        , m_server(port, settings())
    { }

    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] QString place() const { return u"127.0.0.1:%1"_s.arg(port()); }
    [[nodiscard]] X25519KeyPair::PublicKey key() const
    {
        return m_credentials.identity->key.publicKey();
    }
    [[nodiscard]] QString fingerprint() const
    {
        return QString::fromStdString(keyFingerprint(key()));
    }
    [[nodiscard]] bool stop() { return m_server.stop(); }

private:
    [[nodiscard]] ServerCredentials open(AgentPolicy policy) const
    {
        ServerTrustOptions options;
        options.identity = m_folder.filePath(u"server.key"_s);
        options.authorizedAgents = m_folder.filePath(u"authorized_agents"_s);
        options.agents = policy;
        auto credentials = openCredentials(options, {});
        if (!credentials)
            qFatal("no credentials: %s", qPrintable(credentials.error().text));
        return std::move(*credentials);
    }
    [[nodiscard]] ServerSettings settings() const
    {
        ServerSettings settings;
        m_credentials.giveTo(settings);
        return settings;
    }

    QTemporaryDir m_folder;
    ServerCredentials m_credentials;
    EchoServer m_server;
};

} // namespace

class TestAgentWindowTrust : public QObject, private AgentWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_settings.isValid()); }
    void init() { QFile::remove(knownServers()); }
    void cleanup() { m_window.reset(); }

    void firstContactIsAskedAboutAndThenPinned();
    void whoDoesNotAnswerIsNotConnected();
    void theQuestionGoesWithItsServer();
    void theQuestionGoesWithItsProtocol();
    void aChangedKeyIsAWarning();
    void aRemovedKeyIsAskedAboutAnew();
    void aGivenKeyIsVerified();
    void classicIsRefusedWhereAKeyIsKnown();
    void approvalIsSaidHow();
    void whoIsNotAuthorisedIsTold();
    void aListThatCannotBeReadIsSaid();
    void closingWhileAskedEnds();

private:
    [[nodiscard]] QString knownServers() const
    {
        return m_settings.filePath(u"sealcord/known_servers"_s);
    }
    [[nodiscard]] QByteArray known() const
    {
        QFile file(knownServers());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void openSealed(quint16 port) { open(options(port, Protocol::Sealed)); }
    /// Presses F5 and waits for a bar that has \a text in it.
    void connectUntilSaid(const QString &text)
    {
        parts().pressF5();
        QTRY_VERIFY_WITH_TIMEOUT(parts().bar().isVisible(), patience);
        QVERIFY2(parts().bar().text().contains(text), qPrintable(parts().bar().text()));
    }
    void connectAndTrust()
    {
        connectUntilSaid(u"is not known yet"_s);
        parts().press(parts().button(u"Trust and connect"_s));
        QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    }
    void disconnectByKey()
    {
        parts().pressF5();
        QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Idle, patience);
    }
    /// Until another one can listen on m_port, where the window knows the key of \a server.
    void trustAndStop(SealedServer &server)
    {
        m_port = server.port();
        openSealed(m_port);
        connectAndTrust();
        disconnectByKey();
        QVERIFY(server.stop());
    }

    quint16 m_port = 0;
};

void TestAgentWindowTrust::firstContactIsAskedAboutAndThenPinned()
{
    const SealedServer server;
    openSealed(server.port());
    connectUntilSaid(u"The server %1 is not known yet. Its key's fingerprint is %2."_s.arg(
        server.place(), server.fingerprint()));
    QCOMPARE(stage(), Stage::Idle);
    QVERIFY(parts().says(u"Not connected: the server's key is not known."_s));
    QCOMPARE(known(), QByteArray());

    parts().press(parts().button(u"Copy fingerprint"_s));
    QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(), server.fingerprint(), patience);
    parts().press(parts().button(u"Trust and connect"_s)); // still there
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
    QVERIFY(parts().says(server.place() + u": first contact, not yet verified"_s));
    QVERIFY(!parts().bar().isVisible());
    QVERIFY(known().contains(QByteArray::fromStdString(publicKeyText(server.key()))));
    parts().write(u"Hello"_s);
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::In), QByteArrayList{"Hello"}, patience);

    disconnectByKey();
    connectByKey();
    QVERIFY(parts().says(server.place() + u": pinned"_s));
    QVERIFY(!parts().bar().isVisible());
}

void TestAgentWindowTrust::whoDoesNotAnswerIsNotConnected()
{
    const SealedServer server;
    openSealed(server.port());
    connectUntilSaid(u"is not known yet"_s);
    parts().bar().hide();
    connectUntilSaid(u"is not known yet"_s); // whoever tries again is asked again
    QCOMPARE(stage(), Stage::Idle);
    QCOMPARE(known(), QByteArray());
}

void TestAgentWindowTrust::theQuestionGoesWithItsServer()
{
    const SealedServer server;
    openSealed(server.port());
    connectUntilSaid(u"is not known yet"_s);
    parts().part<QLineEdit>(u"host"_s).setText(u"localhost"_s);
    QVERIFY(!parts().bar().isVisible());
}

void TestAgentWindowTrust::theQuestionGoesWithItsProtocol()
{
    const SealedServer server;
    openSealed(server.port());
    connectUntilSaid(u"is not known yet"_s);
    auto &protocol = parts().part<QComboBox>(u"protocol"_s);
    protocol.setCurrentIndex(protocol.findText(u"Classic"_s));
    QVERIFY(!parts().bar().isVisible());
}

void TestAgentWindowTrust::aChangedKeyIsAWarning()
{
    SealedServer before;
    trustAndStop(before);
    const SealedServer after(m_port);
    const auto knownBefore = known();

    connectUntilSaid(u"THE KEY OF %1 HAS CHANGED."_s.arg(after.place()));
    const auto said = parts().bar().text();
    QVERIFY(said.contains(before.fingerprint()));
    QVERIFY(said.contains(after.fingerprint()));
    QVERIFY(parts().says(u"Not connected: the server's key has changed."_s));
    QCOMPARE(known(), knownBefore);
}

void TestAgentWindowTrust::aRemovedKeyIsAskedAboutAnew()
{
    SealedServer before;
    trustAndStop(before);
    const SealedServer after(m_port);
    connectUntilSaid(u"HAS CHANGED"_s);

    parts().press(parts().button(u"Remove the known key and connect"_s));
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().contains(u"is not known yet"_s), patience);
    QVERIFY(parts().bar().text().contains(after.fingerprint()));
    QVERIFY(!known().contains("x25519:"));
    parts().press(parts().button(u"Trust and connect"_s));
    QTRY_COMPARE_WITH_TIMEOUT(stage(), Stage::Connected, patience);
}

void TestAgentWindowTrust::aGivenKeyIsVerified()
{
    const SealedServer server;
    auto options = AgentWindowTest::options(server.port(), Protocol::Sealed);
    options.agent.trust.serverKey = server.key();
    open(options);
    connectByKey();
    QVERIFY(parts().says(server.place() + u": verified"_s));
    QVERIFY(!parts().bar().isVisible());
    QCOMPARE(known(), QByteArray());
}

void TestAgentWindowTrust::classicIsRefusedWhereAKeyIsKnown()
{
    const SealedServer server;
    openSealed(server.port());
    connectAndTrust();
    disconnectByKey();
    auto &protocol = parts().part<QComboBox>(u"protocol"_s);
    protocol.setCurrentIndex(protocol.findText(u"Classic"_s));
    connectUntilSaid(
        u"%1 has a known key, which classic cannot check. Not connected."_s.arg(server.place()));
    QCOMPARE(stage(), Stage::Idle);
    QVERIFY(protocol.isEnabled());
}

void TestAgentWindowTrust::approvalIsSaidHow()
{
    const SealedServer server(0, AgentPolicy::Ask);
    auto options = AgentWindowTest::options(server.port(), Protocol::Sealed);
    options.agent.trust.serverKey = server.key();
    open(options);
    connectUntilSaid(u"On the server: sealcord agents approve SHA256:"_s);
    QCOMPARE(stage(), Stage::Waiting); // for the approval
    parts().press(parts().button(u"Copy command"_s));
    QTRY_VERIFY_WITH_TIMEOUT(
        QGuiApplication::clipboard()->text().startsWith(u"sealcord agents approve SHA256:"_s),
        patience);
}

void TestAgentWindowTrust::whoIsNotAuthorisedIsTold()
{
    const SealedServer server(0, AgentPolicy::Authorized);
    auto options = AgentWindowTest::options(server.port(), Protocol::Sealed);
    options.agent.trust.serverKey = server.key();
    open(options);
    connectUntilSaid(u"The server does not admit this agent"_s);
    QCOMPARE(stage(), Stage::Idle);
    parts().press(parts().button(u"Copy key"_s));
    QTRY_VERIFY_WITH_TIMEOUT(
        QGuiApplication::clipboard()->text().startsWith(u"x25519:"_s), patience);
}

void TestAgentWindowTrust::aListThatCannotBeReadIsSaid()
{
    const SealedServer server;
    openSealed(server.port());
    connectAndTrust();
    disconnectByKey();
    QFile file(knownServers());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
    file.write("nonsense\n");
    file.close();
    connectUntilSaid(u"known_servers"_s);
    QCOMPARE(stage(), Stage::Idle);
}

void TestAgentWindowTrust::closingWhileAskedEnds()
{
    const SealedServer server;
    openSealed(server.port());
    parts().pressF5(); // and what it needs is being opened
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
}

QTEST_MAIN(TestAgentWindowTrust)
#include "tst_agentwindowtrust.moc"
