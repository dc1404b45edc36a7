// SPDX-License-Identifier: MIT
#include "tests/gui/windows/attached/attachedtest.h"
#include "tests/support/bytesof.h"
#include "tests/support/peers/blockingsocket.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/streams/servicespage.h"
#include "widgets/streams/streamlist.h"

#include <QAction>
#include <QString>
#include <QStringList>
#include <QTabWidget>

#include <algorithm>
#include <optional>
#include <string_view>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// The streams and services of a server of another program.
class TestAttachedStreams : public QObject, private AttachedTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { end(); }
    void streamsThatStandAndGrowAreSeen();
    void noStreamIsSaidOfTheTimeSinceItWasAttached();
    void streamIsEnded();
    void streamsOfAServerThatHasGoneAreNotOpen();
    void bytesThatAreNotToldAreGreyed();
    void servicesAndTheirUsersAreSeen();
    void portSaysWhetherItsAgentIsThere();
    void serverWithoutServicesSaysSo();

private:
    /// A connection to one end of a stream, and the one that came out at its other end.
    struct Carried {
        BlockingSocket client;
        BlockingSocket service;
    };

    void serve(const QStringList &options = {});
    void openWindow();
    void carry();
    [[nodiscard]] std::optional<Carried> reach();
    [[nodiscard]] ConnectionPage &connectionPage() const { return parts().part<ConnectionPage>(); }
    [[nodiscard]] StreamModel &streams() const { return connectionPage().streams(); }
    [[nodiscard]] QString service(int row, ServiceModel::Column column) const;
    void showStreams() const;

    BlockingListener m_web; // beside the server
    std::unique_ptr<RunningProgram> m_forwarding;
    quint16 m_local = 0; // leads to m_web
};

void TestAttachedStreams::init()
{
    m_forwarding.reset();
    begin();
    writeAgents(line("name=pump forward=web publish=ssh"));
}

void TestAttachedStreams::serve(const QStringList &options)
{
    m_server = std::make_unique<ServerProgram>(
        QStringList{u"--control"_s, path(u"control.sock"_s), u"--authorized-agents"_s,
            path(u"agents"_s), u"--identity"_s, path(u"server.key"_s), u"--agents=authorized"_s}
        + options);
    QVERIFY(m_server->listenForControl());
}

void TestAttachedStreams::openWindow()
{
    m_window = std::make_unique<AttachedWindow>(path(u"control.sock"_s));
    m_window->show();
    QTRY_COMPARE_WITH_TIMEOUT(
        m_window->server().state(), WatchedServer::State::Listening, patience);
}

void TestAttachedStreams::carry()
{
    m_forwarding = std::make_unique<RunningProgram>(QStringList{u"agent"_s, m_server->address(),
        u"--trust=accept-new"_s, u"--identity"_s, path(u"agent.key"_s), u"--known-servers"_s,
        path(u"servers"_s), u"--local"_s, u"0=web"_s, u"--publish"_s, u"ssh="_s + m_web.address()});
    QVERIFY(m_forwarding->start());
    m_local = m_forwarding
                  ->waitFor(RunningProgram::Stream::Errors,
                      u"Listening on 127\\.0\\.0\\.1:([0-9]+) for web$"_s)
                  .captured(1)
                  .toUShort();
    QVERIFY(m_forwarding->waitFor(RunningProgram::Stream::Errors, u"Handshake done"_s).hasMatch());
}

std::optional<TestAttachedStreams::Carried> TestAttachedStreams::reach()
{
    auto client = BlockingSocket::connectTo(m_local);
    auto service = m_web.accept();
    if (!client.isOpen() || !service.isOpen())
        return std::nullopt;
    return Carried{std::move(client), std::move(service)};
}

void TestAttachedStreams::showStreams() const
{
    const auto &connections = parts().desk().connections();
    QTRY_COMPARE_WITH_TIMEOUT(connections.rowCount(), 1, patience);
    parts().desk().showConnectionPage(connections.info(0).name.id);
    connectionPage().findChild<QTabWidget *>()->setCurrentWidget(&connectionPage().streamList());
    QVERIFY(connectionPage().streamList().isVisible());
}

QString TestAttachedStreams::service(int row, ServiceModel::Column column) const
{
    const auto &model = parts().part<ServicesPage>().model();
    return model.data(model.index(row, column), Qt::DisplayRole).toString();
}

void TestAttachedStreams::streamsThatStandAndGrowAreSeen()
{
    serve({u"--forward"_s, u"web="_s + m_web.address()});
    carry();
    auto before = reach();
    QVERIFY(before);
    QVERIFY(before->client.write(bytesOf(std::string_view("12345"))));
    QCOMPARE(before->service.read(5).size(), std::size_t(5));
    openWindow();
    showStreams();
    QTRY_COMPARE_WITH_TIMEOUT(streams().rowCount(), 1, patience);
    QCOMPARE(streams().info(0).target, std::string("web"));
    QCOMPARE(streams().info(0).bytesIn, quint64(5)); // though nobody looked
    QVERIFY(streams().info(0).isPeers);

    QVERIFY(before->service.write(bytesOf(std::string_view("678"))));
    QTRY_COMPARE_WITH_TIMEOUT(streams().info(0).bytesOut, quint64(3), patience);
    auto after = reach();
    QVERIFY(after);
    QTRY_COMPARE_WITH_TIMEOUT(streams().open(), 2, patience);
    QVERIFY(after->client.write(bytesOf(std::string_view("x"))));
    after->client.shutdownWriting();
    QCOMPARE(after->service.readToEnd(), BlockingSocket::End::Fin);
    after->service.close();
    QTRY_COMPARE_WITH_TIMEOUT(streams().open(), 1, patience);
    QCOMPARE(streams().info(1).state, StreamInfo::State::Closed);
    QCOMPARE(streams().info(1).bytesIn, quint64(1));
}

void TestAttachedStreams::noStreamIsSaidOfTheTimeSinceItWasAttached()
{
    serve({u"--forward"_s, u"web="_s + m_web.address()});
    carry();
    openWindow();
    showStreams();
    QVERIFY(parts().says(u"since this window was attached"_s));
}

void TestAttachedStreams::streamIsEnded()
{
    serve({u"--forward"_s, u"web="_s + m_web.address()});
    carry();
    auto carried = reach();
    QVERIFY(carried);
    openWindow();
    showStreams();
    QTRY_COMPARE_WITH_TIMEOUT(streams().open(), 1, patience);
    auto &list = connectionPage().streamList();
    parts().click(list.list(), 0);
    QVERIFY(list.resetAction().isEnabled());
    list.resetAction().trigger();
    QCOMPARE(carried->client.readToEnd(), BlockingSocket::End::Reset);
    QTRY_COMPARE_WITH_TIMEOUT(streams().open(), 0, patience);
    QCOMPARE(streams().info(0).state, StreamInfo::State::Reset);
    QVERIFY(!streams().info(0).why.empty());
}

void TestAttachedStreams::streamsOfAServerThatHasGoneAreNotOpen()
{
    serve({u"--forward"_s, u"web="_s + m_web.address()});
    carry();
    const auto carried = reach();
    QVERIFY(carried);
    openWindow();
    showStreams();
    QTRY_COMPARE_WITH_TIMEOUT(streams().open(), 1, patience);
    m_server->signal(SIGKILL);
    QCOMPARE(m_server->exitCode(), RunningProgram::diedOfSignal);
    QTRY_COMPARE_WITH_TIMEOUT(streams().open(), 0, patience);
    QCOMPARE(streams().info(0).state, StreamInfo::State::Lost);
    QVERIFY(!connectionPage().streamList().resetAction().isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(parts().part<ServicesPage>().model().rowCount(), 0, patience);
}

void TestAttachedStreams::bytesThatAreNotToldAreGreyed()
{
    serve({u"--forward"_s, u"web="_s + m_web.address()});
    carry();
    const auto carried = reach();
    QVERIFY(carried);
    openWindow();
    showStreams();
    QTRY_COMPARE_WITH_TIMEOUT(streams().open(), 1, patience);
    auto &list = connectionPage().streamList();
    parts().click(list.list(), 0);
    QVERIFY(list.resetAction().isEnabled());
    QVERIFY(!list.filterAction().isEnabled());
    QVERIFY(list.filterAction().toolTip().contains(u"does not tell"_s));
}

void TestAttachedStreams::servicesAndTheirUsersAreSeen()
{
    serve({u"--forward"_s, u"web="_s + m_web.address(), u"--expose"_s, u"0=ssh@pump"_s});
    carry();
    openWindow();
    const auto &model = parts().part<ServicesPage>().model();
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, patience);
    QCOMPARE(service(0, ServiceModel::Name), u"web"_s);
    QCOMPARE(service(0, ServiceModel::Where), m_web.address());
    QCOMPARE(service(1, ServiceModel::Name), u"ssh@pump"_s);
    const auto port = service(1, ServiceModel::Where).section(u':', -1).toUShort();
    QVERIFY(port > 0); // that the system picked
    const auto web = reach();
    const auto ssh = BlockingSocket::connectTo(port);
    const auto served = m_web.accept();
    QVERIFY(web && ssh.isOpen() && served.isOpen());
    parts().desk().showPage(&parts().part<ServicesPage>());
    QTRY_COMPARE_WITH_TIMEOUT(service(0, ServiceModel::Open), u"1"_s, patience);
    QVERIFY(service(0, ServiceModel::UsedBy).startsWith(u"pump"_s));
    QTRY_COMPARE_WITH_TIMEOUT(service(1, ServiceModel::Open), u"1"_s, patience);
    QCOMPARE(service(1, ServiceModel::UsedBy), u"127.0.0.1"_s);
}

void TestAttachedStreams::portSaysWhetherItsAgentIsThere()
{
    serve({u"--expose"_s, u"0=ssh@pump"_s});
    openWindow();
    QTRY_COMPARE_WITH_TIMEOUT(
        service(0, ServiceModel::State), u"○ agent not connected"_s, patience);
    carry();
    QTRY_COMPARE_WITH_TIMEOUT(service(0, ServiceModel::State), u"● listening"_s, patience);
    m_forwarding.reset();
    QTRY_COMPARE_WITH_TIMEOUT(
        service(0, ServiceModel::State), u"○ agent not connected"_s, patience);
}

void TestAttachedStreams::serverWithoutServicesSaysSo()
{
    serve();
    openWindow();
    parts().desk().showPage(&parts().part<ServicesPage>());
    QTRY_VERIFY_WITH_TIMEOUT(parts().says(u"This server forwards and exposes nothing"_s), patience);
}

QTEST_MAIN(TestAttachedStreams)
#include "tst_attachedstreams.moc"
