// SPDX-License-Identifier: MIT
#include "widgets/compare/comparisonview.h"

#include "widgets/compare/comparisonpainter.h"
#include "widgets/look/accents.h"
#include "widgets/message/hexlayout.h"

#include <QEvent>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace sealcord {

namespace {

constexpr int margin = 4; // left and right of a side, in pixels
constexpr int leastRows = 4;

} // namespace

ComparisonView::ComparisonView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("The two messages side by side"));
    viewport()->setBackgroundRole(QPalette::Base);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Or whether it is there would change how many columns fit.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    relayout();
}

void ComparisonView::setMessages(std::shared_ptr<const ArrangedMessages> messages)
{
    m_messages = std::move(messages);
    relayout();
    showCurrent();
}

void ComparisonView::setCurrent(std::optional<std::size_t> difference)
{
    m_current = difference;
    showCurrent();
}

std::size_t ComparisonView::columnsFor(ComparedRows::Form form, std::size_t longest) const
{
    const auto width = viewport()->width() / 2 - 2 * margin;
    if (form == ComparedRows::Form::Hex)
        return HexLayout(longest, 16).columns() * m_cell.width() <= width ? 16 : 8;
    return std::size_t(std::max(8, width / m_cell.width() - 1)); // and a line's end
}

QRect ComparisonView::cellRect(Side side, std::size_t row, int column, int count) const
{
    const auto left = (side == Side::Right ? viewport()->width() / 2 : 0) + margin;
    return {left + column * m_cell.width(), int(row - firstVisibleRow()) * m_cell.height(),
        count * m_cell.width(), m_cell.height()};
}

std::size_t ComparisonView::firstVisibleRow() const
{
    return std::size_t(verticalScrollBar()->value());
}

QSize ComparisonView::minimumSizeHint() const
{
    const auto columns = HexLayout(0, 8).columns();
    return {2 * (columns * m_cell.width() + 2 * margin) + verticalScrollBar()->sizeHint().width()
            + 2 * frameWidth(),
        leastRows * m_cell.height() + 2 * frameWidth()};
}

int ComparisonView::rowsInSight() const
{
    return std::max(1, viewport()->height() / m_cell.height());
}

void ComparisonView::relayout()
{
    const QFontMetrics metrics(font());
    m_cell = {std::max(1, metrics.horizontalAdvance(u'0')), metrics.height()};
    const auto rows = m_messages ? int(m_messages->rows().count()) : 0;
    verticalScrollBar()->setRange(0, std::max(0, rows - rowsInSight()));
    verticalScrollBar()->setPageStep(rowsInSight());
    viewport()->update();
}

void ComparisonView::showCurrent()
{
    viewport()->update();
    if (!m_messages || !m_current)
        return;
    const auto row = int(m_messages->rows().rowOf(*m_current));
    auto *bar = verticalScrollBar();
    if (row < bar->value() || row >= bar->value() + rowsInSight())
        bar->setValue(row - rowsInSight() / 3); // with some of what stands around it
}

void ComparisonView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const auto middle = viewport()->width() / 2;
    painter.setPen(accentsFor(palette()).line);
    painter.drawLine(middle, 0, middle, viewport()->height());
    if (!m_messages)
        return;
    ComparisonPainter rows(*this, painter);
    const auto end =
        std::min(m_messages->rows().count(), firstVisibleRow() + std::size_t(rowsInSight()) + 1);
    for (auto row = firstVisibleRow(); row < end; ++row)
        rows.paintRow(row);
}

void ComparisonView::resizeEvent(QResizeEvent *)
{
    relayout();
    Q_EMIT columnsChanged();
}

void ComparisonView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        relayout();
        Q_EMIT columnsChanged();
    }
}

} // namespace sealcord
