// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <stop_token>
#include <vector>

/// Finding bytes in bytes. Free functions for any thread.
namespace sealcord {

/// What is searched.
struct BytePattern {
    QByteArray bytes;
    bool ignoresCase = false; ///< of the letters of ASCII
};

/// "48 65 6c", with or without white space, as bytes; nothing where it is no hex or has half a
/// byte.
[[nodiscard]] std::optional<QByteArray> bytesFromHex(const QString &text);

/// Where \a pattern stands in \a bytes, not overlapping: in order, the first \a most. Stops where
/// it is once \a stop asks for it.
[[nodiscard]] std::vector<ContentRange> findBytes(std::span<const std::byte> bytes,
    const BytePattern &pattern, std::size_t most, const std::stop_token &stop = {});

/// What two searches found, in order and without overlaps, as views light it.
[[nodiscard]] std::vector<ContentRange> merged(
    const std::vector<ContentRange> &a, const std::vector<ContentRange> &b);

} // namespace sealcord
