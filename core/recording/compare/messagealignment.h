// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/compare/recordingindex.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sealcord {

enum class DifferenceKind {
    Missing, ///< in the first alone
    Extra, ///< in the second alone
    Changed, ///< other bytes at the same place
    Reordered, ///< the same bytes at another place
};

/// One difference between two rows of messages.
struct MessageDifference {
    DifferenceKind kind = DifferenceKind::Missing;
    std::optional<std::size_t> first = {}; ///< place in the first row, from 0; none: Extra
    std::optional<std::size_t> second = {}; ///< place in the second; none: Missing

    friend bool operator==(const MessageDifference &, const MessageDifference &) = default;
};

/// How \a second differs from \a first, in their order. Messages that are the same keep their place
/// while nothing but others come and go around them. Where a message is there several times, the
/// first is taken for the first and so on; it may then be said in more words than were needed. Time
/// is in proportion to n log n, memory to n.
[[nodiscard]] std::vector<MessageDifference> differences(
    std::span<const IndexedMessage> first, std::span<const IndexedMessage> second);

} // namespace sealcord
