// SPDX-License-Identifier: MIT
#include "tests/support/hex.h"

namespace sealcord::test {

Bytes fromHex(QByteArrayView hex)
{
    const auto bytes = QByteArray::fromHex(hex.toByteArray());
    if (bytes.size() * 2 != hex.size())
        qFatal("not hex: %s", hex.toByteArray().constData());
    return toBytes(bytes);
}

QByteArray toHex(std::span<const std::byte> bytes)
{
    return toByteArray(bytes).toHex();
}

Bytes toBytes(QByteArrayView text)
{
    const auto bytes = std::as_bytes(std::span(text.data(), static_cast<std::size_t>(text.size())));
    return Bytes(bytes.begin(), bytes.end());
}

QByteArray toByteArray(std::span<const std::byte> bytes)
{
    return QByteArray(
        reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

Bytes operator+(Bytes first, const Bytes &second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

bool contains(std::span<const std::byte> haystack, std::span<const std::byte> needle)
{
    return !std::ranges::search(haystack, needle).empty();
}

bool isAllZero(std::span<const std::byte> bytes)
{
    return std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{}; });
}

} // namespace sealcord::test
