// SPDX-License-Identifier: MIT
#include "core/net/connection/socketdescriptor.h"
#include "core/net/stream/dial.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <optional>

#include <sys/socket.h>
#include <sys/un.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Outcome = std::expected<qintptr, Dial::Failure>;

ServiceAddress tcp(const QString &host, quint16 port)
{
    return {.tcp = {host, port}, .path = {}, .takesProxyHeader = false};
}

ServiceAddress unixSocket(const QString &path)
{
    return {.tcp = {}, .path = path, .takesProxyHeader = false};
}

Outcome outcomeOf(const ServiceAddress &service, std::chrono::milliseconds timeout = 10s)
{
    Dial dial(service, timeout);
    QSignalSpy finished(&dial, &Dial::finished);
    if (!finished.wait(patience))
        qFatal("it says nothing");
    return dial.take();
}

/// Listens at \a path.
Descriptor listenAt(const QString &path)
{
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::ranges::copy(QFile::encodeName(path), address.sun_path);
    if (::bind(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::listen(socket.number(), 4) != 0)
        qFatal("cannot listen");
    return socket;
}

} // namespace

class TestDial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectsOverTcp();
    void triesEveryAddressOfAName();
    void connectsToAUnixSocket();
    void tellsWhyNot_data();
    void tellsWhyNot();
    void silenceIsUnreachable();
    void whatNobodyTookIsClosed();
};

void TestDial::connectsOverTcp()
{
    BlockingListener service;
    const auto socket = outcomeOf(tcp(u"127.0.0.1"_s, service.port()));
    QVERIFY(socket);
    QVERIFY(sendAtOnce(*socket, std::array{std::byte{'x'}}) == 1zu);
    QCOMPARE(service.accept().read(1), toBytes("x"));
    closeDescriptor(*socket);
}

// A name may stand for ::1 too, where nobody listens.
void TestDial::triesEveryAddressOfAName()
{
    BlockingListener service;
    const auto socket = outcomeOf(tcp(u"localhost"_s, service.port()));
    QVERIFY(socket);
    QVERIFY(service.hasPending());
    closeDescriptor(*socket);
}

void TestDial::connectsToAUnixSocket()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"service.sock"_s);
    const auto service = listenAt(path);
    const auto socket = outcomeOf(unixSocket(path));
    QVERIFY(socket);
    QVERIFY(service.isReadable(0));
    QVERIFY(sendAtOnce(*socket, std::array{std::byte{'x'}}) == 1zu);
    closeDescriptor(*socket);
}

void TestDial::tellsWhyNot_data()
{
    QTest::addColumn<QString>("host"); // or a path
    QTest::addColumn<StreamReset>("reason");
    QTest::addColumn<QString>("why");

    using enum StreamReset;
    QTest::newRow("nobody listens") << u"127.0.0.1"_s << Refused << u"127.0.0.1"_s;
    QTest::newRow("no such name") << u"nobody.invalid"_s << Unreachable << u"nobody.invalid"_s;
    QTest::newRow("no such path") << u"/nowhere/socket"_s << Refused << u"No such file"_s;
    QTest::newRow("nobody at the path") << u"/dev/null"_s << Refused << u"Connection refused"_s;
    QTest::newRow("no way to the path") << u"/dev/null/x"_s << Unreachable << u"Not a directory"_s;
}

void TestDial::tellsWhyNot()
{
    QFETCH(QString, host);
    QFETCH(StreamReset, reason);
    QFETCH(QString, why);
    const quint16 freePort = BlockingListener().port();
    const auto outcome = outcomeOf(host.startsWith(u'/') ? unixSocket(host) : tcp(host, freePort));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().reason, reason);
    QVERIFY2(outcome.error().why.contains(why), qPrintable(outcome.error().why));
}

// The kernel of who never accepts, and has as many waiting as it takes, answers nobody.
void TestDial::silenceIsUnreachable()
{
    const BlockingListener deaf(0);
    const auto waiting = BlockingSocket::connectTo(deaf.port());
    const auto outcome = outcomeOf(tcp(u"127.0.0.1"_s, deaf.port()), 50ms);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().reason, StreamReset::Unreachable);
}

void TestDial::whatNobodyTookIsClosed()
{
    BlockingListener service;
    {
        Dial dial(tcp(u"127.0.0.1"_s, service.port()), 10s);
        QSignalSpy finished(&dial, &Dial::finished);
        QVERIFY(finished.wait(patience));
    }
    QCOMPARE(service.accept().readToEnd(), BlockingSocket::End::Fin);
}

QTEST_GUILESS_MAIN(TestDial)
#include "tst_dial.moc"
