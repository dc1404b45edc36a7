// SPDX-License-Identifier: MIT
#include "core/app/export/exportrecording.h"
#include "core/app/recordinghead.h"
#include "core/recording/savedtraffic.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/unit/recording/recordedlines.h"
#include "widgets/window/recordingwindow.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <memory>
#include <utility>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What a person exports of what a window shows.
class TestWindowExport : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void exportsWhatIsShownAsACommandWouldOfARecording_data();
    void exportsWhatIsShownAsACommandWouldOfARecording();
    void aSuffixIsAdded_data();
    void aSuffixIsAdded();
    void whatIsThereIsNotWrittenOver();
    void aRecordingIsExportedByItsFilter();
    void whatOfARecordingCannotBeReadIsSaid();
    void cancelledItLeavesNothing();

private:
    [[nodiscard]] QString file(const QString &name) const { return m_settings.filePath(name); }
    [[nodiscard]] static QAction &action(const QMainWindow &window)
    {
        for (const auto *menu : window.findChildren<QMenu *>()) {
            for (auto *action : menu->actions()) {
                if (action->text().startsWith(u"&Export"_s))
                    return *action;
            }
        }
        qFatal("no action");
    }
    /// As a person does, who chooses a type and writes a name.
    static void exportTo(const QMainWindow &window, const QString &path, ExportForm form)
    {
        action(window).trigger();
        auto *dialog = window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        const auto type = dialog->nameFilters().at(std::to_underlying(form));
        dialog->selectNameFilter(type);
        Q_EMIT dialog->filterSelected(type); // which a click does
        dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
    }
    [[nodiscard]] static QWidget *progress(const QWidget &window)
    {
        for (auto *label : window.findChildren<QLabel *>()) {
            if (label->text() == u"Exporting…"_s)
                return label->parentWidget();
        }
        return nullptr;
    }
    [[nodiscard]] QString barText() const { return parts().bar().text(); }
    void waitForBar() const { QTRY_VERIFY_WITH_TIMEOUT(parts().bar().isVisible(), patience); }
    static void record(const QString &path, int messages, const std::string &rest = {})
    {
        const RecordingLines lines(
            RecordingHead{.version = "1", .protocol = "both", .started = sealcord::test::start});
        std::string text;
        lines.addHead(text);
        for (int i = 0; i < messages; ++i)
            lines.add(text, messageRow(i % 2 == 0 ? "one" : "two"));
        QFile recording(path);
        QVERIFY(recording.open(QIODevice::WriteOnly));
        recording.write(QByteArray::fromStdString(text + rest));
    }

    std::unique_ptr<ClassicPeer> m_agent;
};

void TestWindowExport::initTestCase()
{
    QVERIFY(m_settings.isValid());
    qputenv("TMPDIR", file(u"temporary"_s).toLocal8Bit()); // to see what is left there
    QVERIFY(QDir().mkpath(file(u"temporary"_s)));
}

void TestWindowExport::init()
{
    for (const auto &old : QDir(file(u"."_s)).entryList(QDir::Files))
        QFile::remove(file(old));
    open();
    start();
    m_agent = std::make_unique<ClassicPeer>(port());
    QVERIFY(m_agent->shakeHands());
    QVERIFY(m_agent->echo("one") && m_agent->echo("two"));
    parts().desk().trafficPane().filterField().setText(u"dir:in"_s);
    QTRY_COMPARE_WITH_TIMEOUT(parts().messages().rowCount(), 2, patience);
}

void TestWindowExport::cleanup()
{
    m_agent.reset();
    m_window.reset();
    QCOMPARE(QDir(file(u"temporary"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
        QStringList());
}

void TestWindowExport::exportsWhatIsShownAsACommandWouldOfARecording_data()
{
    QTest::addColumn<ExportForm>("form");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("csv") << ExportForm::Csv << u"csv"_s;
    QTest::newRow("json") << ExportForm::Json << u"jsonl"_s;
    QTest::newRow("pcapng") << ExportForm::Pcapng << u"pcapng"_s;
    QTest::newRow("text") << ExportForm::Text << u"txt"_s;
}

void TestWindowExport::exportsWhatIsShownAsACommandWouldOfARecording()
{
    QFETCH(const ExportForm, form);
    QFETCH(const QString, suffix);
    const auto traffic = savedTraffic(parts().messages(), parts().desk().connections(), false);
    QVERIFY(save(traffic, recordingHead(Role::Server, Protocol::None, true), file(u"saved"_s), {}));
    const auto expected =
        exportRecording({file(u"saved"_s), form, file(u"expected"_s)}, [](const QString &) { });
    QVERIFY(expected);
    exportTo(*m_window, file(u"made"_s), form);
    waitForBar();
    QVERIFY2(barText().startsWith(u"Exported to "_s), qPrintable(barText()));
    QVERIFY(!contentOf(file(u"expected"_s)).isEmpty());
    const auto made = file(u"made."_s + suffix);
    QCOMPARE(contentOf(made), contentOf(file(u"expected"_s)));
    QCOMPARE(QFileInfo(made).permissions() & QFile::Permissions(0x0077), QFile::Permissions());
}

void TestWindowExport::aSuffixIsAdded_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<ExportForm>("form");
    QTest::addColumn<QString>("made");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("table") << u"a"_s << ExportForm::Csv << u"a.csv"_s << QByteArray("time,");
    QTest::newRow("lines") << u"a"_s << ExportForm::Json << u"a.jsonl"_s << QByteArray("{\"time\"");
    QTest::newRow("packets") << u"a"_s << ExportForm::Pcapng << u"a.pcapng"_s
                             << QByteArray("\x0a\x0d\x0d\x0a");
    QTest::newRow("text") << u"a"_s << ExportForm::Text << u"a.txt"_s << QByteArray("20");
    QTest::newRow("as others call it")
        << u"a.json"_s << ExportForm::Csv << u"a.json"_s << QByteArray("{\"time\"");
    QTest::newRow("what is typed counts")
        << u"a.txt"_s << ExportForm::Csv << u"a.txt"_s << QByteArray("20");
}

void TestWindowExport::aSuffixIsAdded()
{
    QFETCH(const QString, name);
    QFETCH(const ExportForm, form);
    QFETCH(const QString, made);
    QFETCH(const QByteArray, beginning);
    exportTo(*m_window, file(name), form);
    waitForBar();
    const auto content = contentOf(file(made));
    QVERIFY2(content.startsWith(beginning), content.constData());
}

void TestWindowExport::whatIsThereIsNotWrittenOver()
{
    QFile kept(file(u"kept.csv"_s));
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.close();
    exportTo(*m_window, kept.fileName(), ExportForm::Csv);
    waitForBar();
    QVERIFY2(
        barText().startsWith(u"Nothing was exported: "_s + kept.fileName()), qPrintable(barText()));
    QCOMPARE(kept.size(), 0);
}

// Whatever part of it is in the list.
void TestWindowExport::aRecordingIsExportedByItsFilter()
{
    record(file(u"a.sealcord"_s), 3000);
    RecordingWindow window(file(u"a.sealcord"_s), {.bytes = 1024 * 1024, .rows = 100});
    window.QWidget::show();
    const WindowParts shown(window);
    QTRY_VERIFY_WITH_TIMEOUT(window.loaded().isOver && window.stretch().isOver, patience);
    shown.desk().trafficPane().filterField().setText(u"text:two"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.messages().filter().isEmpty(), patience);
    exportTo(window, file(u"made.jsonl"_s), ExportForm::Json);
    QTRY_VERIFY_WITH_TIMEOUT(shown.bar().isVisible(), patience);
    const auto words = wordsIn(contentOf(file(u"made.jsonl"_s)));
    QCOMPARE(words.count(u"one"_s), 0);
    QCOMPARE(words.count(u"two"_s), 1500);
}

void TestWindowExport::whatOfARecordingCannotBeReadIsSaid()
{
    record(file(u"a.sealcord"_s), 1, "nonsense\n{\"time\"");
    RecordingWindow window(file(u"a.sealcord"_s));
    window.QWidget::show();
    exportTo(window, file(u"made"_s), ExportForm::Csv);
    const auto &bar = WindowParts(window).bar();
    QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible(), patience);
    QVERIFY2(bar.text().endsWith(u"decrypted. Damaged lines, which are left out: 1. The recording "
                                 "is cut off in the middle of a line, or still being written."_s),
        qPrintable(bar.text()));
}

void TestWindowExport::cancelledItLeavesNothing()
{
    record(file(u"a.sealcord"_s), 300'000);
    RecordingWindow window(file(u"a.sealcord"_s));
    window.QWidget::show();
    exportTo(window, file(u"made.csv"_s), ExportForm::Csv);
    QVERIFY(!action(window).isEnabled());
    QVERIFY(progress(window));
    QTRY_VERIFY_WITH_TIMEOUT(progress(window)->isVisible(), patience);
    QTest::mouseClick(progress(window)->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(action(window).isEnabled());
    QVERIFY(!WindowParts(window).bar().isVisible());
    // The next one waits for the last to be over.
    exportTo(window, file(u"other.csv"_s), ExportForm::Csv);
    QTRY_VERIFY_WITH_TIMEOUT(WindowParts(window).bar().isVisible(), patience);
    QVERIFY(!QFile::exists(file(u"made.csv"_s)));
    QVERIFY(QFile::exists(file(u"other.csv"_s)));
}

QTEST_MAIN(TestWindowExport)
#include "tst_windowexport.moc"
