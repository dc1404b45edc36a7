// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficmodel.h"
#include "tests/gui/widgets/traffic/trafficpanetest.h"
#include "widgets/filter/filteredit.h"
#include "widgets/list/listview.h"
#include "widgets/list/newrowsbutton.h"
#include "widgets/traffic/pausestrip.h"

#include <QAbstractItemView>
#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <memory>

namespace sealcord {

using namespace Qt::StringLiterals;

/// Where a person is in a list of traffic that goes on.
class TestTrafficPlace : public QObject, private test::TrafficPaneTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void choosingARowEndsFollow_data();
    void choosingARowEndsFollow();
    void arrowToTheLastRowDoesNotFollow();
    void focusAloneGoesOnFollowing();
    void menuStandsOverItsOwnRow();
    void newRowsAreCountedAndBringBack();
    void wheelToTheEndFollowsAgain();
    void chosenRowOutlivesAFlood();
    void pauseSaysWhatCameAndWhatIsLost();
    void clearingAFilterKeepsPlaceAndSelection();
    void clearingAFilterBringsBackWhatItHid();
    void clearingAFilterKeepsPlaceWithoutAChoice();
    void filterWhileFollowingStaysAtTheEnd();

private:
    void click(int row, Qt::MouseButton button = Qt::LeftButton,
        Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    [[nodiscard]] int topRow() const { return m_pane->list().rowAt(0); }
    void filterBy(const QString &text);
    [[nodiscard]] QList<quint64> selectedNumbers() const;
};

void TestTrafficPlace::click(int row, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
{
    QWidget *const area = m_pane->list().viewport();
    const QPoint at = m_pane->list().visualRect(m_model->index(row, TrafficModel::Time)).center();
    QVERIFY(area->rect().contains(at));
    QTest::mouseClick(area, button, modifiers, at);
}

void TestTrafficPlace::filterBy(const QString &text)
{
    m_pane->filterField().setText(text);
    QTRY_VERIFY(!m_model->isFiltering());
}

QList<quint64> TestTrafficPlace::selectedNumbers() const
{
    QList<quint64> numbers;
    for (const int row : m_pane->list().selectedRows())
        numbers.append(m_model->row(row).number);
    return numbers;
}

void TestTrafficPlace::choosingARowEndsFollow_data()
{
    QTest::addColumn<Qt::MouseButton>("button");
    QTest::addColumn<int>("row");
    QTest::newRow("one in sight") << Qt::LeftButton << 95;
    QTest::newRow("the last") << Qt::LeftButton << 99;
    QTest::newRow("by its menu") << Qt::RightButton << 95;
}

void TestTrafficPlace::choosingARowEndsFollow()
{
    QFETCH(const Qt::MouseButton, button);
    QFETCH(const int, row);
    test::show(*m_model, m_rows.messages(100));
    click(row, button);
    QVERIFY(!m_pane->isFollowing());
    QVERIFY(!m_pane->actions().follow->isChecked());
    const int top = topRow();
    for (int batch = 0; batch < 20; ++batch)
        test::show(*m_model, m_rows.messages(16));
    QCOMPARE(topRow(), top);
    QCOMPARE(m_pane->currentRow(), row);
}

void TestTrafficPlace::arrowToTheLastRowDoesNotFollow()
{
    test::show(*m_model, m_rows.messages(100));
    click(97);
    test::show(*m_model, m_rows.messages(2));
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(&m_pane->list(), Qt::Key_Down);
    QCOMPARE(m_pane->currentRow(), 101);
    QVERIFY(!m_pane->isFollowing());
    QTest::keyClick(&m_pane->list(), Qt::Key_End);
    QVERIFY(m_pane->isFollowing());
}

void TestTrafficPlace::focusAloneGoesOnFollowing()
{
    test::show(*m_model, m_rows.messages(100));
    m_pane->list().setFocus(Qt::TabFocusReason);
    QVERIFY(m_pane->isFollowing());
}

void TestTrafficPlace::menuStandsOverItsOwnRow()
{
    test::show(*m_model, m_rows.messages(100));
    ListView &list = m_pane->list();
    const QPoint at = list.visualRect(m_model->index(95, TrafficModel::Time)).center();
    Q_EMIT list.customContextMenuRequested(at);
    auto *const menu = m_pane->findChild<QMenu *>();
    QTRY_VERIFY(menu != nullptr && menu->isVisible());
    test::show(*m_model, m_rows.messages(50));
    QCOMPARE(list.indexAt(at).row(), 95);
    menu->close();
}

void TestTrafficPlace::newRowsAreCountedAndBringBack()
{
    test::show(*m_model, m_rows.messages(100));
    auto *const button = m_pane->findChild<NewRowsButton *>();
    QVERIFY(!button->isVisible());
    click(95);
    QVERIFY(!button->isVisible());
    test::show(*m_model, m_rows.messages(30));
    test::show(*m_model, m_rows.messages(4));
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), u"34 new ↓"_s);
    QVERIFY(m_pane->list().viewport()->rect().contains(button->geometry()));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_pane->isFollowing());
    QVERIFY(m_pane->actions().follow->isChecked());
    QVERIFY(m_pane->list().isAtBottom());
    QVERIFY(!button->isVisible());
    QCOMPARE(m_pane->currentRow(), 95);
}

void TestTrafficPlace::wheelToTheEndFollowsAgain()
{
    test::show(*m_model, m_rows.messages(100));
    click(95);
    test::show(*m_model, m_rows.messages(100));
    QWidget *const area = m_pane->list().viewport();
    for (int i = 0; i < 100; ++i) {
        QWheelEvent down(area->rect().center(), area->mapToGlobal(area->rect().center()), {},
            {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(area, &down);
    }
    QVERIFY(m_pane->isFollowing());
}

void TestTrafficPlace::chosenRowOutlivesAFlood()
{
    test::show(*m_model, m_rows.messages(100));
    click(95);
    test::show(*m_model, m_rows.messages(20));
    m_model->setMark(110, u"later"_s);
    const QSignalSpy changed(m_pane.get(), &TrafficPane::currentRowChanged);
    const int y = m_pane->list().visualRect(m_pane->list().currentIndex()).top();
    for (int batch = 0; batch < 50; ++batch) {
        for (ConnectionId id = 2; id < 102; ++id) // most of one, which stays of the others
            m_rows.message("text").connection.id = id % 9 == 0 ? id : 1;
        test::show(*m_model, m_rows.take());
        QVERIFY(qAbs(m_pane->list().visualRect(m_pane->list().currentIndex()).top() - y) < 20
            || m_pane->list().rowAt(0) == 0);
    }
    QCOMPARE(changed.count(), 0);
    QCOMPARE(m_pane->currentNumber(), 96U);
    QCOMPARE(selectedNumbers(), QList<quint64>{96});
    QVERIFY(m_pane->list().viewport()->rect().contains(
        m_pane->list().visualRect(m_pane->list().currentIndex()).center()));
    QVERIFY(m_model->isMarked(110));
    filterBy(u"text:nowhere"_s); // hides it, and it stays all the same
    test::show(*m_model, m_rows.messages(2000));
    m_pane->filterField().clear();
    QTRY_VERIFY(!m_model->isFiltering());
    QCOMPARE(m_pane->currentNumber(), 96U);
}

void TestTrafficPlace::pauseSaysWhatCameAndWhatIsLost()
{
    test::show(*m_model, m_rows.messages(990));
    auto *const strip = m_pane->findChild<PauseStrip *>();
    const auto *const text = strip->findChild<QLabel *>();
    QVERIFY(!strip->isVisible());
    m_pane->list().setFocus();
    QTest::keyClick(&m_pane->list(), Qt::Key_Space);
    QVERIFY(strip->isVisible());
    QVERIFY(text->text().contains(u"Paused. Nothing has come meanwhile."_s));
    test::show(*m_model, m_rows.messages(4));
    QVERIFY(text->text().contains(u"Paused. 4 came meanwhile."_s));
    test::show(*m_model, m_rows.messages(1200));
    QVERIFY(text->text().contains(u"1,204 came meanwhile, 1,194 of them are not kept"_s));
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    QVERIFY(!strip->isVisible());
    QVERIFY(!m_model->isPaused());
    QCOMPARE(m_model->row(m_model->rowCount() - 1).missing, 1194U);
}

void TestTrafficPlace::clearingAFilterKeepsPlaceAndSelection()
{
    for (int i = 0; i < 300; ++i)
        m_rows.message(i % 3 == 0 ? "three" : "other");
    test::show(*m_model, m_rows.take());
    filterBy(u"text:three"_s);
    click(90);
    click(92, Qt::LeftButton, Qt::ControlModifier);
    const auto numbers = selectedNumbers();
    QCOMPARE(numbers.size(), 2);
    const auto current = m_pane->currentNumber();
    const int below = m_pane->currentRow() - topRow();
    const QSignalSpy changed(m_pane.get(), &TrafficPane::currentRowChanged);
    m_pane->filterField().clear();
    QTRY_COMPARE(m_model->rowCount(), 300);
    QCOMPARE(m_pane->currentNumber(), current);
    QCOMPARE(selectedNumbers(), numbers);
    QCOMPARE(m_pane->currentRow() - topRow(), below);
    QVERIFY(!m_pane->isFollowing());
    for (const auto &arguments : changed)
        QVERIFY(arguments.at(0).toInt() >= 0);
}

void TestTrafficPlace::clearingAFilterBringsBackWhatItHid()
{
    for (int i = 0; i < 300; ++i)
        m_rows.message(i % 3 == 0 ? "three" : "other");
    test::show(*m_model, m_rows.take());
    click(298);
    const int below = m_pane->currentRow() - topRow();
    filterBy(u"text:three"_s);
    QCOMPARE(m_pane->currentNumber(), 0U);
    test::show(*m_model, m_rows.messages(30));
    m_pane->filterField().clear();
    QTRY_COMPARE(m_model->rowCount(), 330);
    QCOMPARE(m_pane->currentNumber(), 299U);
    QCOMPARE(selectedNumbers(), QList<quint64>{299});
    QCOMPARE(m_pane->currentRow() - topRow(), below);
}

void TestTrafficPlace::clearingAFilterKeepsPlaceWithoutAChoice()
{
    for (int i = 0; i < 300; ++i)
        m_rows.message(i % 3 == 0 ? "three" : "other");
    test::show(*m_model, m_rows.take());
    filterBy(u"text:three"_s);
    m_pane->setFollowing(false);
    m_pane->list().scrollTo(m_model->index(40, 0), QAbstractItemView::PositionAtTop);
    const auto number = m_model->row(40).number;
    m_pane->filterField().clear();
    QTRY_COMPARE(m_model->rowCount(), 300);
    QCOMPARE(m_model->row(topRow()).number, number);
}

void TestTrafficPlace::filterWhileFollowingStaysAtTheEnd()
{
    test::show(*m_model, m_rows.messages({"one", "two"}));
    test::show(*m_model, m_rows.messages(100));
    click(99);
    m_pane->setFollowing(true);
    filterBy(u"text:text"_s);
    QVERIFY(m_pane->isFollowing());
    QVERIFY(m_pane->list().isAtBottom());
    QCOMPARE(m_pane->currentNumber(), 100U);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestTrafficPlace)
#include "tst_trafficplace.moc"
