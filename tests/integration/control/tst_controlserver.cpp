// SPDX-License-Identifier: MIT
#include "core/control/controlserver.h"
#include "tests/support/patience.h"
#include "tests/support/processes/descriptor.h"

#include <QByteArrayList>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace sealcord;
using sealcord::test::Descriptor;
using sealcord::test::hasThreadSanitizer;
using sealcord::test::patience;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Says that it did "status" whatever it was asked; "long" has an answer of 300,000 bytes, "later"
/// waits for answer().
class Echo final : public ControlHandler
{
public:
    void handle(const ControlRequest &request, Reply reply) override
    {
        ++handled;
        if (request.command == "later")
            waiting.push_back(std::move(reply));
        else if (request.command == "unknown")
            reply(std::unexpected(std::string("no such command")));
        else
            reply(m_results[request.command == "long" ? 1 : 0]);
    }

    std::expected<ControlSubscription, std::string> subscribe(
        const ControlRequest &request) override
    {
        if (request.members.isTrue("refuse"))
            return std::unexpected(std::string("not you"));
        return ControlSubscription{R"({"follows":true})", std::make_unique<Count>(*this)};
    }

    int handled = 0;
    std::vector<Reply> waiting;
    int happened = 0; ///< is told to who follows
    int followers = 0;

private:
    /// {"count":1}, {"count":2}, ... up to what has happened.
    class Count final : public ControlStream
    {
    public:
        explicit Count(Echo &echo)
            : m_echo(echo)
        {
            ++m_echo.followers;
        }
        ~Count() override { --m_echo.followers; }
        Q_DISABLE_COPY_MOVE(Count)

        void take(std::string &records, std::size_t most) override
        {
            while (m_told < m_echo.happened && records.size() < most)
                records += "{\"count\":" + std::to_string(++m_told) + "}\n";
        }

    private:
        Echo &m_echo;
        int m_told = 0;
    };

    const std::vector<std::string> m_results{
        R"({"did":"status"})", "[\"" + std::string(300'000, 'x') + "\"]"};
};

/// A program that asks.
class Asker
{
public:
    explicit Asker(const QString &path) { m_socket.connectToServer(path); }

    void write(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    /// What has come once \a count lines have, or the connection has ended, or patience has.
    QByteArrayList lines(qsizetype count)
    {
        std::ignore = QTest::qWaitFor(
            [&] {
                m_all += m_socket.readAll();
                return m_all.count('\n') >= count || isGone();
            },
            patience);
        m_all += m_socket.readAll();
        auto lines = m_all.split('\n');
        lines.removeLast();
        return lines;
    }
    [[nodiscard]] bool isGone() const { return m_socket.state() != QLocalSocket::ConnectedState; }
    void leave() { m_socket.abort(); }
    QLocalSocket &socket() { return m_socket; }

private:
    QLocalSocket m_socket;
    QByteArray m_all;
};

QByteArray request(int id, const QByteArray &command)
{
    return "{\"id\":" + QByteArray::number(id) + ",\"do\":\"" + command + "\"}\n";
}

QByteArray answer(int id, const QByteArray &command)
{
    return "{\"id\":" + QByteArray::number(id) + ",\"ok\":true,\"result\":{\"did\":\"" + command
        + "\"}}";
}

sockaddr_un addressOf(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto bytes = path.toUtf8();
    std::copy(bytes.begin(), bytes.end(), address.sun_path);
    return address;
}

/// A socket that nobody listens on any longer.
void leaveSocket(const QString &path)
{
    const auto address = addressOf(path);
    const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::bind(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot bind");
}

Descriptor connectRaw(const QString &path)
{
    const auto address = addressOf(path);
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address)
        != 0)
        socket.close();
    return socket;
}

/// Up to its end.
QByteArray readAll(const Descriptor &socket)
{
    QByteArray all;
    char byte = 0;
    while (::read(socket.number(), &byte, 1) == 1)
        all += byte;
    return all;
}

} // namespace

class TestControlServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void answersInOrder();
    void everyAskerHasItsOwnAnswers();
    void socketIsItsUsersAlone();
    void staleSocketIsReplaced();
    void liveSocketIsRefused();
    void whatIsNoSocketStays();
    void pathThatIsTooLongIsRefused();
    void socketGoesWithTheServer();

    void halfALineIsNoRequest();
    void rubbishIsToldOnce_data();
    void rubbishIsToldOnce();
    void lineWithoutEndIsToldOnce();
    void manyRequestsAtOnce();
    void leavingInTheMiddleHurtsNobody();
    void oneTooManyIsTold();
    void whoDoesNotReadIsDropped();
    void whoReadsSlowlyIsNotDropped();
    void followersAreTold();
    void subscriptionsAreBounded();
    void subscriptionsTakeTurns();
    void followerWhoDoesNotReadStays();
    void followerWhoSendsRubbishDoesNotStay();
    void manySubscriptionsAtOnce();
    void anotherUserIsRefused();
    void shortageOfDescriptorsPasses();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"control.sock"_s); }
    void listen(const ControlLimits &limits = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Echo> m_echo;
    std::unique_ptr<ControlServer> m_server;
    std::unique_ptr<QSignalSpy> m_dropped;
};

void TestControlServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_echo = std::make_unique<Echo>();
}

void TestControlServer::cleanup()
{
    m_server.reset();
    m_dropped.reset();
}

void TestControlServer::listen(const ControlLimits &limits)
{
    m_server = std::make_unique<ControlServer>(*m_echo, limits);
    m_dropped = std::make_unique<QSignalSpy>(m_server.get(), &ControlServer::clientDropped);
    const auto listening = m_server->listen(path());
    QVERIFY2(listening, qPrintable(listening ? QString() : listening.error()));
}

void TestControlServer::answersInOrder()
{
    listen();
    Asker asker(path());
    asker.write(request(5, "later") + request(4, "status") + request(3, "unknown"));
    QTRY_COMPARE(m_echo->waiting.size(), std::size_t{1});
    // What comes behind waits for it.
    QCOMPARE(m_echo->handled, 1);
    m_echo->waiting.front()("{\"did\":\"later\"}");
    QCOMPARE(asker.lines(3),
        (QByteArrayList{answer(5, "later"), answer(4, "status"),
            "{\"id\":3,\"ok\":false,\"error\":\"no such command\"}"}));
    QVERIFY(!asker.isGone());
}

void TestControlServer::everyAskerHasItsOwnAnswers()
{
    listen();
    std::vector<std::unique_ptr<Asker>> askers;
    for (int i = 0; i < 100; ++i)
        askers.emplace_back(std::make_unique<Asker>(path()))
            ->write(request(i, "later") + request(1000 + i, "status"));
    QTRY_COMPARE(m_echo->waiting.size(), std::size_t{100});
    for (const auto &reply : std::views::reverse(m_echo->waiting))
        reply("{\"did\":\"later\"}");
    for (int i = 0; i < 100; ++i)
        QCOMPARE(askers[static_cast<std::size_t>(i)]->lines(2),
            (QByteArrayList{answer(i, "later"), answer(1000 + i, "status")}));
}

void TestControlServer::socketIsItsUsersAlone()
{
    listen();
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t{0600});
}

void TestControlServer::staleSocketIsReplaced()
{
    leaveSocket(path());
    QVERIFY(QFileInfo::exists(path()));
    listen();
    Asker asker(path());
    asker.write(request(1, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(1, "status")});
}

void TestControlServer::liveSocketIsRefused()
{
    listen();
    Echo echo;
    ControlServer second(echo);
    const auto listening = second.listen(path());
    QVERIFY(!listening);
    QCOMPARE(listening.error(), path() + u": process %1 listens there"_s.arg(::getpid()));
    // The first one is none the worse for it.
    Asker asker(path());
    asker.write(request(1, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(1, "status")});
}

void TestControlServer::whatIsNoSocketStays()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    ControlServer server(*m_echo);
    const auto listening = server.listen(path());
    QVERIFY(!listening);
    QCOMPARE(listening.error(), path() + u": there is something else, which is no socket"_s);
    QCOMPARE(QFileInfo(path()).size(), 4);
}

void TestControlServer::pathThatIsTooLongIsRefused()
{
    ControlServer server(*m_echo);
    const auto listening = server.listen(m_folder->filePath(QString(108, u'x')));
    QVERIFY(!listening);
    QVERIFY2(listening.error().endsWith(u": a socket's path has at most 107 bytes"_s),
        qPrintable(listening.error()));
}

void TestControlServer::socketGoesWithTheServer()
{
    listen();
    QVERIFY(QFileInfo::exists(path()));
    m_server.reset();
    QVERIFY(!QFileInfo::exists(path()));
}

void TestControlServer::halfALineIsNoRequest()
{
    listen();
    Asker half(path());
    half.write(R"({"id":1,"do":)");
    Asker whole(path());
    whole.write(request(2, "status"));
    QCOMPARE(whole.lines(1), QByteArrayList{answer(2, "status")});
    QCOMPARE(m_echo->handled, 1);
    half.write("\"status\"}\n");
    QCOMPARE(half.lines(1), QByteArrayList{answer(1, "status")});
}

void TestControlServer::rubbishIsToldOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("an empty line") << QByteArray("\n\n\n");
    QTest::newRow("a list") << QByteArray("[]\n[]\n");
    QTest::newRow("no command") << QByteArray("{\"id\":1}\n{\"id\":2}\n");
    QTest::newRow("zeros") << QByteArray(100, '\0') + "\n";
    QTest::newRow("deep") << QByteArray(60'000, '[') + "\n" + QByteArray(60'000, '[') + "\n";
}

void TestControlServer::rubbishIsToldOnce()
{
    QFETCH(QByteArray, bytes);
    listen();
    Asker asker(path());
    asker.write(bytes + request(7, "status"));
    QTRY_VERIFY(asker.isGone());
    const auto lines = asker.lines(1);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(
        lines.first().contains("\"ok\":false,\"error\":\"no request: "), lines.first().constData());
    QCOMPARE(m_echo->handled, 0);
    QCOMPARE(m_dropped->size(), 1);
    QCOMPARE(m_dropped->first().first().toString(),
        u"process %1 sent what is no request"_s.arg(::getpid()));
    QTRY_COMPARE(m_server->clients(), std::size_t{0});
}

// A gigabyte, as far as it is taken. By the system's own calls: QLocalSocket throws away what has
// come where it cannot write.
void TestControlServer::lineWithoutEndIsToldOnce()
{
    listen();
    const auto asker = connectRaw(path());
    const QByteArray piece(1024 * 1024, 'x');
    qint64 sent = 0;
    QElapsedTimer timer;
    timer.start();
    while (sent < 1024 * piece.size() && timer.elapsed() < patience) {
        const auto count = ::send(asker.number(), piece.constData(),
            static_cast<std::size_t>(piece.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno != EAGAIN)
            break; // it is not taken any longer
        sent += std::max<qint64>(count, 0);
        QCoreApplication::processEvents();
    }
    QVERIFY2(sent < 64 * piece.size(), "it was taken");
    QCOMPARE(readAll(asker),
        QByteArray("{\"id\":null,\"ok\":false,\"error\":\"no request: a line of more than "
                   "65536 bytes\"}\n"));
    QCOMPARE(m_dropped->size(), 1);
    QCOMPARE(m_dropped->first().first().toString(),
        u"process %1 sent a line of more than 65536 bytes"_s.arg(::getpid()));
}

void TestControlServer::manyRequestsAtOnce()
{
    listen();
    Asker asker(path());
    QByteArray all;
    QByteArrayList expected;
    for (int i = 0; i < 10'000; ++i) {
        all += request(i, "status");
        expected += answer(i, "status");
    }
    asker.write(all);
    QCOMPARE(asker.lines(10'000), expected);
    QVERIFY(m_dropped->isEmpty());
}

void TestControlServer::leavingInTheMiddleHurtsNobody()
{
    listen();
    auto leaver = std::make_unique<Asker>(path());
    leaver->write(request(1, "later") + R"({"id":2)");
    QTRY_COMPARE(m_echo->waiting.size(), std::size_t{1});
    leaver.reset();
    QTRY_COMPARE(m_server->clients(), std::size_t{0});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_echo->waiting.front()("{}");
    QVERIFY(m_dropped->isEmpty());
    Asker asker(path());
    asker.write(request(3, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(3, "status")});
}

void TestControlServer::oneTooManyIsTold()
{
    listen({.clients = 2});
    std::vector<std::unique_ptr<Asker>> askers;
    for (int i = 0; i < 2; ++i) {
        askers.emplace_back(std::make_unique<Asker>(path()))->write(request(i, "status"));
        QCOMPARE(askers.back()->lines(1), QByteArrayList{answer(i, "status")});
    }
    Asker third(path());
    third.write(request(3, "status"));
    QTRY_VERIFY(third.isGone());
    QCOMPARE(third.lines(1),
        QByteArrayList{"{\"id\":null,\"ok\":false,\"error\":\"2 others are connected, and no more "
                       "can be\"}"});
    // There is room again when one has left.
    askers.clear();
    QTRY_COMPARE(m_server->clients(), std::size_t{0});
    Asker fourth(path());
    fourth.write(request(4, "status"));
    QCOMPARE(fourth.lines(1), QByteArrayList{answer(4, "status")});
}

void TestControlServer::whoDoesNotReadIsDropped()
{
    listen({.readTimeout = 200ms});
    Asker asker(path());
    asker.socket().setReadBufferSize(1); // reads no more than that by itself
    QByteArray all;
    for (int i = 0; i < 1'000; ++i)
        all += request(i, "long");
    asker.write(all);
    QTRY_COMPARE(m_dropped->size(), 1);
    QCOMPARE(m_dropped->first().first().toString(),
        u"process %1 did not read its answers for 0.2 s"_s.arg(::getpid()));
    // No more was done for it than it may owe.
    QVERIFY2(m_echo->handled < 10, qPrintable(QString::number(m_echo->handled)));
    QTRY_COMPARE(m_server->clients(), std::size_t{0});
}

void TestControlServer::whoReadsSlowlyIsNotDropped()
{
    listen({.readTimeout = 500ms});
    Asker asker(path());
    QByteArray all;
    for (int i = 0; i < 20; ++i)
        all += request(i, "long");
    asker.socket().setReadBufferSize(256 * 1024);
    asker.write(all);
    qint64 taken = 0;
    // 6 MB in pieces of 100,000 bytes, 20 ms each: longer than the deadline.
    while (taken < 20 * 300'000 && !asker.isGone()) {
        QTest::qWait(20);
        taken += asker.socket().read(100'000).size();
    }
    QVERIFY(m_dropped->isEmpty());
    QVERIFY(taken >= 20 * 300'000);
}

void TestControlServer::followersAreTold()
{
    listen();
    Asker first(path());
    Asker second(path());
    first.write(request(7, "subscribe"));
    QCOMPARE(first.lines(1), (QByteArrayList{R"({"id":7,"ok":true,"result":{"follows":true}})"}));
    second.write("{\"id\":1,\"do\":\"subscribe\",\"refuse\":true}\n");
    QCOMPARE(second.lines(1), (QByteArrayList{R"({"id":1,"ok":false,"error":"not you"})"}));
    m_echo->happened = 2;
    QCOMPARE(first.lines(3).mid(1),
        (QByteArrayList{R"({"id":7,"record":{"count":1}})", R"({"id":7,"record":{"count":2}})"}));
    first.write(request(8, "status"));
    QCOMPARE(first.lines(4).last(), answer(8, "status"));

    first.write("{\"id\":9,\"do\":\"unsubscribe\",\"subscription\":7}\n");
    QCOMPARE(first.lines(5).last(), QByteArray(R"({"id":9,"ok":true,"result":{}})"));
    QCOMPARE(m_echo->followers, 0);
    first.write("{\"id\":10,\"do\":\"unsubscribe\",\"subscription\":7}\n");
    QVERIFY(first.lines(6).last().startsWith(R"({"id":10,"ok":false)"));
    second.write(request(2, "status"));
    QCOMPARE(second.lines(2).last(), answer(2, "status"));
}

void TestControlServer::subscriptionsAreBounded()
{
    listen({.subscriptions = 2});
    Asker asker(path());
    asker.write(request(1, "subscribe") + request(2, "subscribe") + request(2, "subscribe")
        + request(3, "subscribe") + request(4, "status"));
    const auto lines = asker.lines(5);
    QVERIFY(lines[1].startsWith(R"({"id":2,"ok":true)"));
    QVERIFY(lines[2].startsWith(R"({"id":2,"ok":false)"));
    QVERIFY(lines[3].startsWith(R"({"id":3,"ok":false)"));
    QCOMPARE(lines[4], answer(4, "status"));
    QCOMPARE(m_echo->followers, 2);
    asker.leave();
    QTRY_COMPARE(m_echo->followers, 0);
}

// One of which there is always more leaves room for the others.
void TestControlServer::subscriptionsTakeTurns()
{
    listen({.owed = 1'000});
    Asker asker(path());
    asker.write(request(1, "subscribe") + request(2, "subscribe") + request(3, "subscribe"));
    QCOMPARE(asker.lines(3).size(), 3);
    m_echo->happened = 1'000'000'000;
    const auto lines = asker.lines(1'000);
    for (const QByteArrayView id : {"1", "2", "3"}) {
        const auto beginning = "{\"id\":" + id.toByteArray() + ",\"record\":";
        QVERIFY(std::ranges::any_of(
            lines, [&](const QByteArray &line) { return line.startsWith(beginning); }));
    }
}

// What it does not take it is not owed: all that happens to it is that it misses some.
void TestControlServer::followerWhoDoesNotReadStays()
{
    listen({.owed = 10'000, .readTimeout = 100ms});
    const auto asleep = connectRaw(path());
    const auto line = request(1, "subscribe");
    QCOMPARE(::write(asleep.number(), line.constData(), size_t(line.size())), line.size());
    Asker awake(path());
    awake.write(request(1, "subscribe"));
    QCOMPARE(awake.lines(1).size(), 1);
    QTRY_COMPARE(m_echo->followers, 2);
    m_echo->happened = 20'000;
    QCOMPARE(awake.lines(20'001).last(), QByteArray(R"({"id":1,"record":{"count":20000}})"));
    QTest::qWait(300); // three times as long as who owes answers may wait
    QCOMPARE(m_echo->followers, 2);
    QCOMPARE(m_dropped->size(), 0);
}

// Nor where it does not read that it is dropped.
void TestControlServer::followerWhoSendsRubbishDoesNotStay()
{
    listen({.owed = 10'000'000, .readTimeout = 100ms});
    m_echo->happened = 100'000;
    const auto asleep = connectRaw(path());
    const auto lines = request(1, "subscribe");
    QCOMPARE(::write(asleep.number(), lines.constData(), size_t(lines.size())), lines.size());
    QTRY_COMPARE(m_echo->followers, 1);
    // It is owed all at once, which is more than the system takes.
    int waiting = 0;
    QTRY_VERIFY(::ioctl(asleep.number(), FIONREAD, &waiting) == 0 && waiting > 1000);
    QCOMPARE(::write(asleep.number(), "rubbish\n", 8), 8);
    QTRY_COMPARE(m_dropped->size(), 1);
    QCOMPARE(m_echo->followers, 0);
    QTRY_COMPARE(m_server->clients(), std::size_t{0});
}

void TestControlServer::manySubscriptionsAtOnce()
{
    listen();
    Asker asker(path());
    QByteArray all;
    for (int i = 0; i < 10'000; ++i)
        all += request(i, "subscribe");
    asker.write(all + request(10'000, "status"));
    const auto lines = asker.lines(10'001);
    QCOMPARE(lines.size(), 10'001);
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(lines[i].startsWith("{\"id\":" + QByteArray::number(i)
            + (i < 4 ? ",\"ok\":true" : ",\"ok\":false,\"error\":\"no more than 4 ")));
    QCOMPARE(lines.last(), answer(10'000, "status"));
    QCOMPARE(m_echo->followers, 4);
}

void TestControlServer::anotherUserIsRefused()
{
    if (::geteuid() != 0 || hasThreadSanitizer)
        QSKIP("only root can be another user, and not behind a fork of an instrumented program");
    listen();
    // As if the mode had not kept it away.
    ::chmod(QFile::encodeName(m_folder->path()).constData(), 0755);
    ::chmod(QFile::encodeName(path()).constData(), 0666);
    const auto child = ::fork();
    if (child == 0) {
        if (::setgid(65534) != 0 || ::setuid(65534) != 0)
            _exit(2);
        _exit(readAll(connectRaw(path())).contains("another user") ? 0 : 3);
    }
    QTRY_COMPARE(m_dropped->size(), 1);
    QCOMPARE(m_dropped->first().first().toString(), u"process %1 is of another user"_s.arg(child));
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(WEXITSTATUS(status), 0);
    QCOMPARE(m_echo->handled, 0);
}

// Qt closes a QLocalServer that cannot accept.
void TestControlServer::shortageOfDescriptorsPasses()
{
    listen();
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    {
        const auto refused = connectRaw(path());
        QVERIFY(refused.isOpen());
        auto few = before; // no more than are open
        few.rlim_cur = static_cast<rlim_t>(Descriptor(::dup(refused.number())).number());
        ::setrlimit(RLIMIT_NOFILE, &few);
        QTest::qWait(50);
        ::setrlimit(RLIMIT_NOFILE, &before);
    }
    QTRY_VERIFY(connectRaw(path()).isOpen());
    Asker asker(path());
    asker.write(request(1, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(1, "status")});
}

QTEST_GUILESS_MAIN(TestControlServer)

#include "tst_controlserver.moc"
