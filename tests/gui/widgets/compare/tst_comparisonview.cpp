// SPDX-License-Identifier: MIT
#include "widgets/compare/comparisonview.h"

#include "tests/gui/widgets/compare/comparedmessages.h"
#include "widgets/look/accents.h"
#include "widgets/message/hexlayout.h"

#include <QImage>
#include <QScrollBar>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;

using Form = ComparedRows::Form;
using Side = ComparisonView::Side;

/// What is painted of two messages.
class TestComparisonView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatDiffersIsLitOnBothSides();
    void whatIsLackingIsHatched();
    void inHexTheByteAndItsCharacterAreLit();
    void theCurrentDifferenceIsBroughtIntoSight();
    void asManyColumnsAsFit();

private:
    void show(const QByteArray &first, const QByteArray &second, Form form)
    {
        const auto comparison = std::make_shared<const MessageComparison>(compare(
            comparedMessage(1, first), comparedMessage(2, second), Effort::someSeconds, {}));
        m_view->setMessages(std::make_shared<const ArrangedMessages>(
            comparison, form, form == Form::Hex ? 8 : 40, std::stop_token()));
        m_picture = m_view->viewport()->grab().toImage();
    }
    [[nodiscard]] QColor background(Side side, std::size_t row, int column) const
    {
        return m_picture.pixelColor(m_view->cellRect(side, row, column, 1).topLeft());
    }
    [[nodiscard]] QColor plain() const { return m_view->palette().color(QPalette::Base); }
    [[nodiscard]] QColor lit() const { return accentsFor(m_view->palette()).barTint; }
    /// How many colours there are in a cell.
    [[nodiscard]] qsizetype colours(Side side, std::size_t row, int column) const
    {
        QList<QRgb> found;
        const auto cell = m_view->cellRect(side, row, column, 1);
        for (int y = cell.top(); y <= cell.bottom(); ++y) {
            for (int x = cell.left(); x <= cell.right(); ++x) {
                if (!found.contains(m_picture.pixel(x, y)))
                    found.append(m_picture.pixel(x, y));
            }
        }
        return found.size();
    }

    std::unique_ptr<ComparisonView> m_view;
    QImage m_picture;
};

void TestComparisonView::init()
{
    m_view = std::make_unique<ComparisonView>();
    m_view->resize(900, 200);
    m_view->show();
}

void TestComparisonView::whatDiffersIsLitOnBothSides()
{
    show("a1c\n", "a2c\n", Form::Text);
    for (const auto side : {Side::Left, Side::Right}) {
        QCOMPARE(background(side, 0, 0), plain());
        QCOMPARE(background(side, 0, 1), lit());
        QCOMPARE(background(side, 0, 2), plain());
    }
    m_view->setCurrent(0);
    m_picture = m_view->viewport()->grab().toImage();
    QCOMPARE(background(Side::Right, 0, 1), m_view->palette().color(QPalette::Highlight));
}

void TestComparisonView::whatIsLackingIsHatched()
{
    show("ac\n", "abc\n", Form::Text);
    QVERIFY(colours(Side::Left, 0, 1) > 1);
    QVERIFY(background(Side::Left, 0, 1) != lit());
    QCOMPARE(background(Side::Right, 0, 1), lit());
    QCOMPARE(colours(Side::Left, 0, 4), 1); // nothing stands there
}

void TestComparisonView::inHexTheByteAndItsCharacterAreLit()
{
    show("abc", "abd", Form::Hex);
    const HexLayout layout(3, 8);
    for (const auto side : {Side::Left, Side::Right}) {
        QCOMPARE(background(side, 0, layout.byteColumn(1)), plain());
        QCOMPARE(background(side, 0, layout.byteColumn(2)), lit());
        QCOMPARE(background(side, 0, layout.characterColumn(2)), lit());
        QVERIFY(colours(side, 0, 0) > 1); // its offset
    }
}

void TestComparisonView::theCurrentDifferenceIsBroughtIntoSight()
{
    const QByteArray before(10'000, '\n');
    show(before + "1", before + "2", Form::Text);
    QCOMPARE(m_view->firstVisibleRow(), 0U);
    m_view->setCurrent(0);
    const auto row = m_view->cellRect(Side::Left, 10'000, 0, 1);
    QVERIFY(m_view->viewport()->rect().contains(row));
}

void TestComparisonView::asManyColumnsAsFit()
{
    const auto right = [this](int columns) {
        return m_view->cellRect(Side::Left, 0, 0, columns).right();
    };
    m_view->resize(m_view->minimumSizeHint());
    QCOMPARE(m_view->columnsFor(Form::Hex, 100), 8U);
    const auto few = m_view->columnsFor(Form::Text, 100);
    QVERIFY(right(HexLayout(100, 8).columns()) <= m_view->viewport()->width() / 2);
    m_view->resize(2000, 200);
    QCOMPARE(m_view->columnsFor(Form::Hex, 100), 16U);
    QVERIFY(m_view->columnsFor(Form::Text, 100) > few);
    QVERIFY(right(int(m_view->columnsFor(Form::Text, 100)) + 1) <= m_view->viewport()->width() / 2);
}

QTEST_MAIN(TestComparisonView)
#include "tst_comparisonview.moc"
