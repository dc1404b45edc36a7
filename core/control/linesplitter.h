// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace sealcord {

/// Cuts bytes that come in pieces of any size into lines. Holds at most a line of the greatest
/// length and the last piece; no byte is looked at twice.
class LineSplitter
{
public:
    /// A line is longer than it may be. There is no next one: where it ends, nobody waits to see.
    struct TooLong { };

    /// \a most is the length of the longest line, in bytes without its newline.
    explicit LineSplitter(std::size_t most)
        : m_most(most)
    { }

    /// Views of lines that were handed out end here. After TooLong it keeps nothing.
    void take(std::string_view bytes);

    /// The next line, without its newline, which may be empty and views what is kept here until
    /// take(); nothing: its end has not come.
    [[nodiscard]] std::expected<std::optional<std::string_view>, TooLong> next();

private:
    std::size_t m_most;
    std::string m_bytes;
    std::size_t m_begin = 0; // of the line that is not handed out
    std::size_t m_searched = 0; // no newline between the two
    bool m_isTooLong = false;
};

} // namespace sealcord
