// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/conversationmodel.h"

#include <QString>

#include <expected>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

/// A conversation as text and as files. Free functions for any thread, but for savedTurns().
namespace sealcord {

enum class ConversationPart : quint8 {
    All, ///< both sides, events and gaps
    Sent,
    Received,
};

/// A turn with all that it views.
struct SavedTurn {
    TrafficRow row;
    TrafficMemory memory; ///< keeps alive what the row views
    QString sentence; ///< of an event or gap
};

/// The one at \a index. On the thread of \a model.
[[nodiscard]] SavedTurn savedTurn(const ConversationModel &model, int index);
/// The turns of \a part, in their order. On the thread of \a model.
[[nodiscard]] std::vector<SavedTurn> savedTurns(
    const ConversationModel &model, ConversationPart part);

/// How the content of a message stands in a text.
enum class ContentForm : quint8 {
    Text, ///< escaped as escaped() has it: it says which bytes they were
    Hex, ///< "48 65 6c"
};

/// A line for each of \a turns: time, direction and content, with a tabulator between:
/// "2026-11-24T10:16:15.120431+01:00\tout\tHello". Empty once \a end asks for it, looked at every
/// 64 KiB.
[[nodiscard]] std::string transcript(
    std::span<const SavedTurn> turns, ContentForm form, const std::stop_token &end);

/// Writes \a turns into a new file at \a path, which whoever owns it alone can read, or gives up
/// when \a end wants that: where \a part is All as a transcript() in \a form, else their contents,
/// byte by byte, with nothing between. The error says why it is not there, for a person; empty
/// where it was given up. A file that could not be finished is not left behind.
[[nodiscard]] std::expected<void, QString> save(std::span<const SavedTurn> turns,
    ConversationPart part, ContentForm form, const QString &path, const std::stop_token &end);

} // namespace sealcord
