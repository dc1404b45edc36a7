// SPDX-License-Identifier: MIT
#include "tests/integration/control/controlends.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QElapsedTimer>
#include <QString>

#include <cerrno>

#include <sys/ioctl.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Who asks and means harm, or is broken.
class TestHostileAskers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_ends = std::make_unique<ControlEnds>(); }
    void cleanup() { m_ends.reset(); }

    void halfALineIsNoRequest();
    void rubbishIsToldOnce_data();
    void rubbishIsToldOnce();
    void lineWithoutEndIsToldOnce();
    void leavingInTheMiddleHurtsNobody();
    void oneTooManyIsTold();
    void whoDoesNotReadIsDropped();
    void subscriptionsAreBounded();
    void followerWhoDoesNotReadStays();
    void followerWhoSendsRubbishDoesNotStay();
    void manySubscriptionsAtOnce();

private:
    std::unique_ptr<ControlEnds> m_ends;
};

void TestHostileAskers::halfALineIsNoRequest()
{
    m_ends->listen();
    Asker half(m_ends->path());
    half.write(R"({"id":1,"do":)");
    Asker whole(m_ends->path());
    whole.write(request(2, "status"));
    QCOMPARE(whole.lines(1), QByteArrayList{answer(2, "status")});
    QCOMPARE(m_ends->echo.handled, 1);
    half.write("\"status\"}\n");
    QCOMPARE(half.lines(1), QByteArrayList{answer(1, "status")});
}

void TestHostileAskers::rubbishIsToldOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("an empty line") << QByteArray("\n\n\n");
    QTest::newRow("a list") << QByteArray("[]\n[]\n");
    QTest::newRow("no command") << QByteArray("{\"id\":1}\n{\"id\":2}\n");
    QTest::newRow("zeros") << QByteArray(100, '\0') + "\n";
    QTest::newRow("deep") << QByteArray(60'000, '[') + "\n" + QByteArray(60'000, '[') + "\n";
}

void TestHostileAskers::rubbishIsToldOnce()
{
    QFETCH(QByteArray, bytes);
    m_ends->listen();
    Asker asker(m_ends->path());
    asker.write(bytes + request(7, "status"));
    QTRY_VERIFY(asker.isGone());
    const auto lines = asker.lines(1);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(
        lines.first().contains("\"ok\":false,\"error\":\"no request: "), lines.first().constData());
    QCOMPARE(m_ends->echo.handled, 0);
    QCOMPARE(m_ends->dropped->size(), 1);
    QCOMPARE(m_ends->dropped->first().first().toString(),
        u"process %1 sent what is no request"_s.arg(::getpid()));
    QTRY_COMPARE(m_ends->server->clients(), std::size_t{0});
}

// A gigabyte, as far as it is taken. By the system's own calls: QLocalSocket throws away what has
// come where it cannot write.
void TestHostileAskers::lineWithoutEndIsToldOnce()
{
    m_ends->listen();
    const auto asker = connectRaw(m_ends->path());
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
    QCOMPARE(m_ends->dropped->size(), 1);
    QCOMPARE(m_ends->dropped->first().first().toString(),
        u"process %1 sent a line of more than 65536 bytes"_s.arg(::getpid()));
}

void TestHostileAskers::leavingInTheMiddleHurtsNobody()
{
    m_ends->listen();
    auto leaver = std::make_unique<Asker>(m_ends->path());
    leaver->write(request(1, "later") + R"({"id":2)");
    QTRY_COMPARE(m_ends->echo.waiting.size(), std::size_t{1});
    leaver.reset();
    QTRY_COMPARE(m_ends->server->clients(), std::size_t{0});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_ends->echo.waiting.front()("{}");
    QVERIFY(m_ends->dropped->isEmpty());
    Asker asker(m_ends->path());
    asker.write(request(3, "status"));
    QCOMPARE(asker.lines(1), QByteArrayList{answer(3, "status")});
}

void TestHostileAskers::oneTooManyIsTold()
{
    m_ends->listen({.clients = 2});
    std::vector<std::unique_ptr<Asker>> askers;
    for (int i = 0; i < 2; ++i) {
        askers.emplace_back(std::make_unique<Asker>(m_ends->path()))->write(request(i, "status"));
        QCOMPARE(askers.back()->lines(1), QByteArrayList{answer(i, "status")});
    }
    Asker third(m_ends->path());
    third.write(request(3, "status"));
    QTRY_VERIFY(third.isGone());
    QCOMPARE(third.lines(1),
        QByteArrayList{"{\"id\":null,\"ok\":false,\"error\":\"2 others are connected, and no more "
                       "can be\"}"});
    // There is room again when one has left.
    askers.clear();
    QTRY_COMPARE(m_ends->server->clients(), std::size_t{0});
    Asker fourth(m_ends->path());
    fourth.write(request(4, "status"));
    QCOMPARE(fourth.lines(1), QByteArrayList{answer(4, "status")});
}

void TestHostileAskers::whoDoesNotReadIsDropped()
{
    m_ends->listen({.readTimeout = 200ms});
    Asker asker(m_ends->path());
    asker.socket().setReadBufferSize(1); // reads no more than that by itself
    QByteArray all;
    for (int i = 0; i < 1'000; ++i)
        all += request(i, "long");
    asker.write(all);
    QTRY_COMPARE(m_ends->dropped->size(), 1);
    QCOMPARE(m_ends->dropped->first().first().toString(),
        u"process %1 did not read its answers for 0.2 s"_s.arg(::getpid()));
    // No more was done for it than it may owe.
    QVERIFY2(m_ends->echo.handled < 10, qPrintable(QString::number(m_ends->echo.handled)));
    QTRY_COMPARE(m_ends->server->clients(), std::size_t{0});
}

void TestHostileAskers::subscriptionsAreBounded()
{
    m_ends->listen({.subscriptions = 2});
    Asker asker(m_ends->path());
    asker.write(request(1, "subscribe") + request(2, "subscribe") + request(2, "subscribe")
        + request(3, "subscribe") + request(4, "status"));
    const auto lines = asker.lines(5);
    QVERIFY(lines[1].startsWith(R"({"id":2,"ok":true)"));
    QVERIFY(lines[2].startsWith(R"({"id":2,"ok":false)"));
    QVERIFY(lines[3].startsWith(R"({"id":3,"ok":false)"));
    QCOMPARE(lines[4], answer(4, "status"));
    QCOMPARE(m_ends->echo.followers, 2);
    asker.leave();
    QTRY_COMPARE(m_ends->echo.followers, 0);
}

// What it does not take it is not owed: all that happens to it is that it misses some.
void TestHostileAskers::followerWhoDoesNotReadStays()
{
    m_ends->listen({.owed = 10'000, .readTimeout = 100ms});
    const auto asleep = connectRaw(m_ends->path());
    const auto line = request(1, "subscribe");
    QCOMPARE(::write(asleep.number(), line.constData(), size_t(line.size())), line.size());
    Asker awake(m_ends->path());
    awake.write(request(1, "subscribe"));
    QCOMPARE(awake.lines(1).size(), 1);
    QTRY_COMPARE(m_ends->echo.followers, 2);
    m_ends->echo.happened = 20'000;
    QCOMPARE(awake.lines(20'001).last(), QByteArray(R"({"id":1,"record":{"count":20000}})"));
    QTest::qWait(300); // three times as long as who owes answers may wait
    QCOMPARE(m_ends->echo.followers, 2);
    QCOMPARE(m_ends->dropped->size(), 0);
}

// Nor where it does not read that it is dropped.
void TestHostileAskers::followerWhoSendsRubbishDoesNotStay()
{
    m_ends->listen({.owed = 10'000'000, .readTimeout = 100ms});
    m_ends->echo.happened = 100'000;
    const auto asleep = connectRaw(m_ends->path());
    const auto lines = request(1, "subscribe");
    QCOMPARE(::write(asleep.number(), lines.constData(), size_t(lines.size())), lines.size());
    QTRY_COMPARE(m_ends->echo.followers, 1);
    // It is owed all at once, which is more than the system takes.
    int waiting = 0;
    QTRY_VERIFY(::ioctl(asleep.number(), FIONREAD, &waiting) == 0 && waiting > 1000);
    QCOMPARE(::write(asleep.number(), "rubbish\n", 8), 8);
    QTRY_COMPARE(m_ends->dropped->size(), 1);
    QCOMPARE(m_ends->echo.followers, 0);
    QTRY_COMPARE(m_ends->server->clients(), std::size_t{0});
}

void TestHostileAskers::manySubscriptionsAtOnce()
{
    m_ends->listen();
    Asker asker(m_ends->path());
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
    QCOMPARE(m_ends->echo.followers, 4);
}

QTEST_GUILESS_MAIN(TestHostileAskers)

#include "tst_hostileaskers.moc"
