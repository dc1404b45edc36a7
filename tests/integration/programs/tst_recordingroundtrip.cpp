// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordingloader.h"
#include "core/recording/reading/recordingpass.h"
#include "core/recording/savedtraffic.h"
#include "tests/integration/programs/recordedfiles.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/processes/runningprogram.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>
#include <utility>

using namespace Qt::StringLiterals;
using namespace sealcord;
using namespace sealcord::test;

/// What was said stays the same, whatever way it takes through files.
class TestRecordingRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsWhatIsSaid();
    void exportHoldsTheSameMessages();
    void windowsOpenAndSaveTheSameMessages();
    void exportOfWhatWasSavedHoldsTheSameMessages();
    void everyFormIsShownAlike();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.path(name); }
    [[nodiscard]] QByteArray exported(const QString &from, const QString &to) const;
    [[nodiscard]] QByteArray shown(const QString &name) const;
    [[nodiscard]] static QByteArray hashOf(const QList<QJsonObject> &lines);
    [[nodiscard]] static QByteArray hashOf(const TrafficModel &messages);

    const RecordingFolder m_folder;
    QByteArray m_said; // its hash, as it was recorded
};

/// Takes messages one after another: connection, direction, length, bytes.
class HashOfMessages
{
public:
    void add(qint64 connection, const QString &direction, QByteArrayView bytes)
    {
        const auto head = u"%1 %2 %3\n"_s.arg(connection).arg(direction).arg(bytes.size());
        m_hash.addData(head.toUtf8());
        m_hash.addData(bytes);
        ++m_count;
    }
    /// Empty where there were none.
    [[nodiscard]] QByteArray result() const
    {
        return m_count > 0 ? m_hash.result().toHex() : QByteArray();
    }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    int m_count = 0;
};

QByteArray TestRecordingRoundTrip::hashOf(const QList<QJsonObject> &lines)
{
    HashOfMessages hash;
    for (const auto &line : lines) {
        if (line["event"_L1].toString() == "message"_L1)
            hash.add(line["connection"_L1].toInteger(), line["direction"_L1].toString(),
                QByteArray::fromBase64(line["bytes"_L1].toString().toLatin1()));
    }
    return hash.result();
}

QByteArray TestRecordingRoundTrip::hashOf(const TrafficModel &messages)
{
    HashOfMessages hash;
    for (int place = 0; place < messages.rowCount(); ++place) {
        const auto &row = messages.row(place);
        if (row.kind == TrafficRow::Kind::Message)
            hash.add(qint64(row.connection.id), row.direction == Direction::In ? u"in"_s : u"out"_s,
                QByteArrayView(row.content.data(), qsizetype(row.content.size())));
    }
    return hash.result();
}

/// Exports \a from as JSON into \a to, and hashes what stands there.
QByteArray TestRecordingRoundTrip::exported(const QString &from, const QString &to) const
{
    RunningProgram program({u"export"_s, path(from), u"--to"_s, u"json"_s, u"-o"_s, path(to)});
    if (!program.start() || program.exitCode() != 0)
        return {};
    return hashOf(recorded(path(to)));
}

QByteArray TestRecordingRoundTrip::shown(const QString &name) const
{
    RunningProgram program(
        {u"show"_s, path(name), u"--if"_s, u"dir:in or dir:out"_s, u"--show-data"_s, u"hex"_s});
    return program.start() && program.exitCode() == 0
        ? program.bytes(RunningProgram::Stream::Output)
        : QByteArray();
}

// Two agents: ours, whose messages are what it reads at once, and one with a message that is longer
// than the longest line that is read as a whole.
void TestRecordingRoundTrip::recordsWhatIsSaid()
{
    ServerProgram server({u"--record"_s, path(u"a.sealcord"_s)});
    QVERIFY(server.listen());
    ClassicPeer peer(server.port());
    QVERIFY(peer.shakeHands());
    QVERIFY(peer.echo("before"));
    RunningProgram agent({u"agent"_s, server.address(), u"--trust"_s, u"accept-new"_s, u"--stdin"_s,
        u"--no-reconnect"_s});
    agent.setInputFile(m_folder.write(u"input"_s,
        "plain\n\xff\xfe no text\n" + QByteArray(300'000, '\0') + "\n=1+1\t\"quoted\"\x1b[31m"));
    QVERIFY(agent.start());
    QCOMPARE(agent.exitCode(), 0);
    QByteArray random(2 * 1024 * 1024, Qt::Uninitialized);
    QRandomGenerator(1).fillRange(reinterpret_cast<quint32 *>(random.data()), random.size() / 4);
    QVERIFY(peer.echo(random));
    QVERIFY(peer.echo("after"));
    server.signal(SIGTERM);
    QCOMPARE(server.exitCode(), 0);

    const auto lines = recorded(path(u"a.sealcord"_s));
    QCOMPARE(missingIn(lines), 0);
    QVERIFY(messagesIn(lines, u"in"_s).contains(random));
    m_said = hashOf(lines);
    QVERIFY(!m_said.isEmpty());
}

void TestRecordingRoundTrip::exportHoldsTheSameMessages()
{
    QCOMPARE(exported(u"a.sealcord"_s, u"b.json"_s), m_said);
}

// The models of a window, and what it saves of them.
void TestRecordingRoundTrip::windowsOpenAndSaveTheSameMessages()
{
    TrafficModel messages;
    ConnectionModel connections;
    RecordingLoader survey;
    RecordingLoader stretch;
    connect(&survey, &RecordingLoader::happened, &connections, &ConnectionModel::apply);
    connect(&stretch, &RecordingLoader::happened, &messages, &TrafficModel::append);
    const auto exported = path(u"b.json"_s);
    survey.load(exported, surveyOf);
    stretch.load(exported, [](RecordingReader reader) {
        return passThrough(std::move(reader), {.from = {}, .filter = {}, .limits = {}});
    });
    QTRY_VERIFY_WITH_TIMEOUT(survey.loaded().isOver && stretch.loaded().isOver, patience);
    QCOMPARE(survey.loaded().error + stretch.loaded().error, QString());
    QCOMPARE(survey.loaded().damagedLines, 0U);
    QCOMPARE(hashOf(messages), m_said);

    const auto saved = save(savedTraffic(messages, connections, false), survey.loaded().head,
        path(u"c.sealcord"_s), {});
    QVERIFY2(saved, qPrintable(saved ? QString() : saved.error()));
    QCOMPARE(hashOf(recorded(path(u"c.sealcord"_s))), m_said);
}

void TestRecordingRoundTrip::exportOfWhatWasSavedHoldsTheSameMessages()
{
    QCOMPARE(exported(u"c.sealcord"_s, u"d.json"_s), m_said);
}

// With their times, which the way through the windows keeps too.
void TestRecordingRoundTrip::everyFormIsShownAlike()
{
    const auto first = shown(u"a.sealcord"_s);
    QVERIFY(first.contains("before"_ba.toHex(' ')));
    for (const auto &name : {u"b.json"_s, u"c.sealcord"_s, u"d.json"_s})
        QVERIFY2(shown(name) == first, qPrintable(name));
}

QTEST_GUILESS_MAIN(TestRecordingRoundTrip)
#include "tst_recordingroundtrip.moc"
