// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace sealcord {

/// What has been seen so far, for a filter to ask for.
struct FilterValuesSeen {
    QStringList peers; ///< "127.0.0.1:50000"
    QStringList agents; ///< names as valueText() has them
    QStringList targets; ///< of streams, as valueText() has them
    QStringList connections; ///< "3"
};

/// One way for a filter to go on.
struct FilterChoice {
    QString text; ///< whole: it takes the place of what has been begun
    QString meaning; ///< in a few words of the user's language; may be empty
};

/// How a filter may go on.
struct FilterCompletion {
    qsizetype offset = 0; ///< of what a choice replaces, in UTF-16 units
    qsizetype length = 0;
    QList<FilterChoice> choices; ///< may be none
};

/// What fits at \a cursor, a place in \a text from 0 to its length. What stands behind the cursor
/// is not looked at. A field comes with its colon, and a word as text to look for.
[[nodiscard]] FilterCompletion completeFilter(
    const QString &text, qsizetype cursor, const FilterValuesSeen &seen);

} // namespace sealcord
