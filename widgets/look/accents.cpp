// SPDX-License-Identifier: MIT
#include "widgets/look/accents.h"

#include "widgets/look/contrast.h"

#include <QPalette>

namespace sealcord {

namespace {

// Text that is lit in \a colour is to be read on both of these.
QColor readable(const QColor &colour, const QPalette &palette)
{
    const auto base = palette.color(QPalette::Base);
    const auto window = palette.color(QPalette::Window);
    return withContrast(withContrast(colour, base, leastContrast), window, leastContrast);
}

// A surface on which the palette's own text is to be read.
QColor tint(const QColor &colour, const QPalette &palette)
{
    return withContrast(colour, palette.color(QPalette::Text), leastContrast);
}

Accents plain(bool isDark)
{
    if (isDark)
        return {.in = 0x5fd0d6,
            .out = 0xaaa6ff,
            .good = 0x7edb9c,
            .warning = 0xe8b355,
            .error = 0xff8f85,
            .dimmed = 0xa0a8b3,
            .line = 0x363b43,
            .lengthTint = 0x22406f,
            .nonceTint = 0x43346e,
            .ciphertextTint = 0x1e4d3d,
            .tagTint = 0x5b4220,
            .barTint = 0x5b4220};
    return {.in = 0x0b6a72,
        .out = 0x4b46b8,
        .good = 0x1c7439,
        .warning = 0x8a5200,
        .error = 0xb3261e,
        .dimmed = 0x5c6570,
        .line = 0xd5d9de,
        .lengthTint = 0xd6e4ff,
        .nonceTint = 0xe6dcfb,
        .ciphertextTint = 0xdaf0e6,
        .tagTint = 0xfde7cc,
        .barTint = 0xfde7cc};
}

} // namespace

Accents accentsFor(const QPalette &palette)
{
    auto accents = plain(isDark(palette));
    for (auto *colour : {&accents.in, &accents.out, &accents.good, &accents.warning, &accents.error,
             &accents.dimmed})
        *colour = readable(*colour, palette);
    for (auto *colour : {&accents.lengthTint, &accents.nonceTint, &accents.ciphertextTint,
             &accents.tagTint, &accents.barTint})
        *colour = tint(*colour, palette);
    return accents;
}

} // namespace sealcord
