// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordingloader.h"

#include "core/recording/reading/recordingpass.h"
#include "core/records/recordingline.h"
#include "core/text/byteview.h"
#include "tests/support/patience.h"
#include "tests/unit/recording/recordedlines.h"

#include <QByteArrayList>
#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <variant>
#include <vector>

#include <sys/stat.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// A recording that is read for a window.
class TestRecordingLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_loader.reset(); }
    void handsOutItsRows();
    void surveysItWithoutItsMessages();
    void anotherPassTakesTheLastOnesPlace();
    void countsWhatIsDamagedOrMissing();
    void saysWhyItCannotBeRead();
    void waitsUntilABatchWasTaken();
    void stopsInTheMiddle();
    void keepsABoundedNumberOfWhatStays();
    void tellsHowFarItIsWhereNothingIsARecord();
    void waitsForNoPipe();

private:
    void write(const std::string &text) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
    }
    [[nodiscard]] static std::string head()
    {
        std::string text;
        RecordingLines(RecordingHead{.version = "1", .protocol = "both", .started = start})
            .addHead(text);
        return text;
    }
    [[nodiscard]] static HandshakePacketKept packet(int length, ConnectionId id = 1)
    {
        return {named(id), Direction::In, std::vector(std::size_t(length), std::byte(1)),
            Protocol::Classic};
    }
    static void addMessages(std::string &text, int count, const std::string &content)
    {
        const RecordingLines lines{RecordingHead()};
        for (int i = 0; i < count; ++i)
            lines.add(text, messageRow(content));
    }
    [[nodiscard]] static std::unique_ptr<RecordingPass> allRows(RecordingReader reader)
    {
        return passThrough(std::move(reader), {.from = {}, .filter = {}, .limits = everything});
    }
    void load(const RecordingLoader::MakePass &makePass = allRows)
    {
        m_loader.emplace();
        connect(&*m_loader, &RecordingLoader::happened, this, [this](const TrafficBatch &batch) {
            ++m_batches;
            for (const auto &news : batch.news) {
                m_packets += std::size_t(std::holds_alternative<HandshakePacketKept>(news.what));
                if (const auto *counted = std::get_if<ConnectionCounted>(&news.what))
                    m_messages = counted->count.messagesIn;
                else
                    ++m_news;
            }
            for (const auto &row : batch.rows) {
                m_contents += byteView(row.content).toByteArray();
                QVERIFY(row.content.empty() || batch.memory.of(row));
            }
        });
        m_loader->load(m_path, makePass);
    }
    [[nodiscard]] const LoadedRecording &loaded() const { return m_loader->loaded(); }

    static constexpr TrafficLimits everything{.bytes = 1 << 30, .rows = 1 << 30};

    const QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"a.sealcord"_s);
    std::optional<RecordingLoader> m_loader;
    QByteArrayList m_contents;
    std::size_t m_news = 0;
    std::size_t m_packets = 0; // among them
    quint64 m_messages = 0; // of one connection, as counted last
    int m_batches = 0;
};

void TestRecordingLoader::init()
{
    m_contents.clear();
    m_news = 0;
    m_packets = 0;
    m_batches = 0;
}

void TestRecordingLoader::handsOutItsRows()
{
    auto text = head();
    RecordingLines(RecordingHead()).add(text, {start, ConnectionOpened{named(1)}});
    addMessages(text, 2, "one");
    write(text);
    load();
    QTRY_VERIFY_WITH_TIMEOUT(loaded().isOver, patience);
    QCOMPARE(m_contents.size(), 3);
    QCOMPARE(m_contents.mid(1), QByteArrayList({"one", "one"}));
    QCOMPARE(m_news, 0U);
    QCOMPARE(loaded().messages, 3U);
    QCOMPARE(loaded().read + 1, loaded().size);
    QVERIFY(loaded().hasBegin && loaded().head.started == start);
    QVERIFY(!loaded().isCutOff);
    QVERIFY(!loaded().next);
}

void TestRecordingLoader::surveysItWithoutItsMessages()
{
    auto text = head();
    RecordingLines(RecordingHead()).add(text, {start, ConnectionOpened{named(1)}});
    RecordingLines(RecordingHead()).add(text, {start, packet(42)});
    addMessages(text, 70'000, "one");
    write(text);
    load(surveyOf);
    QTRY_VERIFY_WITH_TIMEOUT(loaded().isOver, patience);
    QCOMPARE(m_contents.size(), 1); // the event
    QCOMPARE(m_news, 2U);
    QCOMPARE(m_packets, 1U);
    QCOMPARE(m_messages, 70'000U);
    QCOMPARE(loaded().messages, 70'001U);
    const auto &places = m_loader->places();
    QCOMPARE(places.size(), 2U);
    QCOMPARE(places[1].row, 65'536U); // a packet is no row
    QCOMPARE(places[1].line, 65'538U);
}

void TestRecordingLoader::anotherPassTakesTheLastOnesPlace()
{
    auto text = head();
    addMessages(text, 20'000, "many");
    write(text);
    load();
    std::optional<RecordingPlace> next;
    connect(&*m_loader, &RecordingLoader::happened, this, [&] {
        if (next)
            return;
        next = loaded().next;
        m_contents.clear();
        m_loader->load(m_path, [next](RecordingReader reader) {
            return passThrough(
                std::move(reader), {.from = next, .filter = {}, .limits = everything});
        });
    });
    QTRY_VERIFY_WITH_TIMEOUT(next && loaded().isOver, patience);
    QVERIFY(next->row < 20'000);
    QCOMPARE(quint64(m_contents.size()), 20'001 - next->row);
    QVERIFY(m_loader->places().front().offset == next->offset);
}

void TestRecordingLoader::countsWhatIsDamagedOrMissing()
{
    auto text = head();
    addMessages(text, 1, "one");
    text += "no record\n";
    RecordingLines(RecordingHead()).addGap(text, start, 17, "disk-full", "full");
    addMessages(text, 1, "two");
    text += "{\"time\":";
    write(text);
    load(surveyOf);
    QTRY_VERIFY_WITH_TIMEOUT(loaded().isOver, patience);
    QCOMPARE(loaded().messages, 2U);
    QCOMPARE(loaded().missing, 17U);
    QCOMPARE(loaded().damagedLines, 1U);
    QCOMPARE(loaded().firstDamaged, 3U);
    QVERIFY(loaded().isCutOff);
}

void TestRecordingLoader::saysWhyItCannotBeRead()
{
    write("something else\n");
    load();
    QTRY_VERIFY_WITH_TIMEOUT(loaded().isOver, patience);
    QVERIFY2(loaded().error.contains(u"a.sealcord"_s), qPrintable(loaded().error));
    QVERIFY(m_contents.isEmpty());
}

void TestRecordingLoader::waitsUntilABatchWasTaken()
{
    auto text = head();
    addMessages(text, 20'000, "many");
    write(text);
    load();
    qint64 read = 0;
    connect(&*m_loader, &RecordingLoader::happened, this, [&] {
        if (m_batches == 1)
            read = loaded().read;
    });
    QTest::qSleep(100); // nobody takes anything meanwhile
    QCOMPARE(m_batches, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_contents.size(), 20'000, patience);
    QVERIFY(read > 0 && read < loaded().size / 2);
}

void TestRecordingLoader::stopsInTheMiddle()
{
    auto text = head();
    addMessages(text, 20'000, "many");
    write(text);
    load();
    connect(&*m_loader, &RecordingLoader::happened, this, [this] {
        if (!loaded().isOver)
            m_loader->stop();
    });
    QTRY_VERIFY_WITH_TIMEOUT(loaded().isOver, patience);
    const auto read = m_contents.size();
    QTest::qWait(100);
    QCOMPARE(m_contents.size(), read);
    QVERIFY(read < 20'000);
}

void TestRecordingLoader::keepsABoundedNumberOfWhatStays()
{
    const RecordingLines lines{RecordingHead()};
    const std::string note(1000, 'n');
    auto text = head();
    for (ConnectionId id = 1; id <= 12'000; ++id) {
        lines.add(text, {start, ConnectionOpened{named(id)}});
        for (const auto length : {42, 42, 5000})
            lines.add(text, {start, packet(length, id)});
        lines.add(text, messageRow("one"), &note);
    }
    write(text);
    std::size_t marks = 0;
    load(surveyOf);
    connect(&*m_loader, &RecordingLoader::happened, this,
        [&](const TrafficBatch &, const std::vector<LoadedMark> &more) {
            marks += more.size();
            for (const auto &mark : more)
                QCOMPARE(mark.note.size(), 200);
        });
    QTRY_VERIFY_WITH_TIMEOUT(loaded().isOver, patience);
    QCOMPARE(m_packets, 10'000U);
    QCOMPARE(m_news, 20'000U);
    QCOMPARE(marks, 10'000U);
    QCOMPARE(m_messages, 12'000U);
    QCOMPARE(loaded().messages, 24'000U);
}

void TestRecordingLoader::tellsHowFarItIsWhereNothingIsARecord()
{
    auto text = head();
    for (int i = 0; i < 200'000; ++i)
        text += "no record\n";
    write(text);
    load();
    QTRY_VERIFY_WITH_TIMEOUT(loaded().isOver, patience);
    QCOMPARE(loaded().damagedLines, 200'000U);
    QCOMPARE(loaded().read + 1, loaded().size);
    QVERIFY2(m_batches > 2, qPrintable(QString::number(m_batches)));
}

void TestRecordingLoader::waitsForNoPipe()
{
    QFile::remove(m_path);
    QCOMPARE(::mkfifo(QFile::encodeName(m_path).constData(), 0600), 0);
    load();
    QTRY_VERIFY_WITH_TIMEOUT(loaded().isOver, patience);
    QVERIFY2(loaded().error.contains(u"not a file"_s), qPrintable(loaded().error));
    QFile::remove(m_path);
}

QTEST_GUILESS_MAIN(TestRecordingLoader)
#include "tst_recordingloader.moc"
