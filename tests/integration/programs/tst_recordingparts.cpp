// SPDX-License-Identifier: MIT
#include "tests/integration/programs/recordedfiles.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/runningprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;
using namespace sealcord::test;
using Stream = RunningProgram::Stream;

/// Recordings in parts, and those that are written when something went wrong.
class TestRecordingParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<RecordingFolder>(); }
    void eachPartIsWholeByItself();
    void oldPartsAreRemoved();
    void flightRecorderWritesWhenAsked();
    void flightRecorderWritesWhereAPeerBreaksTheProtocol();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->path(name); }

    std::unique_ptr<RecordingFolder> m_folder;
};

void TestRecordingParts::eachPartIsWholeByItself()
{
    constexpr int count = 10;
    ServerProgram server(
        {u"--record"_s, path(u"a.sealcord"_s), u"--record-max-size"_s, u"1"_s}); // a part per line
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    for (int i = 0; i < count; ++i)
        QVERIFY(peer.echo(QByteArray::number(i)));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    const auto parts = m_folder->files(u"a-????????T??????.???Z.sealcord"_s);
    QVERIFY(!QFileInfo::exists(path(u"a.sealcord"_s)));
    QList<QByteArray> messages;
    for (const auto &part : parts) {
        const auto lines = recorded(path(part));
        QCOMPARE(eventsOf(lines).first(), u"recording"_s);
        const auto here = messagesIn(lines, u"in"_s);
        QVERIFY(here.size() <= 1);
        if (!here.isEmpty())
            QCOMPARE(eventsOf(lines),
                QStringList({u"recording"_s, u"connection-accepted"_s, u"connection-established"_s,
                    u"message"_s}));
        messages += here;
    }
    QCOMPARE(messages.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(messages[i], QByteArray::number(i));
}

void TestRecordingParts::oldPartsAreRemoved()
{
    const auto foreign = u"a-20200101T000000.000Z.sealcord.bak"_s;
    QFile file(path(foreign));
    QVERIFY(file.open(QIODevice::WriteOnly));
    ServerProgram server({u"--record"_s, path(u"a.sealcord"_s), u"--record-max-size"_s, u"1"_s,
        u"--record-keep"_s, u"3"_s});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    for (int i = 0; i < 10; ++i)
        QVERIFY(peer.echo(QByteArray::number(i)));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    const auto parts = m_folder->files(u"a-*.sealcord"_s);
    QCOMPARE(parts.size(), 3);
    QCOMPARE(eventsOf(recorded(path(parts.last()))).last(), u"stopped"_s);
    QVERIFY(QFileInfo::exists(path(foreign)));
}

void TestRecordingParts::flightRecorderWritesWhenAsked()
{
    ServerProgram server({u"--record"_s, path(u"a.sealcord"_s), u"--record-if"_s, u"dir:in"_s,
        u"--flight-recorder"_s, u"64K"_s});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    for (int i = 0; i < 100; ++i)
        QVERIFY(peer.echo(QByteArray(1000, 'x') + QByteArray::number(i)));
    server.signal(SIGUSR1);
    QVERIFY(server.waitFor(Stream::Errors, u"What happened last is in"_s).hasMatch());

    const auto found = m_folder->files(u"sealcord-flight-*.sealcord"_s);
    QCOMPARE(found.size(), 1);
    QVERIFY(QFileInfo(path(found.first())).size() < 65536 + 1000);
    const auto lines = recorded(path(found.first()));
    QCOMPARE(eventsOf(lines).first(2), QStringList({u"recording"_s, u"gap"_s}));
    const auto messages = messagesIn(lines, u"in"_s);
    QVERIFY(messages.last().endsWith("x99"));
    QCOMPARE(messages.size() + missingIn(lines), 100);
}

void TestRecordingParts::flightRecorderWritesWhereAPeerBreaksTheProtocol()
{
    ServerProgram server({u"--record"_s, path(u"a.sealcord"_s), u"--record-max-age"_s, u"1h"_s,
        u"--flight-recorder"_s, u"1M"_s});
    QVERIFY(server.listen());
    for (int i = 0; i < 3; ++i) {
        ClassicPeer peer(server.port());
        QVERIFY(peer.shakeHands() && peer.echo("hello"));
        auto damaged = peer.frame("hello");
        damaged.back() ^= std::byte{1};
        QVERIFY(peer.socket().write(damaged));
        QVERIFY(peer.waitForEnd() != ClassicPeer::End::Goodbye);
    }
    QVERIFY(server.waitFor(Stream::Errors, u"What happened last is in"_s).hasMatch());
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);
    const auto found = m_folder->files(u"sealcord-flight-*.sealcord"_s);
    QCOMPARE(found.size(), 1); // at most one a minute
    QVERIFY(bytesIn(path(found.first())).contains("\"not-authentic\""));
}

QTEST_GUILESS_MAIN(TestRecordingParts)

#include "tst_recordingparts.moc"
