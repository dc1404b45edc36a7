// SPDX-License-Identifier: MIT
#include "widgets/parts/hintbutton.h"

#include "widgets/look/accents.h"
#include "widgets/look/contrast.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QString>
#include <QStyle>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace sealcord {

HintButton::HintButton(QWidget *parent)
    : QToolButton(parent)
{
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
}

HintButton::HintButton(QAction *action, QWidget *parent)
    : HintButton(parent)
{
    setDefaultAction(action);
    connect(action, &QAction::visibleChanged, this,
        [this, action] { setVisible(action->isVisible()); });
}

void HintButton::setKey(const QString &key)
{
    m_key = key;
    updateGeometry();
    update();
}

QString HintButton::key() const
{
    if (menu())
        return {};
    const auto *const action = defaultAction();
    return action ? action->shortcut().toString(QKeySequence::NativeText) : m_key;
}

int HintButton::hintWidth() const
{
    if (menu())
        return style()->pixelMetric(QStyle::PM_MenuButtonIndicator, nullptr, this);
    return fontMetrics().horizontalAdvance(key());
}

QSize HintButton::sizeHint() const
{
    auto size = QToolButton::sizeHint();
    if (const auto width = hintWidth(); width > 0)
        size.rwidth() += width + fontMetrics().averageCharWidth();
    return size;
}

QSize HintButton::minimumSizeHint() const
{
    return sizeHint();
}

// The key may change with the action, and the language of the keys with it.
bool HintButton::event(QEvent *event)
{
    if (event->type() == QEvent::ActionChanged)
        updateGeometry();
    return QToolButton::event(event);
}

// Styles make a button darker where it is down, and some lighter where it is not: it is to be read
// on each of them.
QColor HintButton::hintColour() const
{
    const auto ground = palette().color(QPalette::Button);
    auto colour = accentsFor(palette()).dimmed;
    for (const auto &each : {ground.lighter(140), ground, ground.darker(120)})
        colour = withContrast(colour, each, leastContrast);
    return isEnabled() ? colour : palette().color(QPalette::Disabled, QPalette::ButtonText);
}

void HintButton::paintEvent(QPaintEvent * /*event*/)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text.clear(); // it and the arrow are drawn apart
    option.features &= ~QStyleOptionToolButton::HasMenu;
    QStylePainter painter(this);
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    initStyleOption(&option);
    drawContent(option);
}

void HintButton::drawContent(const QStyleOptionToolButton &option)
{
    QStylePainter painter(this);
    const auto gap = fontMetrics().averageCharWidth();
    const auto label = fontMetrics().horizontalAdvance(text());
    const auto hint = hintWidth();
    const auto whole = label + (hint > 0 ? gap + hint : 0);
    auto place = QStyle::visualRect(
        layoutDirection(), rect(), QRect((width() - whole) / 2, 0, label, height()));
    painter.drawItemText(
        place, Qt::AlignCenter, option.palette, isEnabled(), text(), QPalette::ButtonText);
    if (hint == 0)
        return;
    place = QStyle::visualRect(
        layoutDirection(), rect(), QRect((width() + whole) / 2 - hint, 0, hint, height()));
    if (menu()) {
        auto arrow = option;
        const auto side = hint * 2 / 3;
        arrow.rect = QRect(0, 0, side, side);
        arrow.rect.moveCenter(place.center());
        painter.drawPrimitive(QStyle::PE_IndicatorArrowDown, arrow);
    } else {
        painter.setPen(hintColour());
        painter.drawText(place, Qt::AlignCenter, key());
    }
}

} // namespace sealcord
