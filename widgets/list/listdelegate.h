// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QPainter>
#include <QPalette>
#include <QString>
#include <QStyledItemDelegate>

namespace sealcord {

/// A stretch of a cell's text, in UTF-16 units.
struct TextRange {
    qsizetype offset = 0;
    qsizetype length = 0;
};

/// How a cell differs from plain text in the palette's colour.
struct CellLook {
    QColor text; ///< invalid: the palette's
    QColor background; ///< invalid: none
    bool isFixedPitch = false;
    bool isWholeRow = false; ///< the text stands across the whole row: each cell draws its part
    QList<TextRange> lit; ///< in order, not overlapping
};

/// Draws the cells of our lists: one line of plain text each, cut where it does not fit. Asks the
/// model for no more than it draws, so that a list that follows traffic stays cheap.
class ListDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int margin = 4; ///< pixels left and right of a text

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

protected:
    [[nodiscard]] virtual QString text(const QModelIndex &index) const;
    /// How \a index, which shows \a text, looks on \a palette.
    [[nodiscard]] virtual CellLook look(
        const QModelIndex &index, const QString &text, const QPalette &palette) const;
};

} // namespace sealcord
