// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/byterange.h"
#include "core/compare/effort.h"

#include <cstddef>
#include <span>
#include <vector>

namespace sealcord {

/// How one message differs from another.
struct ByteDifferences {
    std::vector<ByteDifference> found; ///< in order, none touching another
    /// False: they differ so much that the search was given up. What counts as different since is
    /// no more than could be told from what lies around it.
    bool isComplete = true;
};

enum class ComparedAs {
    Bytes,
    Text, ///< UTF-8, both: same lines are kept together, and characters are whole
};

/// How \a second differs from \a first: what is taken out and put in, little of it. What is the
/// same only in specks between larger differences counts with them. Takes no more than \a effort
/// and some ten bytes for each line, however long they are.
[[nodiscard]] ByteDifferences byteDifferences(std::span<const std::byte> first,
    std::span<const std::byte> second, ComparedAs as, Effort effort = Effort());

} // namespace sealcord
