// SPDX-License-Identifier: MIT
#include "tests/gui/windows/recording/recordingwindowtest.h"
#include "widgets/traffic/gotobar.h"

#include <QByteArrayList>
#include <QCoreApplication>
#include <QFile>
#include <QLineEdit>
#include <QTest>

#include <string>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// A recording that is longer than what its window shows of it at once.
class TestRecordingStretch : public QObject, private RecordingWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_settings.isValid()); }
    void cleanup() { m_window.reset(); }
    void ofALongOneThereIsAStretch();
    void goesToAnyNumberOfALongOne();
    void aFilterIsAnsweredFromTheWholeFile();
    void whatAFilterFoundIsSeenAmongItsNeighbours();
    void aFilterCanBeStopped();
    void aFilterThatSearchesAGoalCanBeStopped();
    void stoppedFilterDoesNotStopReading();
    void anotherFileOfItsNameIsNotShownForIt();

private:
    /// \a count messages, more than fit, of which one is not as the others.
    void openLong(int count)
    {
        auto text = messages(oddNumber - 1);
        lines.add(text, messageRow("odd"));
        write(text + messages(count - oddNumber));
        show(shortStretch);
        read();
    }
    void goTo(const QString &goal)
    {
        auto &pane = parts().desk().trafficPane();
        pane.actions().goTo->trigger();
        auto *line = pane.findChild<GoToBar *>()->findChild<QLineEdit *>();
        line->setText(goal);
        QTest::keyClick(line, Qt::Key_Return);
        read();
    }
    [[nodiscard]] quint64 firstNumber() const { return parts().messages().row(0).number; }
    [[nodiscard]] quint64 lastNumber() const
    {
        return parts().messages().row(parts().messages().rowCount() - 1).number;
    }

    static constexpr TrafficLimits shortStretch{.bytes = 1024 * 1024, .rows = 2000};
    static constexpr int oddNumber = 2500; // its number
};

void TestRecordingStretch::ofALongOneThereIsAStretch()
{
    openLong(3000);
    QCOMPARE(parts().messages().keptRows(), shortStretch.rows);
    QCOMPARE(parts().messages().allRows(), 3000U);
    QCOMPARE(m_window->loaded().messages, 3000U);
    QCOMPARE(firstNumber(), 1U);
    QVERIFY2(banner().contains(u"Shown from #1 to #2,000."_s), qPrintable(banner()));
    QVERIFY(!parts().button(u"Earlier"_s)->isEnabled());

    parts().press(parts().button(u"Later"_s));
    read();
    QCOMPARE(firstNumber(), 2001U);
    QCOMPARE(lastNumber(), 3000U);
    QVERIFY2(banner().contains(u"Shown from #2,001 on."_s), qPrintable(banner()));
    QVERIFY(!parts().button(u"Later"_s)->isEnabled());

    parts().press(parts().button(u"Earlier"_s));
    read();
    QVERIFY(firstNumber() < 2000U);
    QTRY_COMPARE(parts().desk().trafficPane().currentNumber(), 2000U);
}

void TestRecordingStretch::goesToAnyNumberOfALongOne()
{
    openLong(140'000); // the survey knows two places behind its beginning
    for (const auto *goal : {"139,000", "7", "#2,500", "70001"}) {
        goTo(QString::fromLatin1(goal));
        const auto wanted = QString::fromLatin1(goal).remove(u'#').remove(u',').toULongLong();
        QTRY_COMPARE(parts().desk().trafficPane().currentNumber(), wanted);
        QVERIFY(lastNumber() - firstNumber() < shortStretch.rows);
    }
    goTo(u"23:59:59"_s); // later than all: the last
    QTRY_COMPARE(parts().desk().trafficPane().currentNumber(), 140'000U);
}

void TestRecordingStretch::aFilterIsAnsweredFromTheWholeFile()
{
    openLong(3000);
    filterBy(u"text:\"odd\""_s);
    QCOMPARE(parts().contents(Direction::In), QByteArrayList({"odd"}));
    QCOMPARE(firstNumber(), 2500U);
    filterBy(u"text:\"none\""_s);
    QCOMPARE(parts().messages().rowCount(), 0);
    QTRY_VERIFY(parts().says(u"No message matches."_s));
    filterBy({});
    QCOMPARE(firstNumber(), 1U);
    QCOMPARE(parts().messages().keptRows(), shortStretch.rows);
}

void TestRecordingStretch::whatAFilterFoundIsSeenAmongItsNeighbours()
{
    openLong(3000);
    filterBy(u"text:\"odd\""_s);
    QVERIFY(parts().desk().trafficPane().setCurrentNumber(oddNumber));
    filterBy({});
    QCOMPARE(parts().desk().trafficPane().currentNumber(), 2500U);
    QVERIFY(firstNumber() < oddNumber && lastNumber() > oddNumber);
}

void TestRecordingStretch::aFilterCanBeStopped()
{
    openLong(100'000);
    parts().filterLine().setText(u"text:\"none\""_s);
    auto *stop = parts().button(u"Stop filtering"_s);
    QVERIFY(stop && stop->isVisible());
    parts().press(stop);
    QVERIFY2(banner().contains(u"Filtering was stopped"_s), qPrintable(banner()));
    QVERIFY(m_window->stretch().isOver);
    QVERIFY(!stop->isVisible());
    QVERIFY2(!banner().contains(u"Reading was stopped"_s), qPrintable(banner())); // it was read
}

void TestRecordingStretch::aFilterThatSearchesAGoalCanBeStopped()
{
    write(messages(200'000));
    show({.bytes = shortStretch.bytes, .rows = 50'000});
    filterBy(u"text:\"one\""_s);
    Q_EMIT parts().desk().trafficPane().elsewhereWanted(u"190,000"_s);
    while (!m_window->stretch().next && !m_window->stretch().isOver) // the goal is behind it
        QCoreApplication::processEvents();
    QVERIFY(!m_window->stretch().isOver);
    parts().press(parts().button(u"Stop filtering"_s));
    QVERIFY(m_window->stretch().isOver);
}

void TestRecordingStretch::stoppedFilterDoesNotStopReading()
{
    write(messages(100'000));
    show(shortStretch);
    parts().filterLine().setText(u"text:\"none\""_s);
    QVERIFY(!m_window->loaded().isOver);
    parts().press(parts().button(u"Stop filtering"_s));
    QVERIFY2(!banner().contains(u"Reading was stopped"_s), qPrintable(banner()));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->loaded().messages, 100'000U, patience);
}

void TestRecordingStretch::anotherFileOfItsNameIsNotShownForIt()
{
    openLong(3000);
    QVERIFY(QFile::rename(path(), m_settings.filePath(u"old"_s)));
    write(messages(5000));
    parts().press(parts().button(u"Later"_s));
    read();
    QCOMPARE(parts().messages().rowCount(), 0);
    QVERIFY2(parts().bar().text().contains(u"another file"_s), qPrintable(parts().bar().text()));
    QVERIFY(QFile::remove(m_settings.filePath(u"old"_s)));
}

QTEST_MAIN(TestRecordingStretch)
#include "tst_recordingstretch.moc"
