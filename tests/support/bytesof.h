// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <cstddef>
#include <span>

namespace sealcord::test {

/// \a text as the protocol and what stands on it take bytes; not copied.
[[nodiscard]] inline std::span<const std::byte> bytesOf(QByteArrayView text)
{
    return std::as_bytes(std::span(text.data(), static_cast<std::size_t>(text.size())));
}

} // namespace sealcord::test
