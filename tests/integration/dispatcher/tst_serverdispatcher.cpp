// SPDX-License-Identifier: MIT
#include "core/net/server/server.h"

#include <QAbstractEventDispatcher>
#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <mutex>
#include <set>
#include <string>

using namespace sealcord;

/// That the server's workers have the dispatcher that the rest of this folder is about.
class TestServerDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workersRunOnEpoll();
};

namespace {

/// Notes which dispatchers connections are opened and ended on.
class DispatcherTap final : public Tap
{
public:
    [[nodiscard]] std::multiset<std::string> seen() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_seen;
    }

    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Lives; }
    void happened(WireEvent event) override
    {
        if (event.as<ConnectionOpened>() || event.as<ConnectionEnded>())
            note();
    }

private:
    void note()
    {
        const std::scoped_lock lock(m_mutex);
        m_seen.insert(QAbstractEventDispatcher::instance()->metaObject()->className());
    }

    mutable std::mutex m_mutex;
    std::multiset<std::string> m_seen;
};

} // namespace

void TestServerDispatcher::workersRunOnEpoll()
{
    ServerSettings settings;
    settings.address = QHostAddress(QHostAddress::LocalHost);
    settings.port = 0;
    settings.workers = 2;
    EchoService service;
    DispatcherTap tap;
    Server server(settings, service, tap);
    QSignalSpy started(&server, &Server::started);
    server.start();
    QVERIFY(started.wait());

    QTcpSocket first;
    QTcpSocket second; // on the other worker
    const auto port = server.address().section(u':', -1).toUShort();
    for (auto *socket : {&first, &second})
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QTRY_COMPARE(tap.seen().size(), std::size_t{2});
    for (auto *socket : {&first, &second})
        socket->abort();
    QTRY_COMPARE(tap.seen().size(), std::size_t{4});
    QCOMPARE(tap.seen().count("sealcord::EpollEventDispatcher"), std::size_t{4});
}

QTEST_GUILESS_MAIN(TestServerDispatcher)
#include "tst_serverdispatcher.moc"
