// SPDX-License-Identifier: MIT
#include "core/recording/flightrecorder.h"

#include "tests/unit/recording/recordedlines.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What is kept in memory for when something goes wrong.
class TestFlightRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lastLinesAreWritten();
    void keepsOneLineAtLeast();
    void eachFileHasANameOfItsOwn();
    void saysWhyItCannotBeWritten();
    void tellsOfConnectionsThatStoodBefore();

private:
    [[nodiscard]] QByteArray written(const FlightRecorder &recorder)
    {
        const auto report = recorder.writeInto(m_folder.path().toStdString());
        return contentOf(QString::fromStdString(report.path));
    }

    QTemporaryDir m_folder;
    StandingConnections m_standing;
};

void TestFlightRecorder::lastLinesAreWritten()
{
    constexpr std::size_t size = 10'000;
    FlightRecorder recorder(size, {}, RecordingHead{}, m_standing);
    const auto row = messageRow("same");
    for (int i = 0; i < 999; ++i)
        recorder.add(&row);
    const auto last = messageRow("last");
    recorder.add(&last);

    const auto bytes = written(recorder);
    QVERIFY(std::cmp_less_equal(bytes.size(), size + 1000)); // with its head and the gap
    const auto words = wordsIn(bytes);
    QCOMPARE(words.first(), u"recording"_s);
    QCOMPARE(words.last(), u"last"_s);
    const auto kept = words.size() - 2;
    QVERIFY(kept > 10);
    QCOMPARE(words[1], u"%1 forgotten"_s.arg(1000 - kept));
}

void TestFlightRecorder::keepsOneLineAtLeast()
{
    FlightRecorder recorder(1, {}, RecordingHead{}, m_standing);
    for (const auto *content : {"one", "two"}) {
        const auto row = messageRow(content);
        recorder.add(&row);
    }
    QCOMPARE(wordsIn(written(recorder)), QStringList({u"recording"_s, u"1 forgotten"_s, u"two"_s}));
}

void TestFlightRecorder::eachFileHasANameOfItsOwn()
{
    const FlightRecorder recorder(1000, {}, RecordingHead{}, m_standing);
    const auto folder = m_folder.path().toStdString();
    const auto first = recorder.writeInto(folder);
    const auto second = recorder.writeInto(folder);
    QCOMPARE(first.kind, RecordingReport::Kind::FlightWritten);
    QCOMPARE(second.kind, RecordingReport::Kind::FlightWritten);
    QVERIFY(first.path != second.path);
}

void TestFlightRecorder::saysWhyItCannotBeWritten()
{
    const FlightRecorder recorder(1000, {}, RecordingHead{}, m_standing);
    const auto report = recorder.writeInto(m_folder.filePath(u"none"_s).toStdString());
    QCOMPARE(report.kind, RecordingReport::Kind::FlightFailed);
    QVERIFY(!report.text.empty());
}

void TestFlightRecorder::tellsOfConnectionsThatStoodBefore()
{
    FlightRecorder recorder(1000, {}, RecordingHead{}, m_standing);
    const auto batch = News().opened(1).opened(2).take(); // the second after the message
    m_standing.note(&batch.news[0]);
    auto row = messageRow("one");
    row.time = start + std::chrono::milliseconds(500);
    recorder.add(&row);
    recorder.add(&batch.news[1]);
    m_standing.note(&batch.news[1]);
    QCOMPARE(wordsIn(written(recorder)),
        QStringList(
            {u"recording"_s, u"connection-accepted"_s, u"one"_s, u"connection-accepted"_s}));
}

QTEST_GUILESS_MAIN(TestFlightRecorder)

#include "tst_flightrecorder.moc"
