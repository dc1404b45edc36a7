// SPDX-License-Identifier: MIT
#include "widgets/window/watchdesk.h"

#include "tests/support/patience.h"
#include "tests/support/rows/rowsource.h"
#include "widgets/detail/detailpane.h"
#include "widgets/list/listview.h"
#include "widgets/message/messagepane.h"
#include "widgets/message/textview.h"
#include "widgets/traffic/trafficpane.h"

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
};

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

} // namespace sealcord

QTEST_MAIN(sealcord::TestWatchDesk)
#include "tst_watchdesk.moc"
