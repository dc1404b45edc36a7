// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

/// Bytes of strangers as text to look at: control characters as their pictures (U+2400...), what
/// is not valid as U+FFFD, characters that change the direction or are invisible as <U+202E>.
/// Free functions for any thread.
namespace sealcord {

enum class TextEncoding : quint8 { Utf8, Latin1, Utf16Le, Utf16Be };

/// A message is decoded and shown in pages, so that its length does not matter.
constexpr std::size_t textPageBytes = 32 * 1024;
/// A line that is longer is broken, in UTF-16 units: a text widget lays out a line at once.
constexpr qsizetype textLineUnits = 4 * 1024;

/// A page of a decoded message.
struct TextPage {
    QString text; ///< lines end with U+000A
    /// Of every UTF-16 unit of the text, where in the message it comes from; one more for the end.
    std::vector<std::size_t> offsets;

    /// Where in the text the byte at \a offset of the message is shown.
    [[nodiscard]] qsizetype positionOf(std::size_t offset) const;
};

/// How many pages \a size bytes have; 1 at least.
[[nodiscard]] std::size_t pageCount(std::size_t size);
/// Where page \a index begins; the message's end for the one after the last. Near a multiple of
/// textPageBytes, but never within a character.
[[nodiscard]] std::size_t pageBegin(
    std::span<const std::byte> bytes, TextEncoding encoding, std::size_t index);
[[nodiscard]] TextPage decodePage(
    std::span<const std::byte> bytes, TextEncoding encoding, std::size_t index);

/// Whether \a bytes are UTF-8 that was meant to be read: valid, and no control characters but
/// white space. False once \a stop asks for it.
[[nodiscard]] bool isReadableUtf8(
    std::span<const std::byte> bytes, const std::stop_token &stop = {});

} // namespace sealcord
