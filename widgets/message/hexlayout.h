// SPDX-License-Identifier: MIT
#pragma once

#include <QChar>
#include <QString>

#include <cstddef>
#include <optional>
#include <span>

namespace sealcord {

/// How bytes stand in lines of fixed-pitch characters: offset, bytes in hex with a gap in the
/// middle, and the bytes as characters. Counts columns of characters, knows no pixels.
///
///     0010  48 65 6c 6c 6f 20 66 72  6f 6d 20 63 6c 69 65 6e   Hello from clien
class HexLayout
{
public:
    /// For \a size bytes, \a bytesPerLine (even) in each line.
    explicit HexLayout(std::size_t size = 0, int bytesPerLine = 16);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] int bytesPerLine() const { return m_bytesPerLine; }
    [[nodiscard]] std::size_t lines() const; ///< 1 at least
    [[nodiscard]] int columns() const; ///< of a full line
    [[nodiscard]] int offsetDigits() const { return m_offsetDigits; }

    /// Where in a line the two digits of its byte number \a index begin.
    [[nodiscard]] int byteColumn(int index) const;
    /// Where in a line the character of its byte number \a index stands.
    [[nodiscard]] int characterColumn(int index) const;
    /// The byte of a line that \a column belongs to, the nearest one where there is none.
    [[nodiscard]] int indexAt(int column) const;

    /// Line \a line of \a bytes as text, padded to columns().
    [[nodiscard]] QString lineText(std::span<const std::byte> bytes, std::size_t line) const;
    [[nodiscard]] QString offsetText(std::size_t offset) const;

private:
    std::size_t m_size;
    int m_bytesPerLine;
    int m_offsetDigits;
};

/// The character that stands for \a byte: itself where it is printable ASCII, the picture of a
/// control character, else a middle dot.
[[nodiscard]] QChar hexCharacter(std::byte byte);
/// "4f".
[[nodiscard]] QString hexDigits(std::byte byte);

} // namespace sealcord
