// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace sealcord {

/// What has been seen so far, for a filter to ask for.
struct FilterValuesSeen {
    QStringList peers; ///< "127.0.0.1:50000"
    QStringList connections; ///< "3"
};

/// How a filter may go on.
struct FilterCompletion {
    qsizetype offset = 0; ///< of what a choice replaces, in UTF-16 units
    qsizetype length = 0;
    QStringList choices; ///< whole words that begin with what stands there; may be none
};

/// What fits at \a cursor, a place in \a text from 0 to its length. What stands behind the cursor
/// is not looked at.
[[nodiscard]] FilterCompletion completeFilter(
    const QString &text, qsizetype cursor, const FilterValuesSeen &seen);

} // namespace sealcord
