// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace sealcord {

/// Bytes as OpenSSL's functions take them.
inline unsigned char *octets(std::byte *bytes) noexcept
{
    return reinterpret_cast<unsigned char *>(bytes);
}

inline const unsigned char *octets(const std::byte *bytes) noexcept
{
    return reinterpret_cast<const unsigned char *>(bytes);
}

} // namespace sealcord
