// SPDX-License-Identifier: MIT
#include "widgets/traffic/gotobar.h"

#include "core/text/figures.h"
#include "core/traffic/models/trafficmodel.h"
#include "tests/support/rows/rowsource.h"
#include "widgets/list/listview.h"
#include "widgets/traffic/trafficpane.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <algorithm>
#include <memory>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestGoToBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void numberLeadsToItsRow();
    void timeLeadsToItsRow();
    void rowThatIsNotShownLeadsToTheNext();
    void whatIsNoNumberIsToldAndChanged();
    void whatMayBeElsewhereIsAskedFor();
    void escapeLeavesItForTheList();

private:
    void ask(const QString &text);
    [[nodiscard]] GoToBar &bar() const { return *m_pane->findChild<GoToBar *>(); }
    [[nodiscard]] bool says(const QString &text) const;

    test::RowSource m_rows;
    std::unique_ptr<TrafficModel> m_model;
    std::unique_ptr<TrafficPane> m_pane;
};

void TestGoToBar::init()
{
    m_pane.reset();
    m_rows = {};
    m_model = std::make_unique<TrafficModel>();
    m_pane = std::make_unique<TrafficPane>(*m_model);
    m_pane->resize(1000, 400);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    test::show(*m_model, m_rows.messages(1000));
}

void TestGoToBar::ask(const QString &text)
{
    QTest::keyClick(&m_pane->list(), Qt::Key_G, Qt::ControlModifier);
    auto *const line = bar().findChild<QLineEdit *>();
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
}

bool TestGoToBar::says(const QString &text) const
{
    return std::ranges::any_of(bar().findChildren<QLabel *>(),
        [&text](const QLabel *label) { return label->isVisible() && label->text() == text; });
}

void TestGoToBar::numberLeadsToItsRow()
{
    m_pane->list().setFocus();
    ask(u"123"_s);
    QCOMPARE(m_pane->currentNumber(), 123U);
    QVERIFY(m_pane->list().viewport()->rect().contains(
        m_pane->list().visualRect(m_pane->list().currentIndex()).center()));
    QVERIFY(!m_pane->isFollowing());
    QVERIFY(!bar().isVisible());
    QVERIFY(m_pane->list().hasFocus());
    test::show(*m_model, m_rows.messages(100));
    ask(u"1,100"_s); // over what stood in the field
    QCOMPARE(m_pane->currentNumber(), 1100U);
}

void TestGoToBar::timeLeadsToItsRow()
{
    ask(formatTimeOfDay(m_model->row(499).time));
    QCOMPARE(m_pane->currentNumber(), 500U);
}

void TestGoToBar::rowThatIsNotShownLeadsToTheNext()
{
    m_rows.gap(500);
    m_rows.message("text");
    test::show(*m_model, m_rows.take());
    ask(u"1200"_s);
    QCOMPARE(m_pane->currentNumber(), 1501U);
    QVERIFY(bar().isVisible());
    QVERIFY(says(u"▲ Not shown. The last one is #1,501."_s));
}

void TestGoToBar::whatIsNoNumberIsToldAndChanged()
{
    ask(u"hello"_s);
    QVERIFY(says(u"▲ This is neither a number nor a time."_s));
    QCOMPARE(m_pane->currentNumber(), 0U);
    auto *const line = bar().findChild<QLineEdit *>();
    line->selectAll();
    QTest::keyClicks(line, u"7"_s);
    QVERIFY(!says(u"▲ This is neither a number nor a time."_s));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_pane->currentNumber(), 7U);
}

void TestGoToBar::whatMayBeElsewhereIsAskedFor()
{
    QStringList asked;
    connect(m_pane.get(), &TrafficPane::elsewhereWanted, this,
        [&asked](const QString &goal) { asked += goal; });
    ask(u"5000"_s);
    QVERIFY(asked.isEmpty()); // these are all there are
    m_model->setElsewhere(9000);
    ask(u"6000"_s);
    QCOMPARE(asked, QStringList(u"6000"_s));
    QVERIFY(!bar().isVisible());
    ask(u"500"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(m_pane->currentNumber(), 500U);
    m_model->refill();
    ask(u"7000"_s);
    QCOMPARE(asked.last(), u"7000"_s);
}

void TestGoToBar::escapeLeavesItForTheList()
{
    m_pane->list().setFocus();
    QTest::keyClick(&m_pane->list(), Qt::Key_G, Qt::ControlModifier);
    QTest::keyClick(bar().findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!bar().isVisible());
    QVERIFY(m_pane->list().hasFocus());
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestGoToBar)
#include "tst_gotobar.moc"
