// SPDX-License-Identifier: MIT
#pragma once

#include "core/records/jsonobject.h"
#include "core/records/record.h"

#include <QtGlobal>

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// What goes through a control socket, each on a line of its own: docs/control.md. Free functions
/// for any thread; lines are without their newline.
namespace sealcord {

/// What somebody asks a running program for.
struct ControlRequest {
    quint64 id = 0; ///< the asker's number, which the answer bears
    std::string command; ///< not empty
    Record members; ///< all of the line: what the command takes is among them
};

/// What follows a request.
struct ControlAnswer {
    std::optional<quint64> id; ///< none: the request had none that could be read
    /// JSON, or why not: for a person, in UTF-8, not printable as it stands.
    std::expected<std::string, std::string> result;
};

/// The request in \a line; or the answer to one that is none, after which nobody can tell what
/// else the asker means.
[[nodiscard]] std::expected<ControlRequest, ControlAnswer> parseRequest(std::string_view line);

/// Adds to a request what its command takes.
using AddMembers = std::function<void(JsonObject &request)>;

/// Asks for \a command, with \a id as the asker's number.
[[nodiscard]] std::string requestLine(quint64 id, std::string_view command, const AddMembers &add);

[[nodiscard]] std::string answerLine(const ControlAnswer &answer);

/// Appends \a record, a JSON object, as a subscription of that number tells it, and a newline.
void addSubscriptionLine(std::string &out, quint64 subscription, std::string_view record);

/// What addSubscriptionLine() wrote, without the newline: the subscription's number and the record,
/// which views \a line; nothing where it is another line.
[[nodiscard]] std::optional<std::pair<quint64, std::string_view>> parseSubscriptionLine(
    std::string_view line);

/// What answerLine() wrote; or why \a line is no answer, for a person.
[[nodiscard]] std::expected<ControlAnswer, std::string> parseAnswer(std::string_view line);

} // namespace sealcord
