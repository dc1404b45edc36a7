// SPDX-License-Identifier: MIT
#include "core/net/stream/locallistener.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"

#include <QHostAddress>
#include <QTest>

#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

const ListenAddress anyPort{QHostAddress(QHostAddress::LocalHost), 0};

/// Keeps what came in.
class Port
{
public:
    LocalListener listener{[this](const ConnectedSocket &socket) { taken.push_back(socket); }};
    std::vector<ConnectedSocket> taken;

    Port() = default;
    Q_DISABLE_COPY_MOVE(Port)
    ~Port()
    {
        for (const auto &socket : taken)
            closeDescriptor(socket.descriptor);
    }
    [[nodiscard]] quint16 number() const { return listener.address().section(u':', -1).toUShort(); }
};

} // namespace

class TestLocalListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverWhoConnects();
    void whoIsManyIsTakenToo();
    void saysWhyItCannot();
    void listensNoMoreWhenClosed();
    void whoIsTakenMayCloseIt();
    void goesOnWhenThereAreDescriptorsAgain();
};

void TestLocalListener::handsOverWhoConnects()
{
    Port port;
    QVERIFY(port.listener.listen(anyPort));
    QVERIFY(port.listener.address().startsWith(u"127.0.0.1:"_s));
    auto client = BlockingSocket::connectTo(port.number());
    QTRY_COMPARE_WITH_TIMEOUT(port.taken.size(), 1zu, patience);
    const auto &socket = port.taken.front();
    QCOMPARE(socket.peer.toString(), u"127.0.0.1:%1"_s.arg(client.localPort()));
    QVERIFY((::fcntl(static_cast<int>(socket.descriptor), F_GETFL) & O_NONBLOCK) != 0);
    QVERIFY((::fcntl(static_cast<int>(socket.descriptor), F_GETFD) & FD_CLOEXEC) != 0);
    QVERIFY(sendAtOnce(socket.descriptor, toBytes("hello")) == 5zu);
    QCOMPARE(client.read(5), toBytes("hello"));
}

// More than are taken in one go.
void TestLocalListener::whoIsManyIsTakenToo()
{
    Port port;
    QVERIFY(port.listener.listen(anyPort));
    std::vector<BlockingSocket> clients;
    for (int i = 0; i < 200; ++i)
        clients.push_back(BlockingSocket::connectTo(port.number()));
    QTRY_COMPARE_WITH_TIMEOUT(port.taken.size(), 200zu, patience);
}

void TestLocalListener::saysWhyItCannot()
{
    const BlockingListener other;
    Port port;
    const auto result = port.listener.listen({QHostAddress(QHostAddress::LocalHost), other.port()});
    QVERIFY(!result);
    QVERIFY2(
        result.error().contains(u"127.0.0.1:%1"_s.arg(other.port())), qPrintable(result.error()));
    QVERIFY(port.listener.listen(anyPort)); // somewhere else it can
}

void TestLocalListener::listensNoMoreWhenClosed()
{
    Port port;
    QVERIFY(port.listener.listen(anyPort));
    const auto number = port.number();
    port.listener.close();
    QVERIFY(!BlockingSocket::connectTo(number).isOpen());
}

// As the last of an agent's connections does, when it ends while a stream is opened on it.
void TestLocalListener::whoIsTakenMayCloseIt()
{
    int taken = 0;
    LocalListener listener([&](const ConnectedSocket &socket) {
        ++taken;
        closeDescriptor(socket.descriptor);
        listener.close();
    });
    QVERIFY(listener.listen(anyPort));
    const auto port = listener.address().section(u':', -1).toUShort();
    std::vector<BlockingSocket> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(BlockingSocket::connectTo(port));
    QTRY_COMPARE_WITH_TIMEOUT(taken, 1, patience);
    QCOMPARE(clients.back().readToEnd(), BlockingSocket::End::Reset);
    QCOMPARE(taken, 1);
}

void TestLocalListener::goesOnWhenThereAreDescriptorsAgain()
{
    Port port;
    QVERIFY(port.listener.listen(anyPort));
    auto client = BlockingSocket::connectTo(port.number());
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    auto none = before;
    none.rlim_cur = 3; // beside those that are open already
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    QTest::qWait(50); // it may try meanwhile
    QCOMPARE(port.taken.size(), 0zu);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QTRY_COMPARE_WITH_TIMEOUT(port.taken.size(), 1zu, patience);
}

QTEST_GUILESS_MAIN(TestLocalListener)
#include "tst_locallistener.moc"
