// SPDX-License-Identifier: MIT
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/unit/recording/recordedlines.h"
#include "widgets/window/recordingwindow.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What happened last in a window, written down when somebody asks or a peer breaks the protocol.
class TestWindowFlight : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void withoutItTheActionSaysWhy();
    void theActionWritesAndTellsWhere();
    void aBrokenProtocolIsWrittenDown();
    void whatCannotBeWrittenIsSaid();

private:
    void openWith(std::optional<std::size_t> size)
    {
        auto options = ServerWindowTest::options();
        options.server.recording.flightSize = size;
        open(options);
        start();
        m_agent = std::make_unique<ClassicPeer>(port());
        QVERIFY(m_agent->shakeHands());
        QVERIFY(m_agent->echo("hello"));
    }
    [[nodiscard]] QAction &action() const
    {
        const auto actions = m_window->menuBar()->actions().first()->menu()->actions();
        return **std::ranges::find(actions, u"Write the &flight recorder"_s, &QAction::text);
    }
    /// The only file there; empty: there are none, or several.
    [[nodiscard]] QString written() const
    {
        const auto files = QDir(m_folder->path()).entryList({u"sealcord-flight-*.sealcord"_s});
        return files.size() == 1 ? m_folder->filePath(files.first()) : QString();
    }

    std::unique_ptr<QTemporaryDir> m_folder; // the current one
    std::unique_ptr<ClassicPeer> m_agent;
    const QString m_before = QDir::currentPath();
};

void TestWindowFlight::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestWindowFlight::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir::setCurrent(m_folder->path()));
}

void TestWindowFlight::cleanup()
{
    m_agent.reset();
    m_window.reset();
    QVERIFY(QDir::setCurrent(m_before));
}

void TestWindowFlight::withoutItTheActionSaysWhy()
{
    openWith({});
    QVERIFY(!action().isEnabled());
    QVERIFY(action().toolTip().contains(u"--flight-recorder"_s));
    m_window->writeFlight(); // by a signal
    QCOMPARE(parts().bar().text(), action().toolTip());
    QVERIFY(written().isEmpty());
}

void TestWindowFlight::theActionWritesAndTellsWhere()
{
    openWith(64 * 1024);
    action().trigger();
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().startsWith(u"What happened last"_s), patience);
    QVERIFY(parts().bar().text().contains(written()));
    const auto words = wordsIn(contentOf(written()));
    QVERIFY(words.size() > 2);
    QCOMPARE(words.first(), u"recording"_s);
    QCOMPARE(words.last(2), QStringList({u"hello"_s, u"hello"_s}));
    parts().press(parts().button(u"Open it"_s));
    const auto isOpened = [] {
        return std::ranges::any_of(QApplication::topLevelWidgets(),
            [](QWidget *window) { return qobject_cast<RecordingWindow *>(window); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOpened(), patience);
    QApplication::closeAllWindows();
}

void TestWindowFlight::aBrokenProtocolIsWrittenDown()
{
    openWith(64 * 1024);
    auto damaged = m_agent->frame("hello");
    damaged.back() ^= std::byte{1};
    QVERIFY(m_agent->socket().write(damaged));
    QTRY_VERIFY_WITH_TIMEOUT(parts().bar().text().startsWith(u"What happened last"_s), patience);
    QVERIFY(contentOf(written()).contains("\"not-authentic\""));
}

void TestWindowFlight::whatCannotBeWrittenIsSaid()
{
    openWith(64 * 1024);
    m_folder->remove();
    action().trigger();
    QTRY_VERIFY_WITH_TIMEOUT(
        parts().bar().text().startsWith(u"Cannot write what happened last to "_s), patience);
    QVERIFY(parts().bar().text().endsWith(u"No such file or directory."_s));
}

QTEST_MAIN(TestWindowFlight)
#include "tst_windowflight.moc"
