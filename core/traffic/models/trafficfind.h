// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <QAbstractItemModel>
#include <QByteArray>

namespace sealcord {

/// What is looked for in the content of messages and in the sentences of events.
struct FindPattern {
    QByteArray bytes; ///< a text in UTF-8, or any bytes; nothing is found with none
    bool isCaseSensitive = true; ///< false: ASCII's letters are found in both cases
};

/// Where a search goes on.
struct FindPosition {
    int row = 0;
    std::size_t offset = 0; ///< within the row's content
};

struct FindResult {
    enum class Outcome {
        Found, ///< in the row `at`
        NotFound, ///< to the end, or the beginning
        Unfinished, ///< so much was looked at that it is somebody else's turn: go on from `at`
    };

    Outcome outcome = Outcome::NotFound;
    FindPosition at;
};

/// The row at \a index of \a model, whose rows have TrafficModel::RowRole.
[[nodiscard]] const TrafficRow &rowAt(const QAbstractItemModel &model, int index);
/// The place in such a \a model of the row with \a number, or of the next one after it; -1 for
/// none.
[[nodiscard]] int indexOf(const QAbstractItemModel &model, quint64 number);

/// The next row of \a model, as rowAt() takes it, in which \a pattern stands, from \a from on (that
/// row included), looking at about a MiB at most. Gaps are passed over.
[[nodiscard]] FindResult find(
    const QAbstractItemModel &model, const FindPattern &pattern, FindPosition from, bool forward);

/// Where in \a content \a pattern stands first, at \a from or after it; content.size() for nowhere.
[[nodiscard]] std::size_t find(
    std::span<const std::byte> content, const FindPattern &pattern, std::size_t from);

} // namespace sealcord
