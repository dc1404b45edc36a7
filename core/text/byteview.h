// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <cstddef>
#include <span>

namespace sealcord {

/// \a bytes as Qt's functions take them; not copied.
[[nodiscard]] inline QByteArrayView byteView(std::span<const std::byte> bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

} // namespace sealcord
