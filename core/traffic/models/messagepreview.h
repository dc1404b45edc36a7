// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <span>

namespace sealcord {

/// One line that shows what a message holds: its text, or the bytes of one that is none.
class MessagePreview
{
public:
    /// \a content outlives this. At most \a most characters of a text.
    MessagePreview(std::span<const std::byte> content, qsizetype most);

    /// More than one in eight of its first characters could not be read.
    [[nodiscard]] bool isBinary() const { return m_isBinary; }
    /// "Hello", "00 ff 10", "binary, 1.2 MiB: 89 50 4e …".
    [[nodiscard]] QString text() const;
    /// Where in the text the byte at \a offset is shown; asked in their order, or all that stands
    /// before each is written anew.
    [[nodiscard]] qsizetype place(std::size_t offset);

private:
    [[nodiscard]] QString prefix() const;

    std::span<const std::byte> m_content;
    qsizetype m_most;
    bool m_isBinary = false;
    std::size_t m_offset = 0; // of a text: what stands before it is shown before m_place
    qsizetype m_place = 0;
};

} // namespace sealcord
