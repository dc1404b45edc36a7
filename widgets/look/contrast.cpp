// SPDX-License-Identifier: MIT
#include "widgets/look/contrast.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace sealcord {

namespace {

// WCAG 2.2, "relative luminance".
double channel(float value)
{
    const double share = value;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

QColor mixed(const QColor &one, const QColor &other, float share)
{
    return QColor::fromRgbF(one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share);
}

} // namespace

double contrast(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor withContrast(QColor colour, const QColor &other, double least)
{
    const QColor end =
        contrast(Qt::white, other) > contrast(Qt::black, other) ? Qt::white : Qt::black;
    for (int step = 0; step <= 20; ++step) {
        const auto tried = mixed(colour, end, static_cast<float>(step) / 20);
        if (contrast(tried, other) >= least)
            return tried;
    }
    return end;
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window))
        < luminance(palette.color(QPalette::WindowText));
}

} // namespace sealcord
