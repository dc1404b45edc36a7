// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <span>
#include <stop_token>

namespace sealcord {

/// How bytes become text for the clipboard.
enum class CopyFormat : quint8 {
    /// As UTF-8; what is none becomes U+FFFD, and NUL its picture, U+2400: to many programs that
    /// paste it, a text ends at a NUL.
    Text,
    Hex, ///< "48 65 6c"
    CArray, ///< "const unsigned char data[3] = {\n    0x48, 0x65, 0x6c,\n};\n"
    Json, ///< a JSON string with its quotes, RFC 8259; what is no UTF-8 becomes U+FFFD
    Base64, ///< RFC 4648, section 4, in one line
};

/// "C array"
[[nodiscard]] QString nameOf(CopyFormat format);

/// What is said when \a bytes were copied in \a format.
[[nodiscard]] QString copiedText(std::span<const std::byte> bytes, CopyFormat format);

/// \a bytes in \a format. Any thread. Empty once \a stop asks for it, looked at every 64 KiB.
[[nodiscard]] QString copyText(
    std::span<const std::byte> bytes, CopyFormat format, const std::stop_token &stop = {});

} // namespace sealcord
