// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <span>

/// Content as a person can look at it.
namespace sealcord {

/// One line that shows \a content as text: control characters as their pictures (U+2400...),
/// what is no UTF-8 as U+FFFD, characters that change the direction or are invisible as <U+202E>,
/// at most \a most characters and "…".
[[nodiscard]] QString previewText(std::span<const std::byte> content, qsizetype most);

} // namespace sealcord
