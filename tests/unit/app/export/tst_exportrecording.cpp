// SPDX-License-Identifier: MIT
#include "core/app/export/exportrecording.h"

#include "core/records/recordingline.h"
#include "tests/unit/recording/recordedlines.h"

#include <QDir>
#include <QFileInfo>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What becomes of a recording that is exported into a file.
class TestExportRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void makesEachForm_data();
    void makesEachForm();
    void leavesOutWhatDoesNotPass();
    void tellsWhatCannotBeRead();
    void whatIsThereIsNotWrittenOver();
    void whatIsNoRecordingIsRefused();
    void whatWasGivenUpIsNotLeftBehind();
    void whatCannotBeWrittenIsTold();

private:
    [[nodiscard]] QString file(const QString &name) const { return m_folder->filePath(name); }
    void record(const std::string &more = {}) const
    {
        const RecordingLines lines(
            RecordingHead{.version = "1", .protocol = "both", .started = start});
        std::string text;
        lines.addHead(text);
        lines.add(text, messageRow("one"));
        lines.add(text, messageRow("two"));
        QFile recording(file(u"a"_s));
        QVERIFY(recording.open(QIODevice::WriteOnly));
        recording.write(QByteArray::fromStdString(text + more));
    }
    [[nodiscard]] std::expected<Exported, ExportError> exportAs(
        ExportForm form, const QString &filter = {}, const std::stop_token &stop = {})
    {
        return exportRecording(
            {file(u"a"_s), form, file(u"b"_s),
                filter.isEmpty() ? Filter() : *Filter::parse(filter)},
            [this](const QString &what) { m_told += what; }, stop);
    }
    [[nodiscard]] QByteArray made() const { return contentOf(file(u"b"_s)); }
    /// But for the recording.
    [[nodiscard]] QStringList files() const
    {
        auto names = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
        names.removeAll(u"a"_s);
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QStringList m_told;
};

void TestExportRecording::makesEachForm_data()
{
    QTest::addColumn<ExportForm>("form");
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("csv") << ExportForm::Csv << QByteArray("time,elapsed_ns,")
                         << QByteArray("\"two\",74776f\r\n");
    QTest::newRow("json") << ExportForm::Json << QByteArray("{") << QByteArray("\"text\":\"two\"");
    QTest::newRow("pcapng") << ExportForm::Pcapng << QByteArray("\x0a\x0d\x0d\x0a")
                            << QByteArray("two");
    QTest::newRow("text") << ExportForm::Text << QByteArray("20") << QByteArray("[116, 119, 111]");
}

void TestExportRecording::makesEachForm()
{
    QFETCH(const ExportForm, form);
    QFETCH(const QByteArray, beginning);
    QFETCH(const QByteArray, content);
    record();
    QVERIFY(exportAs(form));
    QVERIFY2(made().startsWith(beginning), made().constData());
    QVERIFY2(made().contains(content), made().constData());
    QCOMPARE(
        QFileInfo(file(u"b"_s)).permissions() & QFile::Permissions(0x0077), QFile::Permissions());
}

void TestExportRecording::leavesOutWhatDoesNotPass()
{
    record();
    QVERIFY(exportAs(ExportForm::Json, u"text:two"_s));
    QCOMPARE(wordsIn(made()), QStringList({u"recording"_s, u"two"_s}));
}

void TestExportRecording::tellsWhatCannotBeRead()
{
    record("nonsense\n{\"time\"");
    const auto exported = exportAs(ExportForm::Json);
    QVERIFY(exported);
    QCOMPARE(exported->damagedLines, 1U);
    QVERIFY(exported->isCutOff);
    QCOMPARE(m_told.size(), 2);
    QVERIFY(m_told[0].startsWith(u"damaged in line 4: "_s));
    QVERIFY(m_told[1].startsWith(u"cut off in line 5: "_s));
    QCOMPARE(wordsIn(made()).size(), 3);
}

void TestExportRecording::whatIsThereIsNotWrittenOver()
{
    record();
    QFile kept(file(u"b"_s));
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.write("kept");
    kept.close();
    const auto exported = exportAs(ExportForm::Csv);
    QVERIFY(!exported);
    QVERIFY(exported.error().isRefused);
    QVERIFY(exported.error().text.contains(kept.fileName()));
    QCOMPARE(made(), QByteArray("kept"));
}

void TestExportRecording::whatIsNoRecordingIsRefused()
{
    const auto exported = exportAs(ExportForm::Csv);
    QVERIFY(!exported);
    QVERIFY(exported.error().isRefused);
    QVERIFY(exported.error().text.contains(file(u"a"_s)));
    QCOMPARE(files(), QStringList());
}

void TestExportRecording::whatWasGivenUpIsNotLeftBehind()
{
    record();
    std::stop_source stop;
    stop.request_stop();
    const auto exported = exportAs(ExportForm::Csv, {}, stop.get_token());
    QVERIFY(!exported);
    QCOMPARE(exported.error().text, QString());
    QCOMPARE(files(), QStringList());
}

void TestExportRecording::whatCannotBeWrittenIsTold()
{
    record();
    const auto exported = exportRecording(
        {file(u"a"_s), ExportForm::Csv, file(u"none/b"_s)}, [](const QString &) { });
    QVERIFY(!exported);
    QVERIFY(exported.error().text.contains(u"none/b"_s));
}

QTEST_APPLESS_MAIN(TestExportRecording)
#include "tst_exportrecording.moc"
