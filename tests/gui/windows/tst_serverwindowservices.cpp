// SPDX-License-Identifier: MIT
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/integration/streams/forwardedservice.h"
#include "widgets/streams/servicespage.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// The services and ports of the server that its window runs.
class TestServerWindowServices : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void exposedPortTellsWhetherItsAgentIsThere();
};

void TestServerWindowServices::exposedPortTellsWhetherItsAgentIsThere()
{
    NamingTrust trust;
    const auto identity = freshIdentity("server");
    auto windowOptions = options();
    auto &settings = windowOptions.server.settings;
    settings.identity = &identity;
    settings.trust = &trust;
    settings.exposed = {portTo(u"ssh@pump"_s)};
    open(windowOptions);
    start();
    const auto hasAgent = [this] {
        return m_window->findChild<ServicesPage *>()->model().service(0).hasAgent;
    };
    QVERIFY(!hasAgent());
    ForwardingAgent agent("pump");
    AgentSettings agentSettings;
    agentSettings.published = {serviceAt(u"ssh"_s, u"127.0.0.1:22"_s)};
    QVERIFY(agent.start(port(), agentSettings));
    QTRY_VERIFY_WITH_TIMEOUT(hasAgent(), patience);
    agent.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!hasAgent(), patience);
    m_window.reset(); // before what its server uses
}

QTEST_MAIN(TestServerWindowServices)
#include "tst_serverwindowservices.moc"
