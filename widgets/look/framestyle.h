// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>
#include <QProxyStyle>
#include <QWidget>

namespace sealcord {

/// Qt's Fusion style, calmer and easier to see.
///
/// Outlines of fields, boxes and buttons are seen: Fusion's own are a little darker than the
/// window, so that on a dark one there is next to nothing left of them, and on a light one less
/// than people of weak sight need (WCAG 2.2, 1.4.11: 3:1). What is only read has one kind of frame,
/// a line in the palette's Mid, which lights up where the keyboard's focus is (2.4.7). Headers are
/// words over a line.
class FrameStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    FrameStyle();

    using QProxyStyle::polish;
    void polish(QApplication *application) override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option,
        const QSize &size, const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
        QPainter *painter, const QWidget *widget) const override;
};

} // namespace sealcord
