// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessibleWidget>
#include <QRect>
#include <QString>

namespace sealcord {

class HexView;

/// What a screen reader reads of a HexView: the visible lines as text, and the byte at the cursor
/// in words as its value. Positions count the characters of the visible lines, a line end each.
class HexAccessible final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit HexAccessible(HexView *view);

    [[nodiscard]] void *interface_cast(QAccessible::InterfaceType type) override;
    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    [[nodiscard]] QAccessible::State state() const override;

    void selection(int index, int *start, int *end) const override;
    [[nodiscard]] int selectionCount() const override;
    void addSelection(int start, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int start, int end) override;
    [[nodiscard]] int cursorPosition() const override;
    void setCursorPosition(int position) override;
    [[nodiscard]] QString text(int start, int end) const override;
    [[nodiscard]] int characterCount() const override;
    [[nodiscard]] QRect characterRect(int position) const override;
    [[nodiscard]] int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    [[nodiscard]] QString attributes(int position, int *start, int *end) const override;

private:
    [[nodiscard]] const HexView &view() const;
    [[nodiscard]] HexView &view();
    [[nodiscard]] int lineLength() const;
    [[nodiscard]] int positionOf(std::size_t offset) const; ///< of its first digit
    [[nodiscard]] std::size_t offsetOf(int position) const;
};

/// Lets QAccessible find HexAccessible; may be called often.
void installHexAccessibility();
/// The cursor of \a view was moved by its user.
void tellHexCursor(HexView *view);

} // namespace sealcord
