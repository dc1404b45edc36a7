// SPDX-License-Identifier: MIT
#include "descriptors.h"
#include "dispatcherthread.h"
#include "echoserver.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <thread>

using namespace dispatching;

/// Connections that come and go without rest, so that descriptor numbers are given out again while
/// events for their former owners are still under way.
class TestDispatcherChurn : public QObject
{
    Q_OBJECT

public:
    static void initMain() { preferPoll(); }

private Q_SLOTS:
    void everybodyIsAnswered_data() { addKinds(); }
    void everybodyIsAnswered();
};

namespace {

constexpr int clients = 50;
constexpr int rounds = 200;
constexpr timeval patience{.tv_sec = 10, .tv_usec = 0};

Descriptor connectTo(quint16 port)
{
    Descriptor descriptor(socket(AF_INET, SOCK_STREAM, 0));
    setsockopt(descriptor.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto *const generic = reinterpret_cast<const sockaddr *>(&address); // the API's wish
    if (connect(descriptor.number(), generic, sizeof address) != 0)
        return {};
    return descriptor;
}

// Ends with a reset instead of FIN: that leaves nothing behind, whereas each orderly end keeps a
// port of the machine's for a minute.
void resetWhenClosed(const Descriptor &descriptor)
{
    constexpr linger atOnce{.l_onoff = 1, .l_linger = 0};
    setsockopt(descriptor.number(), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

bool isAnswered(quint16 port, int round)
{
    const auto descriptor = connectTo(port);
    if (round % 11 != 0)
        resetWhenClosed(descriptor);
    const char message = round % 2 == 0 ? 'q' : 'p';
    char answer = 0;
    return send(descriptor.number(), &message, 1, MSG_NOSIGNAL) == 1
        && recv(descriptor.number(), &answer, 1, 0) == 1 && answer == message;
}

} // namespace

// In every second round the server closes, in the others the client.
void TestDispatcherChurn::everybodyIsAnswered()
{
    QFETCH(Kind, kind);
    runOn(kind, [] {
        EchoServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QEventLoop loop;
        std::atomic<int> answered{0};
        std::atomic<int> atWork{clients};
        std::vector<std::jthread> threads;
        for (int client = 0; client < clients; ++client) {
            threads.emplace_back([&, port = server.serverPort()] {
                for (int round = 0; round < rounds; ++round)
                    answered += isAnswered(port, round) ? 1 : 0;
                if (--atWork == 0)
                    loop.quit();
            });
        }
        loop.exec();
        QCOMPARE(answered, clients * rounds);
    });
}

QTEST_GUILESS_MAIN(TestDispatcherChurn)
#include "tst_dispatcherchurn.moc"
