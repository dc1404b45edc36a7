// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordingpass.h"

#include "core/records/recordingline.h"
#include "core/text/byteview.h"
#include "tests/unit/recording/recordedlines.h"

#include <QByteArrayList>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <vector>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// A stretch of a recording: where it begins and ends, and what is in it.
class TestRecordingPass : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void endsBeforeThereIsMoreThanRoom_data();
    void endsBeforeThereIsMoreThanRoom();
    void goesOnWhereItEnded();
    void keepsNumbersUnderAFilter();
    void hasAtLeastOneRow();
    void saysWhereItIsWhereNothingMatches();

private:
    struct Result {
        QByteArrayList contents;
        std::vector<quint64> numbers;
        LoadedRecording loaded;
        int parts = 0;
    };

    void write(int count) const
    {
        std::string text;
        RecordingLines(RecordingHead{.version = "1", .protocol = "both", .started = start})
            .addHead(text);
        const RecordingLines lines{RecordingHead()};
        for (int i = 1; i <= count; ++i)
            lines.add(text, messageRow(("m" + QByteArray::number(i)).toStdString()));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text));
    }
    [[nodiscard]] Result read(const RecordingStretch &stretch) const
    {
        auto reader = RecordingReader::open(m_path);
        if (!reader)
            qFatal("%s", qPrintable(reader.error()));
        const auto pass = passThrough(*std::move(reader), stretch);
        Result result;
        for (; !result.loaded.isOver; ++result.parts) {
            const auto part = pass->next({});
            result.loaded = part.loaded;
            for (const auto &row : part.batch.rows) {
                result.contents += byteView(row.content).toByteArray();
                result.numbers.push_back(row.number);
            }
        }
        return result;
    }
    [[nodiscard]] static Filter filter(const QString &text) { return *Filter::parse(text); }

    static constexpr TrafficLimits everything{.bytes = 1 << 30, .rows = 1 << 30};
    const QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"a.sealcord"_s);
};

void TestRecordingPass::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

void TestRecordingPass::endsBeforeThereIsMoreThanRoom_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<quint64>("rows");
    QTest::addColumn<int>("fit");
    QTest::newRow("rows") << quint64(1000) << quint64(3) << 3;
    QTest::newRow("bytes") << quint64(9) << quint64(1000) << 4;
    QTest::newRow("exactly all") << quint64(20) << quint64(10) << 10;
}

void TestRecordingPass::endsBeforeThereIsMoreThanRoom()
{
    QFETCH(const quint64, bytes);
    QFETCH(const quint64, rows);
    QFETCH(const int, fit);
    write(9);
    QVERIFY(QFile(m_path).size() > 0);
    const auto result = read({.from = {}, .filter = {}, .limits = {bytes, rows}});
    QCOMPARE(result.contents.size(), std::min(fit, 9));
    QCOMPARE(result.loaded.next.has_value(), fit < 9);
    if (fit < 9)
        QCOMPARE(result.loaded.next->row, quint64(fit) + 1);
}

void TestRecordingPass::goesOnWhereItEnded()
{
    write(10'000);
    QByteArrayList contents;
    std::optional<RecordingPlace> from;
    do {
        const auto result = read({.from = from, .filter = {}, .limits = {1 << 20, 999}});
        contents += result.contents;
        from = result.loaded.next;
    } while (from && contents.size() < 20'000);
    QCOMPARE(contents.size(), 10'000);
    QCOMPARE(contents.back(), QByteArray("m10000"));
    QCOMPARE(contents[5000], QByteArray("m5001"));
}

void TestRecordingPass::keepsNumbersUnderAFilter()
{
    write(100);
    const auto result = read({.from = {}, .filter = filter(u"text:\"m9\""_s), .limits = {1000, 4}});
    QCOMPARE(result.contents, QByteArrayList({"m9", "m90", "m91", "m92"}));
    QCOMPARE(result.numbers, std::vector<quint64>({9, 90, 91, 92}));
    QCOMPARE(result.loaded.next->row, 93U);
}

void TestRecordingPass::hasAtLeastOneRow()
{
    write(3);
    const auto result = read({.from = {}, .filter = {}, .limits = {1, 1}});
    QCOMPARE(result.contents, QByteArrayList({"m1"}));
}

void TestRecordingPass::saysWhereItIsWhereNothingMatches()
{
    write(200'000);
    const auto result =
        read({.from = {}, .filter = filter(u"text:\"none\""_s), .limits = everything});
    QCOMPARE(result.contents.size(), 0);
    QVERIFY2(result.parts > 2, qPrintable(QString::number(result.parts)));
    QVERIFY(!result.loaded.next);
}

QTEST_GUILESS_MAIN(TestRecordingPass)
#include "tst_recordingpass.moc"
