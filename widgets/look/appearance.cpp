// SPDX-License-Identifier: MIT
#include "widgets/look/appearance.h"

#include "widgets/look/framestyle.h"

#include <QApplication>
#include <QString>
#include <QStyle>

#include <array>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Colours {
    QColor base, window, line, text, dimmed, button, accent, accentText;
};

// Every role: Fusion derives the frames of its fields from those of bevels, and what is left unset
// comes from a palette of the other brightness.
QPalette paletteOf(const Colours &colours, bool isDark)
{
    QPalette palette(colours.text, colours.button, colours.line.lighter(isDark ? 150 : 105),
        colours.line.darker(isDark ? 130 : 140), colours.line, colours.text, colours.text,
        colours.base, colours.window);
    palette.setColor(QPalette::AlternateBase, colours.window);
    palette.setColor(QPalette::Midlight, colours.line.lighter(isDark ? 125 : 102));
    palette.setColor(QPalette::Shadow, isDark ? Qt::black : QColor(0x8a9099));
    palette.setColor(QPalette::ToolTipBase, colours.base);
    palette.setColor(QPalette::ToolTipText, colours.text);
    palette.setColor(QPalette::PlaceholderText, colours.dimmed);
    palette.setColor(QPalette::Highlight, colours.accent);
    palette.setColor(QPalette::HighlightedText, colours.accentText);
    palette.setColor(QPalette::Link, isDark ? QColor(0x8ab4ff) : QColor(0x1d4fb8));
    palette.setColor(QPalette::LinkVisited, isDark ? QColor(0xc3a6ff) : QColor(0x6a3fa0));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colours.dimmed);
    palette.setColor(QPalette::Disabled, QPalette::Base, colours.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colours.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, colours.text);
    return palette;
}

// Whether a platform theme may have brought a look of its own.
bool hasDesktop()
{
    const auto platform = QGuiApplication::platformName();
    if (platform == "offscreen"_L1 || platform == "minimal"_L1)
        return false;
    return platform != "xcb"_L1 || !qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP");
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({.base = 0xffffff,
                         .window = 0xf4f5f7,
                         .line = 0xd5d9de,
                         .text = 0x1b1f24,
                         .dimmed = 0x5c6570,
                         .button = 0xfafbfc,
                         .accent = 0x2f6fde,
                         .accentText = 0xffffff},
        false);
}

QPalette darkPalette()
{
    return paletteOf({.base = 0x17191d,
                         .window = 0x1f2227,
                         .line = 0x4a515b,
                         .text = 0xe7eaee,
                         .dimmed = 0xa0a8b3,
                         .button = 0x2b2f36,
                         .accent = 0x3b6fd0,
                         .accentText = 0xffffff},
        true);
}

void applyAppearance(Appearance appearance)
{
    static const auto desktopStyle = QApplication::style()->name(); // before the first change
    if (appearance == Appearance::System && hasDesktop()) {
        QApplication::setStyle(desktopStyle);
        QApplication::setPalette(QPalette());
        return;
    }
    QApplication::setStyle(new FrameStyle); // which the application owns
    QApplication::setPalette(appearance == Appearance::Dark ? darkPalette() : lightPalette());
}

} // namespace sealcord
