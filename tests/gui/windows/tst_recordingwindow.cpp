// SPDX-License-Identifier: MIT
#include "widgets/window/recordingwindow.h"

#include "core/records/recordingline.h"
#include "tests/gui/windows/windowtest.h"
#include "tests/unit/recording/recordedlines.h"
#include "widgets/list/listview.h"

#include <QByteArrayList>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QUrl>

#include <memory>
#include <string>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// A recording in a window.
class TestRecordingWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_window.reset(); }
    void showsWhatWasSaid();
    void saysHowMuchIsMissing();
    void saysWhyItCannotBeRead();
    void nothingCanBeSentFromIt();
    void ofALongOneTheNewestIsShown();
    void readingCanBeStopped();
    void opensWhatIsDroppedOnIt();

private:
    [[nodiscard]] QString path() const { return m_settings.filePath(u"a.sealcord"_s); }
    void open(const std::string &body)
    {
        std::string text;
        RecordingLines(RecordingHead{.version = "1", .protocol = "both", .started = start})
            .addHead(text);
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(text + body));
        file.close();
        m_window = std::make_unique<RecordingWindow>(path());
        m_window->QWidget::show();
    }
    void read() const { QTRY_VERIFY_WITH_TIMEOUT(m_window->loaded().isOver, patience); }
    [[nodiscard]] static std::string messages(int count)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            lines.add(text, messageRow("one"));
        return text;
    }
    /// Whether the window takes a file.
    [[nodiscard]] bool drop(const QString &file) const
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(m_window.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent drop({10, 10}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        return drop.isAccepted();
    }
    [[nodiscard]] WindowParts parts() const { return WindowParts(*m_window); }
    [[nodiscard]] QString banner() const { return parts().part<QLabel>(u"about"_s).text(); }

    static inline const RecordingLines lines{RecordingHead()};
    SettingsElsewhere m_settings;
    std::unique_ptr<RecordingWindow> m_window;
};

void TestRecordingWindow::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestRecordingWindow::showsWhatWasSaid()
{
    open(messages(2));
    read();
    QCOMPARE(parts().contents(Direction::In), QByteArrayList({"one", "one"}));
    QVERIFY2(banner().startsWith(u"Recording of a server"_s), qPrintable(banner()));
    QVERIFY(banner().endsWith(u"Messages and events: 2."_s));
    QVERIFY(m_window->windowTitle().contains(u"a.sealcord"_s));
}

void TestRecordingWindow::saysHowMuchIsMissing()
{
    auto text = messages(1) + "nonsense\n";
    lines.addGap(text, start, 17, "disk-full", "full");
    open(text + "{\"time\"");
    read();
    for (const auto &part : {u"Not recorded: 17."_s, u"the first is line 3"_s, u"cut off"_s})
        QVERIFY2(banner().contains(part), qPrintable(banner()));
}

void TestRecordingWindow::saysWhyItCannotBeRead()
{
    m_window = std::make_unique<RecordingWindow>(m_settings.filePath(u"none"_s));
    m_window->QWidget::show();
    read();
    QVERIFY(parts().bar().isVisible());
    QVERIFY2(parts().bar().text().contains(u"none"_s), qPrintable(parts().bar().text()));
}

void TestRecordingWindow::nothingCanBeSentFromIt()
{
    open(messages(1));
    read();
    QVERIFY(!parts().desk().composer().isVisible());
    const auto &actions = parts().desk().trafficPane().actions();
    QVERIFY(!actions.resend->isVisible());
    QVERIFY(!actions.editAndResend->isVisible());
}

void TestRecordingWindow::ofALongOneTheNewestIsShown()
{
    const int count = int(RecordingWindow::limits.rows) + 1000;
    open(messages(count));
    read();
    QCOMPARE(parts().messages().keptRows(), RecordingWindow::limits.rows);
    QCOMPARE(m_window->loaded().messages, quint64(count));
    QVERIFY2(banner().contains(u"The newest are shown: 200,000."_s), qPrintable(banner()));
}

void TestRecordingWindow::readingCanBeStopped()
{
    open(messages(100'000));
    auto *stop = parts().button(u"Stop reading"_s);
    QVERIFY(stop);
    parts().press(stop);
    QVERIFY(m_window->loaded().isOver);
    QVERIFY(m_window->loaded().messages < 100'000);
    QVERIFY2(banner().contains(u"Reading was stopped"_s), qPrintable(banner()));
    QVERIFY(!stop->isVisible());
}

void TestRecordingWindow::opensWhatIsDroppedOnIt()
{
    open(messages(1));
    QVERIFY(drop(path()));
    std::unique_ptr<QWidget> another;
    for (auto *window : QApplication::topLevelWidgets()) {
        if (qobject_cast<RecordingWindow *>(window) && window != m_window.get())
            another.reset(window);
    }
    QVERIFY(another && another->isVisible());
    QVERIFY(!drop(u"/a.txt"_s));
}

QTEST_MAIN(TestRecordingWindow)
#include "tst_recordingwindow.moc"
