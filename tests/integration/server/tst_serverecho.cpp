// SPDX-License-Identifier: MIT
#include "tests/integration/server/runningserver.h"
#include "tests/support/peers/classicpeer.h"

#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

class TestServerEcho : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messageOfEachSizeComesBack_data();
    void messageOfEachSizeComesBack();
    void segmentationDoesNotMatter_data();
    void segmentationDoesNotMatter();
    void orderIsKept();
    void manyAgentsAtOnce();
    void dataAndFinInOneSegmentAreAnswered();
    void everythingOwedArrivesAfterHalfClose();
    void goodbyeIsAnsweredWithFin();
    void fingerprintIsTheSameAtBothEnds();
    void countsWhatAConnectionCarried();
};

static QByteArray message(qsizetype length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    for (qsizetype i = 0; i < length; ++i)
        bytes[i] = static_cast<char>(i * 131 + (i >> 8));
    return bytes;
}

void TestServerEcho::messageOfEachSizeComesBack_data()
{
    QTest::addColumn<qsizetype>("length");
    QTest::newRow("1 byte") << qsizetype{1};
    QTest::newRow("64 KiB") << qsizetype{64} * 1024;
    QTest::newRow("one receive buffer") << qsizetype{256} * 1024 - 32;
    QTest::newRow("one receive buffer and a byte") << qsizetype{256} * 1024 - 31;
    QTest::newRow("1 MiB") << qsizetype{1024} * 1024;
    QTest::newRow("16 MiB") << qsizetype{16} * 1024 * 1024;
}

void TestServerEcho::messageOfEachSizeComesBack()
{
    QFETCH(qsizetype, length);
    RunningServer server;
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo(message(length)));
    QVERIFY(client.echo("and a small one"));
}

void TestServerEcho::segmentationDoesNotMatter_data()
{
    QTest::addColumn<Segmentation>("segmentation");
    QTest::newRow("single bytes") << Segmentation::SingleBytes;
    QTest::newRow("pseudo-random cuts") << Segmentation::PseudoRandom;
    QTest::newRow("everything at once") << Segmentation::Whole;
}

void TestServerEcho::segmentationDoesNotMatter()
{
    QFETCH(Segmentation, segmentation);
    RunningServer server;
    ClassicPeer client(server.port());
    Segmenter segmenter(segmentation);
    const auto write = [&](std::span<const std::byte> bytes) {
        bool isWritten = true;
        while (isWritten && !bytes.empty()) {
            const auto length = segmenter.next(bytes.size());
            isWritten = client.socket().write(bytes.first(length));
            bytes = bytes.subspan(length);
        }
        return isWritten;
    };

    QVERIFY(write(client.request()));
    QVERIFY(client.next() == EventRecord::established());
    const QList<QByteArray> sent{"one", message(300), "3", message(500), "five"};
    Bytes stream;
    for (const auto &each : sent)
        stream = std::move(stream) + client.frame(each);
    QVERIFY(write(std::move(stream) + client.goodbye()));
    QCOMPARE(client.messages(sent.size()), sent);
    QVERIFY(!client.next());
    QCOMPARE(client.socket().end(), BlockingSocket::End::Fin);
    QCOMPARE(server.tap().waitForEnd(client.port()).reason, EndReason::ClosedByPeer);
}

void TestServerEcho::orderIsKept()
{
    RunningServer server;
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QList<QByteArray> sent;
    Bytes stream;
    for (int i = 0; i < 1000; ++i) {
        sent += message(1 + i % 257) + QByteArray::number(i);
        stream = std::move(stream) + client.frame(sent.back());
    }
    QVERIFY(client.socket().write(stream));
    QCOMPARE(client.messages(sent.size()), sent);
}

void TestServerEcho::manyAgentsAtOnce()
{
    constexpr int count = 50;
    RunningServer server;
    std::vector<std::unique_ptr<ClassicPeer>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<ClassicPeer>(server.port()));
        QVERIFY(clients.back()->shakeHands());
    }
    for (int i = 0; i < count; ++i)
        QVERIFY(clients[std::size_t(i)]->send("to " + QByteArray::number(i)));
    for (int i = count; --i >= 0;)
        QVERIFY(
            clients[std::size_t(i)]->next() == EventRecord::message("to " + QByteArray::number(i)));
}

void TestServerEcho::dataAndFinInOneSegmentAreAnswered()
{
    RunningServer server;
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    const auto stream = client.frame("one") + client.frame("two");
    QVERIFY(client.socket().writeAndFinish(stream));
    QCOMPARE(client.messages(3), (QList<QByteArray>{"one", "two"}));
    QCOMPARE(client.socket().end(), BlockingSocket::End::Fin);
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::EndedWithoutGoodbye);
    QCOMPARE(how.count.messagesOut, quint64{2});
}

// The server reads the FIN only when the kernel has all that is owed: Qt would drop it.
void TestServerEcho::everythingOwedArrivesAfterHalfClose()
{
    constexpr qsizetype length = 12 * 1024 * 1024;
    RunningServer server(TapInterest::Messages);
    ClassicPeer client(server.port(), {.receiveBuffer = 16 * 1024});
    QVERIFY(client.shakeHands());
    QVERIFY(client.send(message(length)));
    client.socket().shutdownWriting();
    QVERIFY(server.tap().waitFor(
        [](const RecordingTap::Records &records) { return records.messagesOut == 1; }));
    QVERIFY(client.next() == EventRecord::message(message(length)));
    QVERIFY(!client.next());
    QCOMPARE(client.socket().end(), BlockingSocket::End::Fin);
    QCOMPARE(server.tap().waitForEnd(client.port()).reason, EndReason::EndedWithoutGoodbye);
}

void TestServerEcho::goodbyeIsAnsweredWithFin()
{
    RunningServer server;
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.socket().write(client.goodbye()));
    QVERIFY(!client.next());
    QCOMPARE(client.socket().end(), BlockingSocket::End::Fin);
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.reason, EndReason::ClosedByPeer);
    QVERIFY(how.established);
}

void TestServerEcho::fingerprintIsTheSameAtBothEnds()
{
    RunningServer server;
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    QVERIFY(client.echo("x"));
    const auto records = server.tap().records();
    QCOMPARE(records.established.size(), std::size_t{1});
    QVERIFY(records.established.front().fingerprint == client.session().fingerprint());
    QCOMPARE(records.established.front().connection.peer.toString(),
        QStringLiteral("127.0.0.1:%1").arg(client.port()));
}

void TestServerEcho::countsWhatAConnectionCarried()
{
    RunningServer server;
    ClassicPeer client(server.port());
    QVERIFY(client.shakeHands());
    for (const auto *text : {"a", "bb", "ccc"})
        QVERIFY(client.echo(text));
    QVERIFY(client.socket().write(client.goodbye()));
    const auto how = server.tap().waitForEnd(client.port());
    QCOMPARE(how.count.messagesIn, quint64{3});
    QCOMPARE(how.count.messagesOut, quint64{3});
    QCOMPARE(how.count.bytesIn, quint64{6});
    QCOMPARE(how.count.bytesOut, quint64{6});
    QCOMPARE(how.connection.peer.port(), client.port());
}

QTEST_GUILESS_MAIN(TestServerEcho)
#include "tst_serverecho.moc"
