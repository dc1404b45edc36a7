// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>
#include <QProxyStyle>
#include <QWidget>

namespace sealcord {

/// Qt's Fusion style with outlines of fields, boxes and buttons that are seen. Fusion's own are a
/// little darker than the window: on a dark one there is next to nothing left of them, on a light
/// one less than people of weak sight need (WCAG 2.2, 1.4.11: 3:1).
class FrameStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    FrameStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
        QPainter *painter, const QWidget *widget) const override;
};

} // namespace sealcord
