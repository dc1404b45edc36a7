// SPDX-License-Identifier: MIT
#include "widgets/list/listdelegate.h"
#include "widgets/list/listview.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestListView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsHaveOneHeight();
    void copyIsPlainTextOfVisibleColumns();
    void headerMenuHidesAndShowsColumns();
    void lastColumnCannotBeHidden();
    void columnsAreRemembered();
    void tabLeavesTheList();
    void homeGoesToTheFirstRow();
    void vanishingRowsLeaveTheRestInPlace();
    void vanishingCurrentRowLeavesNoOther();
    void wheelTellsThatAPersonScrolled();
    void currentRowStaysInSightInALowerList();

private:
    void fill(int rows);
    QMenu *openHeaderMenu();

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<ListView> m_view;
};

void TestListView::init()
{
    m_view.reset();
    m_model = std::make_unique<QStandardItemModel>(0, 3);
    m_model->setHorizontalHeaderLabels({u"One"_s, u"Two"_s, u"Three"_s});
    m_view = std::make_unique<ListView>();
    m_view->setItemDelegate(new ListDelegate(m_view.get()));
    m_view->setModel(m_model.get());
    m_view->resize(400, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestListView::fill(int rows)
{
    for (int row = 0; row < rows; ++row) {
        QList<QStandardItem *> items;
        for (int column = 0; column < 3; ++column)
            items.append(new QStandardItem(u"%1.%2"_s.arg(row).arg(column)));
        m_model->appendRow(items);
    }
}

QMenu *TestListView::openHeaderMenu()
{
    QHeaderView *const header = m_view->horizontalHeader();
    Q_EMIT header->customContextMenuRequested({10, 5});
    return m_view->findChild<QMenu *>();
}

void TestListView::rowsHaveOneHeight()
{
    fill(3);
    for (int row = 0; row < 3; ++row)
        QCOMPARE(m_view->rowHeight(row), m_view->fontMetrics().height() + 6);
}

void TestListView::copyIsPlainTextOfVisibleColumns()
{
    fill(4);
    m_view->setColumnHidden(1, true);
    m_view->selectRow(1);
    m_view->selectionModel()->select(
        m_model->index(3, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::keySequence(m_view.get(), QKeySequence(QKeySequence::Copy));
    QCOMPARE(QApplication::clipboard()->text(), u"1.0\t1.2\n3.0\t3.2\n"_s);
    QCOMPARE(QApplication::clipboard()->mimeData()->formats(), QStringList{u"text/plain"_s});
}

void TestListView::headerMenuHidesAndShowsColumns()
{
    QMenu *const menu = openHeaderMenu();
    QVERIFY(menu != nullptr);
    QCOMPARE(menu->actions().size(), 3);
    QCOMPARE(menu->actions().at(1)->text(), u"Two"_s);
    menu->actions().at(1)->trigger();
    QVERIFY(m_view->isColumnHidden(1));
    menu->actions().at(1)->trigger();
    QVERIFY(!m_view->isColumnHidden(1));
}

void TestListView::lastColumnCannotBeHidden()
{
    m_view->setColumnHidden(0, true);
    m_view->setColumnHidden(2, true);
    QMenu *const menu = openHeaderMenu();
    QVERIFY(menu->actions().at(0)->isEnabled());
    QVERIFY(!menu->actions().at(1)->isEnabled());
}

void TestListView::columnsAreRemembered()
{
    m_view->setColumnWidth(0, 77);
    m_view->setColumnHidden(1, true);
    const QByteArray state = m_view->saveColumns();
    ListView other;
    other.setModel(m_model.get());
    QVERIFY(other.restoreColumns(state));
    QCOMPARE(other.columnWidth(0), 77);
    QVERIFY(other.isColumnHidden(1));
}

void TestListView::tabLeavesTheList()
{
    QVERIFY(!m_view->tabKeyNavigation());
}

void TestListView::homeGoesToTheFirstRow()
{
    fill(100);
    m_view->setCurrentIndex(m_model->index(50, 1));
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentIndex(), m_model->index(0, 1));
}

void TestListView::vanishingRowsLeaveTheRestInPlace()
{
    fill(100);
    QCoreApplication::processEvents();
    m_view->scrollTo(m_model->index(50, 0), QAbstractItemView::PositionAtTop);
    QCOMPARE(m_view->indexAt({5, 5}).data().toString(), u"50.0"_s);
    m_model->removeRows(0, 20);
    QCOMPARE(m_view->indexAt({5, 5}).data().toString(), u"50.0"_s);
    m_model->insertRows(3, 200);
    QCOMPARE(m_view->indexAt({5, 5}).data().toString(), u"50.0"_s);
}

void TestListView::vanishingCurrentRowLeavesNoOther()
{
    fill(10);
    m_view->selectRow(2);
    const QSignalSpy changed(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged);
    m_model->removeRows(0, 5);
    QVERIFY(!m_view->currentIndex().isValid());
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_view->selectedRows().isEmpty());
}

void TestListView::wheelTellsThatAPersonScrolled()
{
    fill(100);
    const QSignalSpy scrolled(m_view.get(), &ListView::scrolledByHand);
    m_view->scrollToBottom();
    QCOMPARE(scrolled.count(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    QTRY_VERIFY(scrolled.count() >= 1);
}

void TestListView::currentRowStaysInSightInALowerList()
{
    fill(100);
    m_view->scrollTo(m_model->index(50, 0), QAbstractItemView::PositionAtTop);
    const int last = m_view->rowAt(m_view->viewport()->height() - 1) - 1;
    m_view->setCurrentIndex(m_model->index(last, 0));
    const int first = m_view->rowAt(0);
    m_view->resize(400, 200);
    const QRect row = m_view->visualRect(m_view->currentIndex());
    QVERIFY(m_view->viewport()->rect().contains(row.center()));
    QVERIFY(m_view->rowAt(0) > first);
    m_view->setCurrentIndex(m_model->index(m_view->rowAt(0) + 1, 0));
    const int value = m_view->verticalScrollBar()->value();
    m_view->resize(400, 150); // it is in sight: nothing moves
    QCOMPARE(m_view->verticalScrollBar()->value(), value);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestListView)
#include "tst_listview.moc"
