// SPDX-License-Identifier: MIT
#include "widgets/window/recordedconversation.h"

#include "core/text/figures.h"
#include "tests/gui/windows/recording/recordingwindowtest.h"
#include "widgets/conversation/conversationpage.h"
#include "widgets/conversation/conversationview.h"
#include "widgets/list/listview.h"

#include <QTest>

#include <string>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// A conversation in the window of a recording, whose list has less than the file.
class TestRecordedConversation : public QObject, private RecordingWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_settings.isValid()); }
    void cleanup() { m_window.reset(); }
    void conversationIsReadFromTheWholeFile();
    void ofALongOneThereIsAPart();
    void theChosenRowIsThereAmongLongOnes();
    void windowCanGoWhileItsListFills();

private:
    /// One connection's messages, of which that with \a number says "odd".
    void open(int count, int number, const std::string &other = "one", ConnectionId connections = 1)
    {
        std::string text;
        for (int i = 1; i <= count; ++i)
            lines.add(
                text, messageRow(i == number ? "odd" : other, ConnectionId(i) % connections + 1));
        write(text);
        show({.bytes = 1024 * 1024, .rows = m_rows});
        read();
    }
    /// By Enter on the one that says "odd".
    void openConversation(quint64 number) const
    {
        filterBy(u"text:\"odd\""_s);
        auto &desk = parts().desk();
        QTRY_VERIFY_WITH_TIMEOUT(desk.trafficPane().setCurrentNumber(number), patience);
        QTest::keyClick(&desk.trafficPane().list(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.conversation().model().isReading(), patience);
    }
    [[nodiscard]] ConversationPage &page() const { return parts().desk().conversation(); }

    std::size_t m_rows = 2000; // of a stretch
};

void TestRecordedConversation::conversationIsReadFromTheWholeFile()
{
    open(3000, 2500);
    openConversation(2500);
    QCOMPARE(parts().messages().keptRows(), std::size_t(1));
    QCOMPARE(page().model().turns(), 3000);
    QCOMPARE(page().view().currentIndex().data().toString(), u"odd"_s);
    QTRY_VERIFY(parts().says(u"With 127.0.0.1:1: 3,000 turns"_s));
    filterBy({}); // which fills the list anew
    QCOMPARE(page().model().turns(), 3000);
}

void TestRecordedConversation::ofALongOneThereIsAPart()
{
    open(140'000, 139'000); // the survey knows two places behind its beginning
    openConversation(139'000);
    QVERIFY(page().model().turns() <= int(ConversationModel::defaultLimits.rows));
    QCOMPARE(page().view().currentIndex().data().toString(), u"odd"_s);
    const auto turns = formatCount(quint64(page().model().turns()));
    QTRY_VERIFY(parts().says(u"With 127.0.0.1:1: %1 turns, a part of it"_s.arg(turns)));
}

// Whatever comes behind it on its connection, and whoever else says something before.
void TestRecordedConversation::theChosenRowIsThereAmongLongOnes()
{
    open(100, 6, std::string(1024 * 1024, 'x'));
    openConversation(6);
    QCOMPARE(page().view().currentIndex().data().toString(), u"odd"_s);
    QTRY_VERIFY(parts().says(u"a part of it"_s));

    open(140'000, 100'000, "one", 4);
    openConversation(100'000);
    QCOMPARE(page().view().currentIndex().data().toString(), u"odd"_s);
}

void TestRecordedConversation::windowCanGoWhileItsListFills()
{
    m_rows = 50'000;
    open(200'000, 1);
    Q_EMIT parts().desk().trafficPane().elsewhereWanted(u"190,000"_s);
    while (m_window->stretch().messages == 0)
        QCoreApplication::processEvents();
    m_window.reset();
    QVERIFY(!m_window);
}

QTEST_MAIN(TestRecordedConversation)
#include "tst_recordedconversation.moc"
