// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filter.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace sealcord {

/// A value of a JSON text and where it stands. Offsets and lengths are bytes of the text.
struct JsonNode {
    enum class Type : std::uint8_t { Object, Array, String, Number, Literal };

    Type type = Type::Object;
    std::uint32_t parent = 0; ///< the root's is itself
    std::uint32_t row = 0; ///< among its siblings
    std::uint32_t firstChild = 0; ///< in JsonTree::children
    std::uint32_t childCount = 0;
    ContentRange key; ///< with its quotes; length 0 in an array
    ContentRange value; ///< with quotes or brackets
};

/// The values of a JSON text (RFC 8259) in the order in which they stand, the root first.
struct JsonTree {
    static constexpr std::size_t maxNodes = 100'000;

    std::vector<JsonNode> nodes;
    std::vector<std::uint32_t> children; ///< indexes of nodes, those of one parent together
    bool isComplete = true; ///< false: there are more than maxNodes values

    /// The innermost value that holds the byte at \a offset, its key included.
    [[nodiscard]] std::uint32_t nodeAt(std::size_t offset) const;
};

/// Nothing where \a bytes are no JSON object or array in UTF-8, are nested deeper than Qt's parser
/// allows (1,024), or once \a stop asks for it. Any thread; time in proportion to the bytes.
[[nodiscard]] std::optional<JsonTree> parseJson(
    std::span<const std::byte> bytes, const std::stop_token &stop = {});

} // namespace sealcord
