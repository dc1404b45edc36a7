// SPDX-License-Identifier: MIT
#include "widgets/list/listdelegate.h"

#include "widgets/look/controlpictures.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMetaType>
#include <QPainter>
#include <QStyle>
#include <QTableView>
#include <QToolTip>
#include <QVariant>

namespace sealcord {
namespace {

QFont cellFont(const QStyleOptionViewItem &option, const CellLook &look)
{
    if (!look.isFixedPitch)
        return option.font;
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(option.font.pointSizeF());
    return fixed;
}

Qt::Alignment alignmentOf(const QModelIndex &index)
{
    const QVariant wanted = index.data(Qt::TextAlignmentRole); // as either type
    if (wanted.typeId() == QMetaType::Int)
        return Qt::Alignment(wanted.toInt());
    return wanted.isValid() ? wanted.value<Qt::Alignment>() : Qt::AlignLeft;
}

QPalette::ColorGroup colorGroup(const QStyleOptionViewItem &option)
{
    if (!option.state.testFlag(QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
}

/// Light enough for the palette's own text on it.
QColor litBackground(const QStyleOptionViewItem &option)
{
    QColor color = option.palette.color(QPalette::Active, QPalette::Highlight);
    color.setAlphaF(option.state.testFlag(QStyle::State_Selected) ? 0.0F : 0.28F);
    return color;
}

/// The row as far as the header reaches, of which \a option is one cell.
QRect rowRect(const QStyleOptionViewItem &option)
{
    const auto *const table = qobject_cast<const QTableView *>(option.widget);
    if (table == nullptr)
        return option.rect;
    const QHeaderView *const header = table->horizontalHeader();
    return {-header->offset(), option.rect.y(), header->length(), option.rect.height()};
}

void paintLit(QPainter *painter, const QStyleOptionViewItem &option, const QRect &area,
    const QString &text, const CellLook &look)
{
    const QFontMetrics metrics = painter->fontMetrics();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    for (const TextRange &range : look.lit) {
        const int left = area.left() + metrics.horizontalAdvance(text, int(range.offset));
        if (left > area.right())
            break;
        const int right =
            area.left() + metrics.horizontalAdvance(text, int(range.offset + range.length));
        const QRect lit(left, area.top() + 2, qMin(right, area.right()) - left, area.height() - 4);
        painter->fillRect(lit, litBackground(option));
        if (isSelected) { // the highlight's colour is taken: a line has to do
            painter->fillRect(lit.left(), lit.bottom() - 1, lit.width(), 2,
                option.palette.color(colorGroup(option), QPalette::HighlightedText));
        }
    }
}

} // namespace

QString ListDelegate::text(const QModelIndex &index) const
{
    return index.data(Qt::DisplayRole).toString();
}

CellLook ListDelegate::look(
    const QModelIndex &index, const QString &text, const QPalette &palette) const
{
    Q_UNUSED(index)
    Q_UNUSED(text)
    Q_UNUSED(palette)
    return {};
}

void ListDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString whole = text(index);
    const CellLook cell = look(index, whole, option.palette);
    const QFont font = cellFont(option, cell);
    const QString shown = withControlPictures(whole, font);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (cell.background.isValid() && !isSelected)
        painter->fillRect(option.rect, cell.background);
    const QStyle *const style =
        option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    if (shown.isEmpty())
        return;

    painter->save();
    painter->setFont(font);
    const QPalette::ColorGroup group = colorGroup(option);
    if (isSelected)
        painter->setPen(option.palette.color(group, QPalette::HighlightedText));
    else
        painter->setPen(
            cell.text.isValid() ? cell.text : option.palette.color(group, QPalette::Text));
    painter->setClipRect(option.rect);
    const Qt::Alignment alignment = cell.isWholeRow ? Qt::AlignCenter : alignmentOf(index);
    const QRect area =
        (cell.isWholeRow ? rowRect(option) : option.rect).adjusted(margin, 0, -margin, 0);
    paintLit(painter, option, area, shown, cell);
    painter->drawText(area, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
        painter->fontMetrics().elidedText(shown, Qt::ElideRight, area.width()));
    painter->restore();
}

QSize ListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString shown = text(index);
    const QFontMetrics metrics(cellFont(option, look(index, shown, option.palette)));
    return {metrics.horizontalAdvance(shown) + 2 * margin, option.fontMetrics.height() + 6};
}

bool ListDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
    const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString tip = index.data(Qt::ToolTipRole).toString();
    QToolTip::showText(event->globalPos(), withControlPictures(tip, QToolTip::font()), view);
    return true;
}

} // namespace sealcord
