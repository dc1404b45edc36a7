// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"
#include "core/traffic/trafficrow.h"
#include "widgets/message/hexlayout.h"

#include <QAbstractScrollArea>
#include <QColor>
#include <QString>

#include <cstddef>
#include <span>
#include <vector>

namespace sealcord {

/// A stretch of the bytes that has a meaning: shown in its tint, named to a screen reader.
struct HexField {
    ContentRange range;
    QColor tint; ///< behind the bytes; an invalid one tints nothing
    QString name;
};

/// Bytes in hex and as characters, 16 in a line, or 8 where it is narrow. Paints only what is
/// visible, so that the number of bytes does not matter.
///
/// Mouse and keyboard: the arrows, Home, End, Page Up and Page Down move the cursor, with Shift
/// they select; Ctrl+A selects all, Ctrl+C copies the selection as hex; Alt+Left and Alt+Right go
/// from field to field. Tab leaves the view.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget *parent = nullptr);

    [[nodiscard]] int heightOf(int lines) const; ///< with as many in sight, in pixels

    /// Shows \a bytes, which \a memory keeps alive. Forgets fields, highlights and selection.
    void setBytes(std::span<const std::byte> bytes, TrafficMemory memory);
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }

    void setFields(std::vector<HexField> fields); ///< in order, not overlapping
    [[nodiscard]] const std::vector<HexField> &fields() const { return m_fields; }
    /// The field that holds the byte at \a offset, or null.
    [[nodiscard]] const HexField *fieldAt(std::size_t offset) const;

    /// What a filter or a search found: in order, not overlapping.
    void setHighlights(std::vector<ContentRange> highlights);
    [[nodiscard]] const std::vector<ContentRange> &highlights() const { return m_highlights; }

    /// Selects and scrolls there, without a signal; length 0 moves the cursor only. A range that
    /// does not lie in the bytes is cut.
    void setSelection(ContentRange selection);
    [[nodiscard]] ContentRange selection() const; ///< length 0: nothing is selected
    [[nodiscard]] std::size_t cursor() const { return m_cursor; }

    [[nodiscard]] const HexLayout &hexLayout() const { return m_layout; }
    [[nodiscard]] std::size_t firstVisibleLine() const;
    [[nodiscard]] std::size_t visibleLines() const; ///< those that are cut included
    /// Of the characters \a column up to \a column + \a count of a visible line, in the viewport.
    [[nodiscard]] QRect cellRect(std::size_t line, int column, int count) const;
    /// The byte at \a position of the viewport, the nearest one where there is none.
    [[nodiscard]] std::size_t offsetAt(const QPoint &position) const;
    /// The byte at the cursor in words: where, its value, its character and its field.
    [[nodiscard]] QString cursorText() const;
    void copySelection() const;

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void selectionChanged(quint64 offset, quint64 length); ///< by mouse or keyboard

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void relayout();
    void showCursor();
    void moveCursor(std::size_t offset, bool isSelecting);
    void tellSelection();
    [[nodiscard]] bool moveByKey(int key, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] bool goToField(int direction);

    std::span<const std::byte> m_bytes;
    TrafficMemory m_memory;
    HexLayout m_layout;
    std::vector<HexField> m_fields;
    std::vector<ContentRange> m_highlights;
    std::size_t m_anchor = 0;
    std::size_t m_cursor = 0;
    bool m_hasSelection = false;
    QSize m_cell; ///< of one character, in device independent pixels
};

} // namespace sealcord
