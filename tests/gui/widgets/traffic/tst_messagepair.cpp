// SPDX-License-Identifier: MIT
#include "widgets/traffic/messagepair.h"

#include "tests/gui/widgets/traffic/trafficpanetest.h"
#include "tests/support/patience.h"
#include "widgets/list/listview.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// Which two messages are compared.
class TestMessagePair : public QObject, private TrafficPaneTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itIsGreyedUntilTwoMessagesAreMarked();
    void twoSelectedOnesCountMore();
    void eventsAreNotCompared();
    void whatTheFilterHidesIsNotMeant();

private:
    [[nodiscard]] QAction &compare() const { return *m_pane->actions().compare; }
    void mark(std::initializer_list<int> rows)
    {
        for (const int row : rows)
            m_model->setMark(m_model->row(row).number, {});
    }
    void select(std::initializer_list<int> rows) const
    {
        auto *selection = m_pane->list().selectionModel();
        selection->clear();
        for (const int row : rows)
            selection->select(
                m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    /// By its key; empty: none are.
    [[nodiscard]] QList<int> compared() const
    {
        const QSignalSpy spy(m_pane.get(), &TrafficPane::compareRequested);
        QTest::keyClick(m_pane.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        return spy.isEmpty() ? QList<int>() : QList{spy[0][0].toInt(), spy[0][1].toInt()};
    }
};

// Rows 0 to 3 are messages, 4 is an event.
void TestMessagePair::init()
{
    open();
    test::show(*m_model, m_rows.messages(4));
    m_rows.event(EventKind::Started, EventLevel::Info);
    test::show(*m_model, m_rows.take());
}

void TestMessagePair::itIsGreyedUntilTwoMessagesAreMarked()
{
    QVERIFY(!compare().isEnabled());
    QVERIFY(compare().toolTip().startsWith(u"Mark two"_s));
    mark({2});
    QVERIFY(!compare().isEnabled());
    mark({0});
    QVERIFY(compare().isEnabled());
    QCOMPARE(compared(), QList({0, 2}));
    mark({1});
    QVERIFY(!compare().isEnabled());
    QVERIFY(compare().toolTip().startsWith(u"More than two"_s));
    QCOMPARE(compared(), QList<int>());
    m_model->removeMark(m_model->row(0).number);
    QCOMPARE(compared(), QList({1, 2}));
}

void TestMessagePair::twoSelectedOnesCountMore()
{
    select({3, 1});
    QCOMPARE(compared(), QList({1, 3}));
    mark({0, 2});
    QCOMPARE(compared(), QList({1, 3}));
    select({1});
    QCOMPARE(compared(), QList({0, 2}));
    select({0, 1, 2, 3});
    QCOMPARE(compared(), QList({0, 2}));
}

void TestMessagePair::eventsAreNotCompared()
{
    select({3, 4});
    QVERIFY(!compare().isEnabled());
    mark({4, 0});
    QVERIFY(!compare().isEnabled());
    mark({1});
    QCOMPARE(compared(), QList({0, 1}));
}

void TestMessagePair::whatTheFilterHidesIsNotMeant()
{
    mark({0, 1});
    m_model->setFilter(filterOf(u"event:started"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!compare().isEnabled(), patience);
    m_model->setFilter({});
    QTRY_VERIFY_WITH_TIMEOUT(compare().isEnabled(), patience);
}

QTEST_MAIN(TestMessagePair)
#include "tst_messagepair.moc"
