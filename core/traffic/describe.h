// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/protocol.h"
#include "core/traffic/trafficrow.h"

#include <QString>

#include <optional>

/// What happened, in words of the user's language.
namespace sealcord {

/// How a connection ended, in words of the user's language, without the detail.
[[nodiscard]] QString describe(EndReason reason);
/// The same with the \a detail behind it, which is English, as describeDetail() has it, where that
/// says more. No reason: nobody saw it.
[[nodiscard]] QString describe(std::optional<EndReason> reason, const QString &detail);
/// What is known of whom a connection leads to, in words of the user's language.
[[nodiscard]] QString describe(Protection protection);
/// Whose word the end of a classic connection is: true of each of them, however it ended.
[[nodiscard]] QString describeWhoCanEnd();
/// Who the other end is: "pump-3 (127.0.0.1:50214)", or its address where nobody gave it a name.
[[nodiscard]] QString describe(const ConnectionName &connection);
/// The sentence of an event, of a gap or of bytes of a stream, in the user's language.
[[nodiscard]] QString describe(const TrafficRow &row);
/// "web #3": where a stream leads, whose bytes \a row has, and its number.
[[nodiscard]] QString describeStream(const TrafficRow &row);
/// "message 3 of 12 of its record": of \a message, which shares its frame.
[[nodiscard]] QString describePlace(const TrafficRow &message);
/// "Public key", "Nonce", ...: a part of a handshake's packet or of a frame.
[[nodiscard]] QString describe(FieldKind field);
/// "info", "warning", "error" in the user's language, with their glyphs where \a withGlyph:
/// "• info", "▲ warning", "✕ error".
[[nodiscard]] QString describe(EventLevel level, bool withGlyph);
/// "in", "out", with their glyphs where \a withGlyph: "▼ in", "▲ out".
[[nodiscard]] QString describe(Direction direction, bool withGlyph);

} // namespace sealcord
