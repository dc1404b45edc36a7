// SPDX-License-Identifier: MIT
#include "tests/integration/control/controlends.h"

#include <QByteArrayList>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QString>
#include <QStringList>
#include <QThread>

#include <atomic>
#include <barrier>
#include <functional>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A socket that nobody listens on any longer.
void leaveSocket(const QString &path)
{
    const auto address = addressOf(path);
    const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::bind(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot bind");
}

/// Runs \a body on a thread with an event loop's means, as servers are.
std::unique_ptr<QThread> startThread(const std::function<void()> &body)
{
    std::unique_ptr<QThread> thread(QThread::create(body));
    thread->start();
    return thread;
}

} // namespace

/// Where the socket is, and who may have it.
class TestControlSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_ends = std::make_unique<ControlEnds>(); }
    void cleanup() { m_ends.reset(); }

    void socketIsItsUsersAlone();
    void staleSocketIsReplaced();
    void liveSocketIsRefused();
    void whatIsNoSocketStays();
    void pathThatIsTooLongIsRefused();
    void socketGoesWithTheServer();
    void oneOfManyListens();
    void whoCannotListenWaits();
    void endWaitsForWhoComes();
    void anotherUserIsRefused();
    void shortageOfDescriptorsPasses();

private:
    std::unique_ptr<ControlEnds> m_ends;
};

void TestControlSocket::socketIsItsUsersAlone()
{
    m_ends->listen();
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(m_ends->path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t{0600});
}

void TestControlSocket::staleSocketIsReplaced()
{
    leaveSocket(m_ends->path());
    QVERIFY(QFileInfo::exists(m_ends->path()));
    m_ends->listen();
    Asker asker(m_ends->path());
    asker.write(request(1, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(1, "status")});
}

void TestControlSocket::liveSocketIsRefused()
{
    m_ends->listen();
    Echo echo;
    ControlServer second(echo);
    const auto listening = second.listen(m_ends->path());
    QVERIFY(!listening);
    QCOMPARE(listening.error(), m_ends->path() + u": process %1 listens there"_s.arg(::getpid()));
    // The first one is none the worse for it.
    Asker asker(m_ends->path());
    asker.write(request(1, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(1, "status")});
}

void TestControlSocket::whatIsNoSocketStays()
{
    QFile file(m_ends->path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    ControlServer server(m_ends->echo);
    const auto listening = server.listen(m_ends->path());
    QVERIFY(!listening);
    QCOMPARE(
        listening.error(), m_ends->path() + u": there is something else, which is no socket"_s);
    QCOMPARE(QFileInfo(m_ends->path()).size(), 4);
}

void TestControlSocket::pathThatIsTooLongIsRefused()
{
    ControlServer server(m_ends->echo);
    const auto listening = server.listen(m_ends->folder.filePath(QString(108, u'x')));
    QVERIFY(!listening);
    QVERIFY2(listening.error().endsWith(u": a socket's path has at most 107 bytes"_s),
        qPrintable(listening.error()));
}

void TestControlSocket::socketGoesWithTheServer()
{
    m_ends->listen();
    QVERIFY(QFileInfo::exists(m_ends->path()));
    m_ends->server.reset();
    QVERIFY(!QFileInfo::exists(m_ends->path()));
}

// Each finds a socket that nobody listens on, at the same time.
void TestControlSocket::oneOfManyListens()
{
    constexpr int servers = 4;
    for (int round = 0; round < 50; ++round) {
        leaveSocket(m_ends->path());
        std::barrier together(servers);
        std::atomic<int> listening = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int i = 0; i < servers; ++i)
            threads.push_back(startThread([&] {
                Echo echo;
                ControlServer server(echo);
                together.arrive_and_wait();
                listening += server.listen(m_ends->path()) ? 1 : 0;
                together.arrive_and_wait(); // nobody leaves before all have tried
            }));
        for (const auto &thread : threads)
            QVERIFY(thread->wait(patience));
        QCOMPARE(listening, 1);
        QCOMPARE(QDir(m_ends->folder.path())
                     .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot),
            QStringList());
    }
}

void TestControlSocket::whoCannotListenWaits()
{
    m_ends->listen();
    Echo echo;
    ControlServer second(echo);
    QSignalSpy opened(&second, &ControlServer::opened);
    QVERIFY(!second.listen(m_ends->path()));
    QVERIFY(!opened.wait(1500)); // it has tried again
    m_ends->server.reset();
    QTRY_COMPARE(opened.size(), 1);
    Asker asker(m_ends->path());
    asker.write(request(1, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(1, "status")});
    QCOMPARE(echo.handled, 1);
}

// One that ends takes its own socket away, not that of another one which comes in this moment.
void TestControlSocket::endWaitsForWhoComes()
{
    QLockFile coming(m_ends->path() + u".lock"_s);
    std::atomic<bool> isListening = false;
    const auto thread = startThread([&] {
        Echo echo;
        ControlServer server(echo);
        isListening = server.listen(m_ends->path()).has_value();
        while (isListening)
            QThread::yieldCurrentThread();
    });
    QTRY_VERIFY(isListening);
    QVERIFY(coming.tryLock(patience));
    isListening = false;
    QVERIFY(!thread->wait(100));
    QVERIFY(QFileInfo::exists(m_ends->path()));
    coming.unlock();
    QVERIFY(thread->wait(patience));
    QVERIFY(!QFileInfo::exists(m_ends->path()));
}

void TestControlSocket::anotherUserIsRefused()
{
    if (::geteuid() != 0 || hasThreadSanitizer)
        QSKIP("only root can be another user, and not behind a fork of an instrumented program");
    m_ends->listen();
    // As if the mode had not kept it away.
    ::chmod(QFile::encodeName(m_ends->folder.path()).constData(), 0755);
    ::chmod(QFile::encodeName(m_ends->path()).constData(), 0666);
    const auto child = ::fork();
    if (child == 0) {
        if (::setgid(65534) != 0 || ::setuid(65534) != 0)
            _exit(2);
        _exit(readAll(connectRaw(m_ends->path())).contains("another user") ? 0 : 3);
    }
    QTRY_COMPARE(m_ends->dropped->size(), 1);
    QCOMPARE(
        m_ends->dropped->first().first().toString(), u"process %1 is of another user"_s.arg(child));
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(WEXITSTATUS(status), 0);
    QCOMPARE(m_ends->echo.handled, 0);
}

// Qt closes a QLocalServer that cannot accept.
void TestControlSocket::shortageOfDescriptorsPasses()
{
    m_ends->listen();
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    {
        const auto refused = connectRaw(m_ends->path());
        QVERIFY(refused.isOpen());
        auto few = before; // no more than are open
        few.rlim_cur = static_cast<rlim_t>(Descriptor(::dup(refused.number())).number());
        ::setrlimit(RLIMIT_NOFILE, &few);
        QTest::qWait(50);
        ::setrlimit(RLIMIT_NOFILE, &before);
    }
    QTRY_VERIFY(connectRaw(m_ends->path()).isOpen());
    Asker asker(m_ends->path());
    asker.write(request(1, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(1, "status")});
}

QTEST_GUILESS_MAIN(TestControlSocket)

#include "tst_controlsocket.moc"
