// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <cstddef>
#include <span>
#include <string_view>

namespace sealcord {

/// \a bytes as Qt's functions take them; not copied.
[[nodiscard]] inline QByteArrayView byteView(std::span<const std::byte> bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

/// \a bytes, or \a word, as the standard library's functions take text; not copied.
[[nodiscard]] inline std::string_view charView(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}
[[nodiscard]] inline std::string_view charView(QLatin1StringView word)
{
    return {word.data(), static_cast<std::size_t>(word.size())};
}

} // namespace sealcord
