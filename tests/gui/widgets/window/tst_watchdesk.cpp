// SPDX-License-Identifier: MIT
#include "widgets/window/watchdesk.h"

#include "tests/support/patience.h"
#include "tests/support/rows/rowsource.h"
#include "widgets/conversation/conversationpage.h"
#include "widgets/detail/detailpane.h"
#include "widgets/filter/filteredit.h"
#include "widgets/list/listview.h"
#include "widgets/message/messagepane.h"
#include "widgets/message/textview.h"
#include "widgets/parts/tabpanel.h"
#include "widgets/traffic/trafficpane.h"

#include <QAction>
#include <QElapsedTimer>
#include <QPlainTextEdit>
#include <QTest>
#include <QTimer>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestWatchDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clickedRowIsTheOnlyOneChosenWhileItsDetailOpens();
    void clickedRowIsInTheDetailAtOnceWhateverComes();
    void conversationGrowsWhileTheListIsFilteredAndPaused();
    void anotherRowOpensAnotherConversation();
    void rowWithoutAConnectionOpensItsDetail();
    void turnIsChosenInTheListToo();
    void turnThatTheListDoesNotShowHasItsDetail();
    void clearedListSaysSoInTheConversation();
};

static void openConversation(WatchDesk &desk, quint64 number)
{
    QVERIFY(desk.trafficPane().setCurrentNumber(number));
    QTest::keyClick(&desk.trafficPane().list(), Qt::Key_Return);
    QCOMPARE(desk.panel().currentPage(), &desk.conversation());
}

// Which takes half of the list's height, the row that was clicked on among it.
void TestWatchDesk::clickedRowIsTheOnlyOneChosenWhileItsDetailOpens()
{
    WatchDesk desk(true);
    desk.resize(1280, 800);
    desk.show();
    QVERIFY(QTest::qWaitForWindowExposed(&desk));
    test::RowSource source;
    desk.apply(source.messages(1000));
    const ListView &list = desk.trafficPane().list();
    const int row = list.rowAt(list.viewport()->height() - 30);
    const QPoint at = list.visualRect(desk.messages().index(row, TrafficModel::Time)).center();
    QTest::mousePress(list.viewport(), Qt::LeftButton, {}, at);
    QTest::mouseMove(list.viewport(), at + QPoint(1, 1));
    QTest::mouseRelease(list.viewport(), Qt::LeftButton, {}, at + QPoint(1, 1));
    QVERIFY(desk.detail().isVisible());
    QTRY_COMPARE(list.selectedRows(), QList<int>{row});
    QCOMPARE(list.currentIndex().row(), row);
    QVERIFY(list.viewport()->rect().contains(list.visualRect(list.currentIndex()).center()));
}

// A thousand messages a second, in batches as a window takes them.
void TestWatchDesk::clickedRowIsInTheDetailAtOnceWhateverComes()
{
    WatchDesk desk(true);
    desk.resize(1280, 800);
    desk.show();
    QVERIFY(QTest::qWaitForWindowExposed(&desk));
    test::RowSource source;
    desk.apply(source.messages(1000));
    QTimer batches;
    quint64 count = 1000;
    connect(&batches, &QTimer::timeout, this, [&] {
        for (int i = 0; i < 33; ++i)
            source.message("message " + std::to_string(++count));
        desk.apply(source.take());
    });
    batches.start(33ms);
    const ListView &list = desk.trafficPane().list();
    QList<qint64> times;
    for (int click = 0; click < 20; ++click) {
        desk.trafficPane().setFollowing(true);
        const auto before = count;
        QTRY_VERIFY_WITH_TIMEOUT(count > before + 33, test::patience);
        const int row = list.rowAt(list.viewport()->height() / 2);
        const auto number = desk.messages().row(row).number;
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
            list.visualRect(desk.messages().index(row, TrafficModel::Time)).center());
        QCOMPARE(desk.detail().number(), number); // before anything is painted
        const auto *const text = desk.detail().messagePane()->textView()->view();
        QTRY_COMPARE_WITH_TIMEOUT(text->toPlainText(), u"message %1"_s.arg(number), test::patience);
        times.append(clock.elapsed());
    }
    std::ranges::sort(times);
    qInfo("from the click to the text: median %lld ms, at most %lld ms",
        static_cast<long long>(times.at(times.size() / 2)), static_cast<long long>(times.last()));
}

void TestWatchDesk::conversationGrowsWhileTheListIsFilteredAndPaused()
{
    WatchDesk desk(true);
    test::RowSource source;
    desk.apply(source.messages({"one", "two"}));
    openConversation(desk, 1);
    desk.trafficPane().filterField().setText(u"text:nothing"_s);
    desk.trafficPane().setPaused(true);
    desk.apply(source.messages({"three"}));
    QCOMPARE(desk.messages().shownRows(), std::size_t(0));
    QCOMPARE(desk.conversation().model().turns(), 3);
    QCOMPARE(desk.panel().currentPage(), &desk.conversation());
}

void TestWatchDesk::anotherRowOpensAnotherConversation()
{
    WatchDesk desk(true);
    test::RowSource source;
    source.message("mine");
    source.message("another's").connection.id = 2;
    desk.apply(source.take());
    openConversation(desk, 1);
    QCOMPARE(desk.conversation().model().connection().id, ConnectionId(1));
    openConversation(desk, 2);
    QCOMPARE(desk.conversation().model().connection().id, ConnectionId(2));
    QCOMPARE(desk.conversation().model().row(desk.conversation().model().rowCount() - 1).number,
        quint64(2));
}

void TestWatchDesk::rowWithoutAConnectionOpensItsDetail()
{
    WatchDesk desk(true);
    test::RowSource source;
    source.event(EventKind::Started, EventLevel::Info).connection = {};
    desk.apply(source.take());
    QVERIFY(desk.trafficPane().setCurrentNumber(1));
    desk.panelAction().setChecked(false);
    QTest::keyClick(&desk.trafficPane().list(), Qt::Key_Return);
    QVERIFY(desk.panelAction().isChecked());
    QCOMPARE(desk.panel().currentPage(), &desk.detail());
}

void TestWatchDesk::turnIsChosenInTheListToo()
{
    WatchDesk desk(true);
    test::RowSource source;
    desk.apply(source.messages({"one", "two"}));
    openConversation(desk, 1);
    Q_EMIT desk.conversation().turnChosen(1);
    QCOMPARE(desk.trafficPane().currentNumber(), quint64(2));
    QCOMPARE(desk.panel().currentPage(), &desk.conversation()); // where others may be selected
    Q_EMIT desk.conversation().detailWanted(0);
    QCOMPARE(desk.trafficPane().currentNumber(), quint64(1));
    QCOMPARE(desk.panel().currentPage(), &desk.detail());
    QCOMPARE(desk.detail().number(), quint64(1));
}

void TestWatchDesk::turnThatTheListDoesNotShowHasItsDetail()
{
    WatchDesk desk(true);
    test::RowSource source;
    desk.apply(source.messages({"one", "two"}));
    openConversation(desk, 1);
    desk.trafficPane().filterField().setText(u"text:nothing"_s);
    Q_EMIT desk.conversation().detailWanted(1);
    QCOMPARE(desk.detail().number(), quint64(2));
    const auto *const text = desk.detail().messagePane()->textView()->view();
    QTRY_COMPARE_WITH_TIMEOUT(text->toPlainText(), u"two"_s, test::patience);
}

void TestWatchDesk::clearedListSaysSoInTheConversation()
{
    WatchDesk desk(true);
    test::RowSource source;
    desk.apply(source.messages({"one", "two"}));
    openConversation(desk, 1);
    desk.messages().clear();
    const auto &model = desk.conversation().model();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), u"2 messages cleared"_s);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestWatchDesk)
#include "tst_watchdesk.moc"
