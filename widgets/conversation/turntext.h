// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/savedconversation.h"
#include "widgets/list/listdelegate.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <span>
#include <vector>

namespace sealcord {

/// The beginning of a message as a turn of a conversation shows it: some lines of fixed-pitch
/// characters, as text, or in hex as a HexView has them. What is no text is in hex in either form.
///
/// Characters are shown as visibleCharacter() has them; a newline ends a line, and is seen.
class TurnText
{
public:
    static constexpr int mostColumns = 80;
    static constexpr int mostLines = 12;

    struct Line {
        QString text;
        /// Of every UTF-16 unit, where in the message it comes from.
        std::vector<std::size_t> offsets;
    };

    TurnText(std::span<const std::byte> content, ContentForm form);

    [[nodiscard]] const std::vector<Line> &lines() const { return m_lines; } ///< 1 at least
    /// How many bytes there are behind them.
    [[nodiscard]] std::size_t rest() const { return m_rest; }
    /// What of the line at \a index comes from the bytes from \a begin on and before \a end.
    [[nodiscard]] QList<TextRange> ranges(
        std::size_t index, std::size_t begin, std::size_t end) const;

    /// How many lines there are of \a content, with one for the rest, without writing those in hex.
    [[nodiscard]] static int lineCount(std::span<const std::byte> content, ContentForm form);

private:
    void writeText(std::span<const std::byte> content);
    void writeHex(std::span<const std::byte> content);

    std::vector<Line> m_lines;
    std::size_t m_rest = 0;
};

} // namespace sealcord
