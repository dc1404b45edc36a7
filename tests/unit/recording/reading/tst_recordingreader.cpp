// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedrow.h"
#include "core/recording/reading/recordingreader.h"
#include "core/records/recordingline.h"

#include <QFile>
#include <QHostAddress>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestRecordingReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isGoodUpToItsLastWholeLine();
    void readsOnBehindDamage();
    void neverCrashesOnAnything();
    void readsLongLinesInPieces();
    void readsWhatIsAddedLater();
    void tellsAnotherMajorForm();

private:
    /// What take() found in a file of these bytes.
    struct Found {
        QString refused;
        quint64 rows = 0;
        quint64 damaged = 0;
        bool isCutOff = false;
    };
    Found read(const QByteArray &bytes);
    void write(const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

namespace {

TrafficRow message(std::span<const std::byte> content)
{
    TrafficRow row;
    row.time = TrafficRow::Clock::time_point(std::chrono::seconds(1'764'000'001));
    row.connection = {1, Endpoint(QHostAddress::LocalHost, 50214)};
    row.content = content;
    return row;
}

RecordingLines linesOfServer()
{
    return RecordingLines(
        {Role::Server, "0.1.0", "both", RecordTime(std::chrono::seconds(1'764'000'000)), false});
}

// A head, and \a count messages.
QByteArray recording(int count)
{
    const auto lines = linesOfServer();
    std::string out;
    lines.addHead(out);
    for (int i = 0; i < count; ++i) {
        const auto text = "message " + std::to_string(i);
        lines.add(out, message(std::as_bytes(std::span(text))));
    }
    return QByteArray::fromStdString(out);
}

} // namespace

void TestRecordingReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"test.sealcord"_s);
}

void TestRecordingReader::write(const QByteArray &bytes)
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

TestRecordingReader::Found TestRecordingReader::read(const QByteArray &bytes)
{
    write(bytes);
    auto reader = RecordingReader::open(m_path);
    if (!reader)
        return {reader.error()};
    RecordedRows rows(reader->role());
    Found found;
    for (;;) {
        const auto next = reader->next();
        if (std::holds_alternative<EndOfRecording>(next))
            return found;
        if (std::holds_alternative<CutOffLine>(next)) {
            found.isCutOff = true;
            return found;
        }
        const auto *const line = std::get_if<RecordedLine>(&next);
        if (line && rows.take(*reader, *line))
            found.rows += rows.row() != nullptr;
        else
            ++found.damaged;
    }
}

void TestRecordingReader::isGoodUpToItsLastWholeLine()
{
    const auto whole = recording(5);
    const auto headLength = whole.indexOf('\n') + 1;
    for (qsizetype length = 0; length <= whole.size(); ++length) {
        const auto file = whole.first(length);
        const auto found = read(file);
        if (length < headLength) {
            QVERIFY(found.refused.contains(u"not a recording"_s));
            continue;
        }
        QVERIFY2(found.refused.isEmpty(), qPrintable(found.refused));
        QCOMPARE(found.rows, quint64(file.count('\n') - 1));
        QCOMPARE(found.damaged, 0U);
        QCOMPARE(found.isCutOff, !file.endsWith('\n'));
    }
}

// A byte that is another makes at most the line that it is in, and the next, unreadable.
void TestRecordingReader::readsOnBehindDamage()
{
    const auto whole = recording(5);
    const auto headLength = whole.indexOf('\n') + 1;
    for (auto at = headLength; at < whole.size(); ++at) {
        for (const char byte : {'\0', '"', '}', '\n', '\xff', '9'}) {
            auto file = whole;
            file[at] = byte;
            const auto found = read(file);
            QVERIFY(found.refused.isEmpty());
            QVERIFY(found.rows + found.damaged + (found.isCutOff ? 1 : 0) >= 4);
            QVERIFY(found.rows >= 3);
        }
    }
}

void TestRecordingReader::neverCrashesOnAnything()
{
    std::mt19937 random(13); // the same in every run
    const auto whole = recording(5);
    for (int round = 0; round < 2000; ++round) {
        auto file = whole;
        for (auto changes = random() % 20; changes > 0; --changes) {
            const auto at = qsizetype(random() % quint64(file.size()));
            const auto length = qsizetype(random() % 40);
            switch (random() % 3) {
            case 0:
                file[at] = char(random());
                break;
            case 1:
                file.replace(at, 0, whole.mid(qsizetype(random() % quint64(whole.size())), length));
                break;
            default:
                file.remove(at, std::min(length, file.size() - 1));
            }
        }
        const auto found = read(file);
        QVERIFY(found.refused.isEmpty() || found.refused.startsWith(m_path));
    }
}

void TestRecordingReader::readsLongLinesInPieces()
{
    std::vector<std::byte> content(5 * 1024 * 1024 + 1);
    for (std::size_t i = 0; i < content.size(); ++i)
        content[i] = std::byte(i * 7 + i / 251);
    const auto lines = linesOfServer();
    std::string out;
    lines.addHead(out);
    lines.add(out, message(content));
    lines.add(out, message(std::span(content).first(3)));
    write(QByteArray::fromStdString(out));

    auto reader = RecordingReader::open(m_path);
    QVERIFY(reader);
    RecordedRows rows(reader->role());
    const auto first = reader->next();
    const auto *const line = std::get_if<RecordedLine>(&first);
    QVERIFY(line);
    QVERIFY(!line->isWhole());
    QCOMPARE(line->text.size(), RecordingReader::keptOfLong);
    QVERIFY(rows.take(*reader, *line));
    QVERIFY(std::ranges::equal(rows.row()->content, content));
    const auto second = reader->next();
    QVERIFY(rows.take(*reader, std::get<RecordedLine>(second)));
    QCOMPARE(rows.row()->content.size(), 3U);

    out[out.find("\"bytes\":\"") + 4 * 1024 * 1024] = '!';
    const auto found = read(QByteArray::fromStdString(out));
    QCOMPARE(found.damaged, 1U);
    QCOMPARE(found.rows, 1U);
}

void TestRecordingReader::readsWhatIsAddedLater()
{
    const auto whole = recording(3);
    const auto half = whole.size() - 20;
    write(whole.first(half));
    auto reader = RecordingReader::open(m_path);
    QVERIFY(reader);
    quint64 lines = 0;
    while (std::holds_alternative<RecordedLine>(reader->next()))
        ++lines;
    QCOMPARE(lines, 2U);
    const auto cut = reader->next();
    QCOMPARE(std::get<CutOffLine>(cut).number, 4U);
    QCOMPARE(reader->change(), RecordingReader::Change::None);
    write(whole);
    const auto added = reader->next();
    QCOMPARE(std::get<RecordedLine>(added).number, 4U);
    QVERIFY(std::holds_alternative<EndOfRecording>(reader->next()));
    write(whole.first(3));
    QCOMPARE(reader->change(), RecordingReader::Change::Truncated);
}

void TestRecordingReader::tellsAnotherMajorForm()
{
    auto file = recording(1);
    file.replace("\"format\":\"1.0\"", "\"format\":\"1.27\"");
    QVERIFY(read(file).refused.isEmpty());
    file.replace("\"format\":\"1.27\"", "\"format\":\"2.0\"");
    QCOMPARE(read(file).refused, m_path + u": written in form 2.0, and this program reads 1.x"_s);
}

QTEST_APPLESS_MAIN(TestRecordingReader)
#include "tst_recordingreader.moc"
