// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmodel.h"
#include "tests/gui/widgets/traffic/trafficpanetest.h"
#include "widgets/filter/filteredit.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/listview.h"
#include "widgets/parts/findbar.h"
#include "widgets/traffic/markbar.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStyleOptionViewItem>
#include <QTest>
#include <QToolTip>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestTrafficPane : public QObject, private test::TrafficPaneTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void newRowsAreInSightWhileFollowing();
    void scrollingUpStopsFollowingAndEndResumes();
    void spacePausesInTheListOnly();
    void countsTellShownAndKept();
    void emptyListTeaches();
    void noMatchOffersToClearTheFilter();
    void currentRowStaysAcrossAFilter();
    void currentRowThatIsFilteredOutIsTold();
    void markIsMadeWithANote();
    void marksAreWalkedRoundTheEnd();
    void findCountsAndWraps();
    void findSeesRowsThatComeLater();
    void escLeavesTheFindBarForTheList();
    void onlyThisConnectionIsAFilter();
    void cellIsFilteredByAndOut();
    void timesAreShownAsChosen();
    void rowsWithoutTheKernelsConsentSayWaiting();
    void strangersTextIsNoMarkup();
    void followingFloodLeavesTheEventLoopFree_data();
    void followingFloodLeavesTheEventLoopFree();

private:
    [[nodiscard]] QLabel *label(const QString &text) const;
    [[nodiscard]] int lastInSight() const;
};

QLabel *TestTrafficPane::label(const QString &text) const
{
    const auto labels = m_pane->findChildren<QLabel *>();
    const auto found = std::ranges::find_if(
        labels, [&text](const QLabel *l) { return l->isVisible() && l->text() == text; });
    return found == labels.end() ? nullptr : *found;
}

int TestTrafficPane::lastInSight() const
{
    const ListView &list = m_pane->list();
    return list.rowAt(list.viewport()->height() - 1) < 0
        ? m_model->rowCount() - 1
        : list.rowAt(list.viewport()->height() - 1);
}

void TestTrafficPane::newRowsAreInSightWhileFollowing()
{
    for (int i = 0; i < 5; ++i) {
        test::show(*m_model, m_rows.messages(100));
        QCOMPARE(lastInSight(), m_model->rowCount() - 1);
    }
}

void TestTrafficPane::scrollingUpStopsFollowingAndEndResumes()
{
    test::show(*m_model, m_rows.messages(100));
    ListView &list = m_pane->list();
    list.setFocus();
    list.verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    QTRY_VERIFY(!m_pane->isFollowing());
    QVERIFY(!m_pane->actions().follow->isChecked());
    const int place = list.verticalScrollBar()->value();
    test::show(*m_model, m_rows.messages(100));
    QCOMPARE(list.verticalScrollBar()->value(), place);
    QTest::keyClick(&list, Qt::Key_End);
    QVERIFY(m_pane->isFollowing());
    QCOMPARE(lastInSight(), m_model->rowCount() - 1);
    QTest::keyClick(&list, Qt::Key_End);
    QVERIFY(m_pane->isFollowing());
}

void TestTrafficPane::spacePausesInTheListOnly()
{
    m_pane->list().setFocus();
    QTest::keyClick(&m_pane->list(), Qt::Key_Space);
    QVERIFY(m_model->isPaused());
    QTest::keyClick(&m_pane->list(), Qt::Key_Space);
    QVERIFY(!m_model->isPaused());
    auto *const line = m_pane->filterField().findChild<QLineEdit *>();
    line->setFocus();
    QTest::keyClick(line, Qt::Key_Space);
    QVERIFY(!m_model->isPaused());
    QCOMPARE(line->text(), u" "_s);
}

void TestTrafficPane::countsTellShownAndKept()
{
    m_rows.gap(7); // counts as neither
    test::show(*m_model, m_rows.messages({"one", "two", "one"}));
    QVERIFY(label(u"3"_s) != nullptr);
    m_pane->filterField().setText(u"text:one"_s);
    QTRY_VERIFY(label(u"2 of 3"_s) != nullptr);
}

void TestTrafficPane::emptyListTeaches()
{
    QAction start(u"Start"_s);
    const QSignalSpy started(&start, &QAction::triggered);
    m_pane->setEmptyText(u"Nothing yet <b>"_s, {&start});
    auto *const note = m_pane->findChild<EmptyNote *>();
    QVERIFY(note->isVisible());
    QVERIFY(label(u"Nothing yet <b>"_s) != nullptr);
    QTest::mouseClick(note->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(started.count(), 1);
    test::show(*m_model, m_rows.messages(1));
    QVERIFY(!note->isVisible());
}

void TestTrafficPane::noMatchOffersToClearTheFilter()
{
    test::show(*m_model, m_rows.messages(3));
    m_rows.gap(7); // stays, and is none
    test::show(*m_model, m_rows.take());
    m_pane->filterField().setText(u"text:nowhere"_s);
    auto *const note = m_pane->findChild<EmptyNote *>();
    QTRY_VERIFY(note->isVisible());
    QVERIFY(label(u"No message matches."_s) != nullptr);
    QTest::mouseClick(note->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE(m_model->rowCount(), 4);
    QVERIFY(!note->isVisible());
    QVERIFY(m_pane->filterField().text().isEmpty());
}

void TestTrafficPane::currentRowStaysAcrossAFilter()
{
    test::show(*m_model, m_rows.messages({"one", "two", "one", "two"}));
    QVERIFY(m_pane->setCurrentNumber(4));
    const QSignalSpy changed(m_pane.get(), &TrafficPane::currentRowChanged);
    m_pane->filterField().setText(u"text:two"_s);
    QTRY_VERIFY(!m_model->isFiltering());
    QCOMPARE(m_pane->currentNumber(), 4U);
    QCOMPARE(m_pane->currentRow(), 1);
    QVERIFY(std::ranges::none_of(changed, [](const auto &args) { return args.at(0) == -1; }));
}

void TestTrafficPane::currentRowThatIsFilteredOutIsTold()
{
    test::show(*m_model, m_rows.messages({"one", "two"}));
    QVERIFY(m_pane->setCurrentNumber(1));
    const QSignalSpy changed(m_pane.get(), &TrafficPane::currentRowChanged);
    m_pane->filterField().setText(u"text:two"_s);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(changed.last().at(0).toInt(), -1);
    QCOMPARE(m_pane->currentNumber(), 0U);
}

void TestTrafficPane::markIsMadeWithANote()
{
    test::show(*m_model, m_rows.messages(3));
    m_pane->setCurrentNumber(2);
    m_pane->list().setFocus();
    QTest::keyClick(&m_pane->list(), Qt::Key_M, Qt::ControlModifier);
    auto *const bar = m_pane->findChild<MarkBar *>();
    QVERIFY(bar->isVisible());
    QTest::keyClicks(bar->findChild<QLineEdit *>(), u"here"_s);
    QTest::keyClick(bar->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(!bar->isVisible());
    QVERIFY(m_model->isMarked(2));
    QCOMPARE(m_model->note(2), u"here"_s);
    QVERIFY(m_pane->list().hasFocus());
}

void TestTrafficPane::marksAreWalkedRoundTheEnd()
{
    test::show(*m_model, m_rows.messages(10));
    m_model->setMark(3, {});
    m_model->setMark(7, {});
    m_pane->setCurrentNumber(1);
    const QList<std::pair<QAction *, quint64>> steps{
        {m_pane->actions().nextMark, 3},
        {m_pane->actions().nextMark, 7},
        {m_pane->actions().nextMark, 3},
        {m_pane->actions().previousMark, 7},
        {m_pane->actions().previousMark, 3},
    };
    for (const auto &[action, number] : steps) {
        action->trigger();
        QCOMPARE(m_pane->currentNumber(), number);
    }
}

void TestTrafficPane::findCountsAndWraps()
{
    test::show(*m_model, m_rows.messages({"alpha", "beta", "ALPHA", "gamma"}));
    m_pane->actions().find->trigger();
    auto *const bar = m_pane->findChild<FindBar *>();
    auto *const line = bar->findChild<QLineEdit *>();
    QVERIFY(line->hasFocus());
    QTest::keyClicks(line, u"alpha"_s);
    QTRY_VERIFY(label(u"2 rows"_s) != nullptr);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_pane->currentNumber(), 1U);
    QVERIFY(label(u"1 of 2"_s) != nullptr);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_pane->currentNumber(), 3U);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_pane->currentNumber(), 1U);
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_pane->currentNumber(), 3U);
}

void TestTrafficPane::findSeesRowsThatComeLater()
{
    m_pane->actions().find->trigger();
    auto *const line = m_pane->findChild<FindBar *>()->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"late"_s);
    QTRY_VERIFY(label(u"nothing found"_s) != nullptr);
    test::show(*m_model, m_rows.messages({"too late"}));
    QTRY_VERIFY(label(u"nothing found"_s) == nullptr);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_pane->currentNumber(), 1U);
}

void TestTrafficPane::escLeavesTheFindBarForTheList()
{
    m_pane->actions().find->trigger();
    auto *const bar = m_pane->findChild<FindBar *>();
    QTest::keyClick(bar->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(m_pane->list().hasFocus());
}

void TestTrafficPane::onlyThisConnectionIsAFilter()
{
    test::show(*m_model, m_rows.messages(1));
    m_pane->setCurrentNumber(1);
    m_pane->actions().onlyConnection->trigger();
    QCOMPARE(m_pane->filterField().filter().text(), u"connection:1"_s);
}

void TestTrafficPane::cellIsFilteredByAndOut()
{
    test::show(*m_model, m_rows.messages({"one", "two"}));
    m_pane->list().setCurrentIndex(m_model->index(0, TrafficModel::Preview));
    m_pane->actions().filterBy->trigger();
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_pane->filterField().text(), u"text:\"one\""_s);
    m_pane->filterField().clear();
    m_pane->list().setCurrentIndex(m_model->index(0, TrafficModel::Preview));
    m_pane->actions().filterOut->trigger();
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_pane->filterField().text(), u"not text:\"one\""_s);
}

void TestTrafficPane::timesAreShownAsChosen()
{
    test::show(*m_model, m_rows.messages(2));
    auto *const times = m_pane->findChild<QComboBox *>();
    times->setCurrentText(u"Since start"_s);
    QCOMPARE(m_pane->timeFormat(), TrafficModel::TimeFormat::SinceStart);
    QCOMPARE(m_model->index(1, TrafficModel::Time).data().toString(), u"0:00.010"_s);
}

void TestTrafficPane::rowsWithoutTheKernelsConsentSayWaiting()
{
    m_pane->setWaiting([](const TrafficRow &row) { return row.number == 2; });
    test::show(*m_model, m_rows.messages({"sent", "sent"}, Direction::Out));
    auto *const delegate = m_pane->list().itemDelegate();
    const auto width = [this, delegate](int row) {
        return delegate
            ->sizeHint(QStyleOptionViewItem(), m_model->index(row, TrafficModel::DirectionColumn))
            .width();
    };
    QVERIFY(width(1) > width(0));
}

void TestTrafficPane::strangersTextIsNoMarkup()
{
    test::show(*m_model, m_rows.messages({"<b>bold</b> \x1b[31m \xe2\x80\xae live"}));
    const QModelIndex index = m_model->index(0, TrafficModel::Preview);
    QVERIFY(index.data().toString().contains(u"<b>bold</b> \u241B[31m <U+202E>"_s));
    const QPoint at = m_pane->list().visualRect(index).center();
    QHelpEvent help(QEvent::ToolTip, at, m_pane->list().viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(m_pane->list().viewport(), &help);
    QVERIFY(QToolTip::text().contains(u"&lt;b&gt;bold"_s));
    QToolTip::hideText();
}

void TestTrafficPane::followingFloodLeavesTheEventLoopFree_data()
{
    QTest::addColumn<bool>("isReadOut");
    QTest::newRow("alone") << false;
    QTest::newRow("with a screen reader") << true;
}

void TestTrafficPane::followingFloodLeavesTheEventLoopFree()
{
    QFETCH(const bool, isReadOut);
    QAccessible::setActive(isReadOut);
    const auto quiet = qScopeGuard([] { QAccessible::setActive(false); });
    if (isReadOut) // as a reader has asked for it
        QVERIFY(QAccessible::queryAccessibleInterface(&m_pane->list()) != nullptr);
    m_model->setLimits({64 * 1024 * 1024, 100'000});
    QList<qint64> stalls;
    QElapsedTimer clock;
    for (int batch = 0; batch < 100; ++batch) { // 50,000 rows a second in batches of 33 ms
        const TrafficBatch rows = m_rows.messages(1650);
        clock.start();
        m_model->append(rows);
        QCoreApplication::processEvents();
        stalls.append(clock.nsecsElapsed());
    }
    std::ranges::sort(stalls);
    const qint64 worst = stalls.at(stalls.size() * 99 / 100) / 1'000'000;
    qInfo("p99 of a batch: %lld ms, median %lld us", static_cast<long long>(worst),
        static_cast<long long>(stalls.at(stalls.size() / 2) / 1000));
    QVERIFY2(worst <= 100, "far from a figure of speed, which a benchmark takes: never a stall");
    QCOMPARE(lastInSight(), m_model->rowCount() - 1);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestTrafficPane)
#include "tst_trafficpane.moc"
