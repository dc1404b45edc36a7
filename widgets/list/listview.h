// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemModel>
#include <QList>
#include <QString>
#include <QTableView>

#include <optional>

namespace sealcord {

/// What our lists have in common: plain rows of one height, no grid, whole rows selected, columns
/// chosen by a right click on the header, selected rows copied as text and nothing else.
///
/// Rows that come and go cost no more than what is in sight. While rows come or vanish above, what
/// is in sight stays where it is, and a current row that vanishes leaves no other in its place.
class ListView : public QTableView
{
    Q_OBJECT

public:
    explicit ListView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;

    /// Widths and order of the columns, and which are hidden.
    [[nodiscard]] QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &state); ///< false where it does not fit
    /// Widths in characters of the list's font, in the order of the columns; 0 leaves one alone.
    /// A title takes more where it is longer, as in another language.
    void setColumnWidths(std::initializer_list<int> characters);
    /// A \a column is at least wide enough for \a text.
    void makeRoom(int column, const QString &text);
    /// Columns of figures, whose titles stand on the right as they do.
    void setFigures(const QList<int> &columns);

    /// Selected rows from top to bottom.
    [[nodiscard]] QList<int> selectedRows() const;
    /// Their visible columns, a line each, with a tabulator between.
    [[nodiscard]] QString selectedText() const;
    void copy();

    [[nodiscard]] bool isAtBottom() const;
    /// The left button is down: what changes the list's height now moves other rows under it.
    [[nodiscard]] bool isPressed() const { return m_isPressed; }
    void goToEnd(); ///< makes the last row the current one

    /// The titles, a row and the bar below: a window of 600 pixels holds three lists.
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int lineHeight() const; ///< in pixels
    [[nodiscard]] int heightOf(int rows) const; ///< of a list that shows as many, in pixels
    void keyboardSearch(const QString &search) override; ///< nothing: rows have no names

Q_SIGNALS:
    void copied(qsizetype rows); ///< to the clipboard
    /// A person moved the list, by wheel, bar or key.
    void scrolledByHand();
    void released(); ///< the left button

protected:
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void updateRowHeight();
    void showColumnMenu(const QPoint &position);
    void leaveVanishing(const QModelIndex &parent, int first, int last);
    void keepPlace(const QModelIndex &parent, int first, int last);
    void makePlace(const QModelIndex &parent, int first, int last);
    [[nodiscard]] int anchor(int current, int value) const;
    void scrollBy(int rows);

    bool m_isPressed = false;
    int m_anchor = 0; ///< the row that stays where it is while others vanish
    /// Where the bar would stand for that, if it went so far: others may come in their place. None
    /// at the beginning.
    std::optional<int> m_wanted;
};

} // namespace sealcord
