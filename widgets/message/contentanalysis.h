// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/message/jsontree.h"
#include "widgets/message/textdecoder.h"

#include <optional>
#include <stop_token>

namespace sealcord {

/// What a message seems to be.
struct ContentAnalysis {
    enum class Kind : quint8 { Text, Hex, Json };

    Kind kind = Kind::Hex;
    TextEncoding encoding = TextEncoding::Utf8;
    std::optional<JsonTree> json; ///< there for Json
};

/// Looks at \a content: an object or array in JSON, else text where it is readable UTF-8 or has the
/// byte order mark of UTF-16, else bytes. Any thread; useless once \a stop asks for it.
[[nodiscard]] ContentAnalysis analyse(
    std::span<const std::byte> content, const std::stop_token &stop = {});

} // namespace sealcord
