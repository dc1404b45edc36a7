// SPDX-License-Identifier: MIT
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/unit/recording/recordedlines.h"
#include "widgets/window/recordingwindow.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

#include <sys/stat.h>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What a person records in a window.
class TestWindowRecording : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysThatItHoldsPlaintextBeforeTheFirst();
    void recordsFromTheMomentOnWhoStands();
    void closingTheWindowWritesItWhole();
    void whatCannotBeRecordedToIsSaid();
    void thatItCannotBeWrittenIsSaidWhileThatIsSo();
    void savesWhatTheFilterShows();
    void savesWhatIsMarkedWithItsNote();
    void savesWhatIsMarkedInARecording();
    void whatCannotBeSavedIsSaid();
    void showsInWiresharkAsOftenAsItIsClosed();
    void saysThatWiresharkIsNotInstalled();

private:
    [[nodiscard]] QString path() const { return m_settings.filePath(u"a.sealcord"_s); }
    [[nodiscard]] QAction *action(const QString &text) const { return action(*m_window, text); }
    [[nodiscard]] static QAction *action(const QWidget &window, const QString &text)
    {
        for (auto *action : window.findChildren<QAction *>()) {
            if (action->text() == text)
                return action;
        }
        for (auto *menu : window.findChildren<QMenu *>()) {
            for (auto *action : menu->actions()) {
                if (action->text() == text)
                    return action;
            }
        }
        return nullptr;
    }
    void save(const QString &text) const { saveFrom(*m_window, text, path()); }
    static void saveFrom(QWidget &window, const QString &text, const QString &path)
    {
        action(window, text)->trigger();
        auto *dialog = window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY_WITH_TIMEOUT(WindowParts(window).bar().isVisible(), patience);
    }
    [[nodiscard]] QFileDialog *dialog() const { return m_window->findChild<QFileDialog *>(); }
    [[nodiscard]] const QToolButton &indicator() const
    {
        return parts().part<QToolButton>(u"recording"_s);
    }
    // The dialog before may have taken the focus with it.
    void pressF9() const
    {
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_F9);
    }
    void record(const QString &path)
    {
        pressF9();
        if (auto *choose = parts().button(u"Choose a file"_s))
            parts().press(choose);
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), patience);
        dialog()->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
        QMetaObject::invokeMethod(dialog(), "accept");
    }

    std::unique_ptr<ClassicPeer> m_agent;
};

void TestWindowRecording::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestWindowRecording::init()
{
    QFile::remove(path());
    open();
    start();
    m_agent = std::make_unique<ClassicPeer>(port());
    QVERIFY(m_agent->shakeHands());
    QVERIFY(m_agent->echo("before"));
}

void TestWindowRecording::cleanup()
{
    m_agent.reset();
    m_window.reset();
}

void TestWindowRecording::saysThatItHoldsPlaintextBeforeTheFirst()
{
    pressF9();
    QVERIFY(parts().bar().text().contains(u"decrypted"_s));
    QVERIFY(!dialog());
    parts().press(parts().button(u"Choose a file"_s));
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), patience);
    dialog()->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), patience);
    pressF9(); // once is enough
    QVERIFY(dialog());
}

void TestWindowRecording::recordsFromTheMomentOnWhoStands()
{
    record(path());
    QTRY_VERIFY_WITH_TIMEOUT(indicator().isVisible(), patience);
    QVERIFY(indicator().text().startsWith(u"● Recording"_s));
    QVERIFY(m_agent->echo("one"));
    pressF9();
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().startsWith(u"Recorded "_s), patience);
    QVERIFY(!indicator().isVisible());
    QVERIFY(parts().button(u"Open it"_s));
    QVERIFY(m_agent->echo("after"));
    QCOMPARE(wordsIn(contentOf(path())),
        QStringList({u"recording"_s, u"connection-accepted"_s, u"connection-established"_s,
            u"one"_s, u"one"_s}));
    QCOMPARE(QFileInfo(path()).permissions() & QFile::Permissions(0x0077), QFile::Permissions());
}

void TestWindowRecording::closingTheWindowWritesItWhole()
{
    record(path());
    QTRY_VERIFY_WITH_TIMEOUT(indicator().isVisible(), patience);
    QVERIFY(m_agent->echo("one"));
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    m_window.reset();
    const auto words = wordsIn(contentOf(path()));
    QCOMPARE(words.mid(3, 2), QStringList({u"one"_s, u"one"_s}));
    QCOMPARE(words.last(), u"connection-ended"_s);
}

void TestWindowRecording::whatCannotBeRecordedToIsSaid()
{
    QFile kept(path());
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.close();
    record(path());
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().contains(u"it exists"_s), patience);
    QVERIFY(!indicator().isVisible());
    QVERIFY(parts().button(u"Choose another file"_s));
    QCOMPARE(kept.size(), 0);
}

// Also where it is so from the very beginning: nobody reads this FIFO.
void TestWindowRecording::thatItCannotBeWrittenIsSaidWhileThatIsSo()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
    record(path());
    QTRY_VERIFY_WITH_TIMEOUT(indicator().isVisible(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().contains(path()), patience);
    QVERIFY2(indicator().text().startsWith(u"● Not recording"_s), qPrintable(indicator().text()));
}

void TestWindowRecording::savesWhatTheFilterShows()
{
    QVERIFY(m_agent->echo("after"));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out).size(), 2, patience);
    parts().desk().trafficPane().filterField().setText(u"dir:in"_s);
    QTRY_COMPARE_WITH_TIMEOUT(parts().messages().rowCount(), 2, patience);
    save(u"&Save what is shown…"_s);
    QVERIFY2(parts().bar().text().endsWith(u": 2."_s), qPrintable(parts().bar().text()));
    QCOMPARE(wordsIn(contentOf(path())),
        QStringList({u"recording"_s, u"connection-accepted"_s, u"connection-established"_s,
            u"before"_s, u"after"_s}));
    QCOMPARE(QFileInfo(path()).permissions() & QFile::Permissions(0x0077), QFile::Permissions());
}

void TestWindowRecording::savesWhatIsMarkedWithItsNote()
{
    QTRY_VERIFY_WITH_TIMEOUT(parts().placeOfMessage(Direction::Out) >= 0, patience);
    const auto number = parts().messages().row(parts().placeOfMessage(Direction::Out)).number;
    parts().messages().setMark(number, u"odd: é"_s);
    save(u"Save what is &marked…"_s);
    const auto lines = contentOf(path()).trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    const auto record = parseRecord(lines.last().toStdString());
    QVERIFY(record);
    QCOMPARE(record->text("mark"), std::string_view("odd: \u00e9"));

    RecordingWindow window(path());
    QTRY_VERIFY_WITH_TIMEOUT(window.loaded().isOver && window.stretch().isOver, patience);
    const auto &messages = WindowParts(window).messages();
    const auto marked = messages.nextMark(-1, true);
    QVERIFY(marked >= 0);
    QCOMPARE(messages.note(messages.row(marked).number), u"odd: é"_s);
}

// What a person marks there is not lost with the window.
void TestWindowRecording::savesWhatIsMarkedInARecording()
{
    QTRY_VERIFY_WITH_TIMEOUT(parts().placeOfMessage(Direction::Out) >= 0, patience);
    save(u"&Save what is shown…"_s);
    const auto head = contentOf(path()).split('\n').first();
    RecordingWindow window(path());
    window.QWidget::show();
    QTRY_VERIFY_WITH_TIMEOUT(window.loaded().isOver && window.stretch().isOver, patience);
    const WindowParts shown(window);
    const auto place = shown.placeOfMessage(Direction::Out);
    shown.messages().setMark(shown.messages().row(place).number, u"here"_s);
    const auto again = m_settings.filePath(u"again.sealcord"_s);
    saveFrom(window, u"Save what is &marked…"_s, again);
    const auto lines = contentOf(again).trimmed().split('\n');
    QCOMPARE(parseRecord(lines.last().toStdString())->text("mark"), std::string_view("here"));
    const auto member = [](const QByteArray &line, std::string_view name) {
        return std::string(parseRecord(line.toStdString())->text(name));
    };
    for (const auto *const name : {"program", "version", "protocol"})
        QCOMPARE(member(lines.first(), name), member(head, name));
}

void TestWindowRecording::whatCannotBeSavedIsSaid()
{
    QTRY_VERIFY_WITH_TIMEOUT(parts().placeOfMessage(Direction::Out) >= 0, patience);
    QFile kept(path());
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.close();
    save(u"&Save what is shown…"_s);
    QVERIFY2(parts().bar().text().contains(u"exists"_s), qPrintable(parts().bar().text()));
    QCOMPARE(kept.size(), 0);
}

// A program of that name reads a little and is closed.
void TestWindowRecording::showsInWiresharkAsOftenAsItIsClosed()
{
    const QTemporaryDir folder;
    QFile program(folder.filePath(u"wireshark"_s));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write("#!/bin/sh\nPATH=/usr/bin:/bin\nhead -c 1500 \"$3\" > \"$0.read\"\n");
    program.close();
    program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QFile read(program.fileName() + u".read"_s);
    const auto path = qgetenv("PATH");
    qputenv("PATH", folder.path().toLocal8Bit());
    for (const auto *message : {"first time", "second time"}) {
        action(u"Show in &Wireshark, decrypted"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(
            m_agent->echo(message) && contentOf(read.fileName()).contains(message), patience);
        QVERIFY(contentOf(read.fileName()).startsWith("\x0a\x0d\x0d\x0a"));
        QTRY_VERIFY_WITH_TIMEOUT(action(u"Show in &Wireshark, decrypted"_s)->isEnabled(), patience);
    }
    qputenv("PATH", path);
}

void TestWindowRecording::saysThatWiresharkIsNotInstalled()
{
    const auto path = qgetenv("PATH");
    qputenv("PATH", m_settings.filePath(u"nowhere"_s).toLocal8Bit());
    action(u"Show in &Wireshark, decrypted"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().contains(u"not installed"_s), patience);
    QVERIFY(action(u"Show in &Wireshark, decrypted"_s)->isEnabled());
    qputenv("PATH", path);
}

QTEST_MAIN(TestWindowRecording)
#include "tst_windowrecording.moc"
