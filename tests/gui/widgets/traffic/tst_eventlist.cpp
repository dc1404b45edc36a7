// SPDX-License-Identifier: MIT
#include "tests/support/rows/rowsource.h"
#include "widgets/list/listview.h"
#include "widgets/traffic/eventcolumns.h"
#include "widgets/traffic/eventlist.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QLabel>
#include <QSignalSpy>
#include <QStyleOptionViewItem>
#include <QTest>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestEventList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void columnsAreThoseOfEvents();
    void sentenceIsWholeInASmallWindow();
    void levelIsAWord();
    void warningsAreCounted();
    void forgottenWarningsCountUntilTheListIsCleared();
    void onlyWarningsCanBeShown();
    void chosenEventIsTold();
    void emptyListSaysSo();

private:
    void happen(EventKind kind, EventLevel level);

    std::unique_ptr<TrafficModel> m_model;
    std::unique_ptr<EventList> m_pane;
    test::RowSource m_rows;
};

void TestEventList::init()
{
    m_pane.reset();
    m_rows = {};
    m_model = std::make_unique<TrafficModel>(TrafficLimits{1 << 20, 10});
    m_pane = std::make_unique<EventList>(*m_model);
    m_pane->resize(800, 300);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestEventList::happen(EventKind kind, EventLevel level)
{
    m_rows.event(kind, level);
    test::show(*m_model, m_rows.take());
}

void TestEventList::columnsAreThoseOfEvents()
{
    QStringList titles;
    const ListView &list = m_pane->list();
    for (int column = 0; column < list.model()->columnCount(); ++column) {
        if (!list.isColumnHidden(column))
            titles.append(list.model()->headerData(column, Qt::Horizontal).toString());
    }
    QCOMPARE(titles, (QStringList{u"Time"_s, u"Level"_s, u"What happened"_s}));
}

// In one of 900x600, 16 pixels of which are its margins.
void TestEventList::sentenceIsWholeInASmallWindow()
{
    m_pane->resize(884, 200);
    m_rows
        .event(EventKind::ConnectionEnded, EventLevel::Warning,
            "an HTTP request, first byte 0x47, 'GET / HT'")
        .endReason = EndReason::NotAPeer;
    test::show(*m_model, m_rows.take());
    auto &list = m_pane->list();
    const auto sentence = list.model()->index(0, TrafficModel::Preview);
    QVERIFY(sentence.data().toString().endsWith(u"'GET / HT'"_s));
    QStyleOptionViewItem option;
    option.initFrom(&list);
    QTRY_VERIFY(list.itemDelegate()->sizeHint(option, sentence).width()
        <= list.columnWidth(TrafficModel::Preview));
}

void TestEventList::levelIsAWord()
{
    EventColumns columns(*m_model);
    const QAbstractItemModelTester tester(&columns);
    happen(EventKind::ConnectionRefused, EventLevel::Warning);
    QVERIFY(columns.index(0, EventColumns::level).data().toString().contains(u"warning"_s));
    QCOMPARE(columns.index(0, EventColumns::level).data(Qt::AccessibleTextRole).toString(),
        u"warning"_s);
}

void TestEventList::warningsAreCounted()
{
    happen(EventKind::Started, EventLevel::Info);
    QCOMPARE(m_pane->warnings(), 0);
    happen(EventKind::ConnectionRefused, EventLevel::Warning);
    happen(EventKind::StartFailed, EventLevel::Error);
    QCOMPARE(m_pane->warnings(), 2);
}

void TestEventList::forgottenWarningsCountUntilTheListIsCleared()
{
    happen(EventKind::ConnectionRefused, EventLevel::Warning);
    for (int i = 0; i < 20; ++i)
        happen(EventKind::Started, EventLevel::Info);
    QCOMPARE(m_pane->warnings(), 1);
    m_model->clear();
    QCOMPARE(m_pane->warnings(), 0);
}

void TestEventList::onlyWarningsCanBeShown()
{
    happen(EventKind::Started, EventLevel::Info);
    happen(EventKind::ConnectionRefused, EventLevel::Warning);
    m_pane->findChild<QCheckBox *>()->click();
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_pane->warnings(), 1);
    m_pane->findChild<QCheckBox *>()->click();
    QTRY_COMPARE(m_model->rowCount(), 2);
}

void TestEventList::chosenEventIsTold()
{
    happen(EventKind::ConnectionOpened, EventLevel::Info);
    const QSignalSpy changed(m_pane.get(), &EventList::currentRowChanged);
    ListView &list = m_pane->list();
    const QPoint at = list.visualRect(list.model()->index(0, TrafficModel::Preview)).center();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_pane->currentRow(), 0);
}

void TestEventList::emptyListSaysSo()
{
    const auto labels = m_pane->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text() == u"Nothing has happened yet."_s;
    }));
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestEventList)
#include "tst_eventlist.moc"
