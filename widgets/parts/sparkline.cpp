// SPDX-License-Identifier: MIT
#include "widgets/parts/sparkline.h"

#include <QLocale>
#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace sealcord {

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Sparkline::append(double value)
{
    m_values.push_back(value);
    if (m_values.size() > kept)
        m_values.pop_front();
    changed();
}

void Sparkline::setValues(std::deque<double> values)
{
    m_values = std::move(values);
    while (m_values.size() > kept)
        m_values.pop_front();
    changed();
}

// Who asks for it is told; a change is not read out, as a line never has the focus.
void Sparkline::changed()
{
    update();
    if (m_values.empty()) {
        setAccessibleDescription({});
        return;
    }
    const auto most = *std::ranges::max_element(m_values);
    setAccessibleDescription(tr("Now %1, at most %2")
            .arg(locale().toString(m_values.back(), 'f', 1), locale().toString(most, 'f', 1)));
}

QSize Sparkline::sizeHint() const
{
    const auto height = fontMetrics().height() + 4;
    return {6 * height, height};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto area = QRectF(rect()).adjusted(1, 2, -1, -1);
    auto colour = palette().color(QPalette::Highlight);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    if (m_values.empty())
        return;

    const auto most = std::max(*std::ranges::max_element(m_values), 1e-9);
    const auto step = area.width() / (kept - 1);
    const auto first = area.right() - step * static_cast<double>(m_values.size() - 1);
    QPainterPath line;
    for (std::size_t index = 0; index < m_values.size(); ++index) {
        const QPointF point(first + step * static_cast<double>(index),
            area.bottom() - area.height() * m_values[index] / most);
        index == 0 ? line.moveTo(point) : line.lineTo(point);
    }
    painter.setPen(QPen(colour, 1.5));
    painter.drawPath(line);
    line.lineTo(area.bottomRight());
    line.lineTo(first, area.bottom());
    colour.setAlphaF(0.2F);
    painter.fillPath(line, colour);
}

} // namespace sealcord
