// SPDX-License-Identifier: MIT
#include "widgets/window/recordingwindow.h"

#include "tests/gui/windows/recording/recordingwindowtest.h"
#include "widgets/compare/comparisonwindow.h"
#include "widgets/list/listview.h"

#include <QByteArrayList>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
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
class TestRecordingWindow : public QObject, private RecordingWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_settings.isValid()); }
    void cleanup() { m_window.reset(); }
    void showsWhatWasSaid();
    void tellsOfItsConnections();
    void saysHowMuchIsMissing();
    void saysWhyItCannotBeRead();
    void nothingCanBeSentFromIt();
    void nothingIsFollowedOrPaused();
    void twoOfItsMessagesAreCompared();
    void readingCanBeStopped();
    void opensWhatIsDroppedOnIt_data();
    void opensWhatIsDroppedOnIt();
    void exportsCanBeChosenToBeOpened();

private:
    void open(const std::string &body)
    {
        write(body);
        show();
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
    /// The other window, if there is one.
    [[nodiscard]] std::unique_ptr<RecordingWindow> another() const
    {
        for (auto *window : QApplication::topLevelWidgets()) {
            auto *found = qobject_cast<RecordingWindow *>(window);
            if (found && found != m_window.get())
                return std::unique_ptr<RecordingWindow>(found);
        }
        return nullptr;
    }
};

void TestRecordingWindow::showsWhatWasSaid()
{
    open(messages(2));
    read();
    QCOMPARE(parts().contents(Direction::In), QByteArrayList({"one", "one"}));
    QVERIFY2(banner().startsWith(u"Recording of a server"_s), qPrintable(banner()));
    QVERIFY(banner().endsWith(u"Messages and events: 2."_s));
    QVERIFY(m_window->windowTitle().contains(u"a.sealcord"_s));
}

void TestRecordingWindow::tellsOfItsConnections()
{
    std::string text;
    lines.add(text, {start, ConnectionOpened{named(1), named(2).peer}});
    lines.add(text,
        {start,
            HandshakePacketKept{
                named(1), Direction::In, std::vector(42, std::byte(1)), Protocol::Classic}});
    open(text + messages(3));
    read();
    const auto *info = parts().desk().connections().find(1);
    QVERIFY(info);
    QCOMPARE(info->handshake.size(), 1U);
    QCOMPARE(info->count.messagesIn, 3U);
    QCOMPARE(info->count.bytesIn, 9U);
    QVERIFY(info->lastActivity == start);
    QVERIFY(info->local == named(2).peer);
    QVERIFY(info->ended && !info->endReason); // not live, and nobody saw how it ended
    parts().desk().showConnectionPage(1);
    QVERIFY(parts().says(named(2).peer.toString()));
    QVERIFY(!parts().says(u"computed by"_s));
    QVERIFY(!parts().says(u"Idle timeout"_s));
}

void TestRecordingWindow::saysHowMuchIsMissing()
{
    auto text = messages(1) + "nonsense\n";
    lines.addGap(text, start, 17, "disk-full", "full");
    open(text + "{\"time\"");
    read();
    QVERIFY(parts().messages().row(1).gap == GapReason::NotRecorded); // nor was it too much to show
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

void TestRecordingWindow::nothingIsFollowedOrPaused()
{
    open(messages(1000));
    read();
    QVERIFY(!parts().button(u"Follow"_s));
    QVERIFY(!parts().button(u"Pause"_s));
    QVERIFY(!parts().button(u"1,000 new"_s));
    QVERIFY(parts().button(u"☆"_s)); // which stands beside them
    parts().traffic().setFocus();
    QTest::keyClick(&parts().traffic(), Qt::Key_End);
    QVERIFY(!parts().desk().trafficPane().isFollowing());
    QVERIFY(!parts().button(u"Later"_s));
}

void TestRecordingWindow::twoOfItsMessagesAreCompared()
{
    std::string text;
    lines.add(text, messageRow("one"));
    lines.add(text, messageRow("two"));
    lines.add(text, messageRow("ore"));
    open(text);
    read();
    for (const int row : {0, 2})
        parts().messages().setMark(parts().messages().row(row).number, {});
    parts().desk().trafficPane().actions().compare->trigger();
    const auto *comparison = m_window->findChild<ComparisonWindow *>();
    QVERIFY(comparison && comparison->isVisible() && !comparison->isModal());
    QTRY_COMPARE_WITH_TIMEOUT(comparison->statusText(),
        u"Difference 1 of 1: 1 byte on the left, 1 byte on the right"_s, patience);
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

void TestRecordingWindow::opensWhatIsDroppedOnIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a recording") << u"a.sealcord"_s;
    QTest::newRow("an export") << u"a.json"_s;
    QTest::newRow("an export as lines") << u"a.jsonl"_s;
}

void TestRecordingWindow::opensWhatIsDroppedOnIt()
{
    QFETCH(const QString, name);
    open(messages(1));
    const auto dropped = m_settings.filePath(name);
    QVERIFY(name == u"a.sealcord"_s || QFile::copy(path(), dropped));
    QVERIFY(drop(dropped));
    const auto opened = another();
    QVERIFY(opened && opened->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(opened->loaded().messages, 1U, patience);
    QVERIFY(!drop(u"/a.txt"_s));
}

void TestRecordingWindow::exportsCanBeChosenToBeOpened()
{
    open(messages(1));
    const auto exported = m_settings.filePath(u"chosen.json"_s);
    QVERIFY(QFile::copy(path(), exported));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keySequence(m_window.get(), QKeySequence::Open);
    auto *dialog = m_window->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->nameFilters().first().endsWith(u"(*.sealcord *.jsonl *.json)"_s));
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(exported);
    QMetaObject::invokeMethod(dialog, "accept");
    const auto opened = another();
    QVERIFY(opened);
    QTRY_COMPARE_WITH_TIMEOUT(opened->loaded().messages, 1U, patience);
}

QTEST_MAIN(TestRecordingWindow)
#include "tst_recordingwindow.moc"
