// SPDX-License-Identifier: MIT
#include "widgets/message/hexaccessible.h"

#include "widgets/message/hexview.h"

#include <QObject>

#include <algorithm>

namespace sealcord {

namespace {

QAccessibleInterface *makeHexAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<HexView *>(object);
    return view == nullptr ? nullptr : new HexAccessible(view); // owned by Qt's cache
}

} // namespace

void installHexAccessibility()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(&makeHexAccessible);
        return true;
    }();
    Q_UNUSED(isInstalled)
}

void tellHexCursor(HexView *view)
{
    if (!QAccessible::isActive())
        return;
    auto *accessible = QAccessible::queryAccessibleInterface(view);
    if (accessible == nullptr || accessible->textInterface() == nullptr)
        return;
    const auto position = accessible->textInterface()->cursorPosition();
    int start = position;
    int end = position;
    accessible->textInterface()->selection(0, &start, &end);
    QAccessibleTextSelectionEvent selected(view, start, end);
    selected.setCursorPosition(position);
    QAccessible::updateAccessibility(&selected);
    QAccessibleTextCursorEvent moved(view, position);
    QAccessible::updateAccessibility(&moved);
}

HexAccessible::HexAccessible(HexView *view)
    : QAccessibleWidget(view, QAccessible::EditableText)
{ }

const HexView &HexAccessible::view() const
{
    return *static_cast<const HexView *>(widget());
}

HexView &HexAccessible::view()
{
    return *static_cast<HexView *>(widget());
}

void *HexAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QString HexAccessible::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Value || kind == QAccessible::Description)
        return view().cursorText();
    return QAccessibleWidget::text(kind);
}

QAccessible::State HexAccessible::state() const
{
    auto state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    state.selectableText = true;
    return state;
}

int HexAccessible::lineLength() const
{
    return view().hexLayout().columns() + 1;
}

int HexAccessible::positionOf(std::size_t offset) const
{
    const auto &layout = view().hexLayout();
    const auto perLine = static_cast<std::size_t>(layout.bytesPerLine());
    const auto first = view().firstVisibleLine();
    const auto line = std::clamp(offset / perLine, first, first + view().visibleLines() - 1);
    return static_cast<int>(line - first) * lineLength()
        + layout.byteColumn(static_cast<int>(offset % perLine));
}

std::size_t HexAccessible::offsetOf(int position) const
{
    const auto inside = std::clamp(position, 0, std::max(0, characterCount() - 1));
    const auto &layout = view().hexLayout();
    const auto line = view().firstVisibleLine() + static_cast<std::size_t>(inside / lineLength());
    return line * static_cast<std::size_t>(layout.bytesPerLine())
        + static_cast<std::size_t>(layout.indexAt(inside % lineLength()));
}

void HexAccessible::selection(int index, int *start, int *end) const
{
    *start = *end = 0;
    const auto range = view().selection();
    if (index != 0 || range.length == 0)
        return;
    *start = positionOf(range.offset);
    *end = positionOf(range.offset + range.length - 1) + 2;
}

int HexAccessible::selectionCount() const
{
    return view().selection().length > 0 ? 1 : 0;
}

void HexAccessible::addSelection(int start, int end)
{
    setSelection(0, start, end);
}

void HexAccessible::removeSelection(int)
{
    view().setSelection({view().cursor(), 0});
}

void HexAccessible::setSelection(int, int start, int end)
{
    const auto first = offsetOf(std::min(start, end));
    const auto last = offsetOf(std::max(std::max(start, end) - 1, std::min(start, end)));
    view().setSelection({first, last - first + 1});
}

int HexAccessible::cursorPosition() const
{
    return positionOf(view().cursor());
}

void HexAccessible::setCursorPosition(int position)
{
    view().setSelection({offsetOf(position), 1});
}

QString HexAccessible::text(int start, int end) const
{
    QString all;
    const auto first = view().firstVisibleLine();
    for (std::size_t line = first; line < first + view().visibleLines(); ++line)
        all += view().hexLayout().lineText(view().bytes(), line) + u'\n';
    return all.mid(start, end - start);
}

int HexAccessible::characterCount() const
{
    return static_cast<int>(view().visibleLines()) * lineLength();
}

QRect HexAccessible::characterRect(int position) const
{
    const auto line = view().firstVisibleLine() + static_cast<std::size_t>(position / lineLength());
    auto rect = view().cellRect(line, position % lineLength(), 1);
    rect.moveTo(view().viewport()->mapToGlobal(rect.topLeft()));
    return rect;
}

int HexAccessible::offsetAtPoint(const QPoint &point) const
{
    return positionOf(view().offsetAt(view().viewport()->mapFromGlobal(point)));
}

void HexAccessible::scrollToSubstring(int, int)
{
    // All that a position can mean is visible.
}

QString HexAccessible::attributes(int, int *start, int *end) const
{
    *start = 0;
    *end = characterCount();
    return {};
}

} // namespace sealcord
