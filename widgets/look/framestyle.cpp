// SPDX-License-Identifier: MIT
#include "widgets/look/framestyle.h"

#include "widgets/look/contrast.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QFrame>
#include <QPainter>
#include <QPlainTextEdit>
#include <QString>
#include <QStyleOption>
#include <QTextEdit>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// More than the 3:1 that is wanted: Fusion draws some outlines a little lighter or darker than it
// is told.
constexpr double outlineContrast = 4.2;
constexpr double focusContrast = 4.8;

constexpr int headerMargin = 4; // beside Fusion's own: as the cells below have it, in pixels

// Fusion takes an outline from the window's colour, 1.4 times as dark, and that of what has the
// focus from the highlight's, 1.25 times as dark. What it draws with this palette has no other use
// for the two.
QPalette outlined(QPalette palette)
{
    if (palette.currentColorGroup() == QPalette::Disabled)
        return palette;
    const auto window = palette.color(QPalette::Window);
    const auto outline = withContrast(palette.color(QPalette::Mid), window, outlineContrast);
    const auto focus = withContrast(palette.color(QPalette::Highlight), window, focusContrast);
    palette.setColor(QPalette::Window, outline.lighter(140));
    palette.setColor(QPalette::Highlight, focus.lighter(125));
    return palette;
}

bool isWrittenIn(const QWidget *widget)
{
    const auto *plain = qobject_cast<const QPlainTextEdit *>(widget);
    const auto *rich = qobject_cast<const QTextEdit *>(widget);
    return (plain && !plain->isReadOnly()) || (rich && !rich->isReadOnly());
}

bool isOutlined(QStyle::PrimitiveElement element, const QWidget *widget)
{
    switch (element) {
    case QStyle::PE_FrameLineEdit:
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorRadioButton:
    case QStyle::PE_PanelButtonCommand:
        return true;
    case QStyle::PE_Frame:
        return isWrittenIn(widget);
    default:
        return false;
    }
}

void drawLineAround(QPainter *painter, const QStyleOption &option)
{
    const auto window = option.palette.color(QPalette::Window);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    painter->save();
    painter->setPen(hasFocus
            ? withContrast(option.palette.color(QPalette::Highlight), window, focusContrast)
            : option.palette.color(QPalette::Mid));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void drawLineBelow(QPainter *painter, const QStyleOption &option)
{
    painter->fillRect(option.rect, option.palette.color(QPalette::Base));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
        option.palette.color(QPalette::Mid));
}

} // namespace

FrameStyle::FrameStyle()
    : QProxyStyle(u"Fusion"_s)
{ }

void FrameStyle::polish(QApplication *application)
{
    QProxyStyle::polish(application);
    // Qt paints what is in a list anew when the focus comes and goes, not what is around it.
    connect(application, &QApplication::focusChanged, this, [](QWidget *before, QWidget *now) {
        for (auto *widget : {before, now}) {
            if (auto *const framed = qobject_cast<QFrame *>(widget))
                framed->update();
        }
    });
}

QSize FrameStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    auto needed = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_HeaderSection)
        needed.rwidth() += 2 * headerMargin;
    return needed;
}

void FrameStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
    const QWidget *widget) const
{
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        drawLineBelow(painter, *option);
        return;
    }
    if (element == CE_HeaderLabel) {
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            auto dimmed = *header;
            dimmed.rect.adjust(headerMargin, 0, -headerMargin, 0);
            dimmed.palette.setColor(
                QPalette::ButtonText, header->palette.color(QPalette::PlaceholderText));
            QProxyStyle::drawControl(element, &dimmed, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FrameStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
    QPainter *painter, const QWidget *widget) const
{
    if (element == PE_Frame && qobject_cast<const QAbstractScrollArea *>(widget)
        && !isWrittenIn(widget)) {
        drawLineAround(painter, *option);
        return;
    }
    if (!isOutlined(element, widget)) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    // The options that these elements may come with, by the most that each has.
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
        auto changed = *button;
        changed.palette = outlined(changed.palette);
        QProxyStyle::drawPrimitive(element, &changed, painter, widget);
    } else if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
        auto changed = *frame;
        changed.palette = outlined(changed.palette);
        QProxyStyle::drawPrimitive(element, &changed, painter, widget);
    } else { // of a tool button
        auto changed = *option;
        changed.palette = outlined(changed.palette);
        QProxyStyle::drawPrimitive(element, &changed, painter, widget);
    }
}

void FrameStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
    QPainter *painter, const QWidget *widget) const
{
    // Not of a combo box: what it is made of comes to drawPrimitive().
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
        auto changed = *spin;
        changed.palette = outlined(changed.palette);
        QProxyStyle::drawComplexControl(control, &changed, painter, widget);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace sealcord
