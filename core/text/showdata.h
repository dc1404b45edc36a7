// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <span>
#include <string>

namespace sealcord {

/// How the content of a message is shown to people.
enum class ShowData : quint8 {
    Bytes, ///< [72, 101, 108]
    Text, ///< "Hel", escaped
    Hex, ///< 48 65 6c
    None, ///< (3 bytes)
};

/// How much of a message is shown, in bytes.
constexpr std::size_t shownDataLength = 64;

/// \a message in one printable line: its first shownDataLength bytes and, where that is not all,
/// its length. "[72, 101, ... (1024 bytes)]".
[[nodiscard]] std::string showData(std::span<const std::byte> message, ShowData how);

/// The same of a message of \a length bytes of which only the \a beginning is at hand: all of it,
/// or its first shownDataLength bytes at least.
[[nodiscard]] std::string showData(
    std::span<const std::byte> beginning, std::size_t length, ShowData how);

/// "1 byte", "18 bytes".
[[nodiscard]] std::string byteCount(quint64 count);

} // namespace sealcord
