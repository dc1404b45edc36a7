// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

#include <QString>
#include <QVariant>

namespace sealcord {

/// What the list of connections shows at \a now.
[[nodiscard]] QString cellText(
    const ConnectionInfo &info, ConnectionModel::Column column, TrafficRow::Clock::time_point now);
/// What is read out.
[[nodiscard]] QString cellAccessibleText(
    const ConnectionInfo &info, ConnectionModel::Column column, TrafficRow::Clock::time_point now);
/// What is sorted by: a number, a time, a text.
[[nodiscard]] QVariant cellSortKey(
    const ConnectionInfo &info, ConnectionModel::Column column, TrafficRow::Clock::time_point now);
/// The title of a column.
[[nodiscard]] QString columnTitle(ConnectionModel::Column column);

/// "live", "handshake", "ended", "failed" in the user's language, with their glyphs where
/// \a withGlyph: "● live", "○ handshake", "– ended", "✕ failed".
[[nodiscard]] QString describe(ConnectionInfo::State state, bool withGlyph);
/// How far a connection is protected: "encrypted, not authenticated".
[[nodiscard]] QString protectionOf(const ConnectionInfo &info);
/// How long it has lasted, or lasts at \a now.
[[nodiscard]] TrafficRow::Clock::duration lifeOf(
    const ConnectionInfo &info, TrafficRow::Clock::time_point now);
/// Why it ended, with the detail; may quote what a stranger sent. Empty before.
[[nodiscard]] QString reasonOf(const ConnectionInfo &info);
/// "1 message", "1,204 messages".
[[nodiscard]] QString messagesText(quint64 count);
/// Messages a second each way: "5/s in, 4/s out".
[[nodiscard]] QString ratesText(const ConnectionInfo &info);

} // namespace sealcord
