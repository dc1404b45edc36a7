// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

/// Bytes as tests write and print them.
namespace sealcord::test {

using Bytes = std::vector<std::byte>;

/// The bytes that \a hex spells. Anything but pairs of digits ends the program: a test with a
/// mistyped vector tests nothing.
[[nodiscard]] Bytes fromHex(QByteArrayView hex);

template <std::size_t N> [[nodiscard]] std::array<std::byte, N> arrayFromHex(QByteArrayView hex)
{
    const auto bytes = fromHex(hex);
    Q_ASSERT(bytes.size() == N);
    std::array<std::byte, N> array{};
    std::ranges::copy(std::span(bytes).first(std::min(N, bytes.size())), array.begin());
    return array;
}

[[nodiscard]] QByteArray toHex(std::span<const std::byte> bytes);

/// The same bytes, not their spelling.
[[nodiscard]] Bytes toBytes(QByteArrayView text);
[[nodiscard]] QByteArray toByteArray(std::span<const std::byte> bytes);

/// The one and then the other.
[[nodiscard]] Bytes operator+(Bytes first, const Bytes &second);

/// Whether \a needle occurs in \a haystack.
[[nodiscard]] bool contains(std::span<const std::byte> haystack, std::span<const std::byte> needle);

/// Whether nothing but zeros is in \a bytes.
[[nodiscard]] bool isAllZero(std::span<const std::byte> bytes);

} // namespace sealcord::test
