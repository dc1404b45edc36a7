// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <vector>

/// Lines of cells, which a terminal shows as they are. Free functions for any thread, in a locale
/// whose characters are UTF-8.
namespace sealcord {

/// What a terminal can show.
enum class TopCharset : quint8 {
    Ascii,
    Utf8,
};

enum class TopStyle : quint8 {
    Plain,
    Faint, ///< of less weight
    Titles,
    Selected,
    Doubtful, ///< of somebody who has shown no key
    Warning,
};

struct TopLine {
    QString text;
    TopStyle style = TopStyle::Plain;
};

using TopLines = std::vector<TopLine>;

struct TopSize {
    int columns = 80;
    int rows = 24;
};

enum class TopAlign : quint8 { Left, Right };

/// \a text in exactly \a width cells, whatever it holds: what a terminal would obey does not pass,
/// in Ascii what it would not know either, a wide character takes two cells, and what does not fit
/// ends with a mark that says so.
[[nodiscard]] QString fitted(
    const QString &text, int width, TopCharset charset, TopAlign align = TopAlign::Left);

} // namespace sealcord
