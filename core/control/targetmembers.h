// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/records/record.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// What requests have as members: docs/control.md. Errors are for a person.
namespace sealcord {

/// The member \a name, a string of UTF-8; empty where there is none.
[[nodiscard]] QString textMember(const Record &request, std::string_view name);

/// "connection": a number from 1.
[[nodiscard]] std::expected<ConnectionId, std::string> connectionMember(const Record &request);

/// Whom a message goes to.
struct MessageTargets {
    bool isAll = false; ///< whoever is established
    std::vector<ConnectionId> connections; ///< else: in the order of the request, none twice
};

/// "to": a number, a list of them, or "all".
[[nodiscard]] std::expected<MessageTargets, std::string> targetsMember(const Record &request);

/// "by": "window" where a person at a window wants it; anything else, or nothing: Control.
[[nodiscard]] Sender senderMember(const Record &request);

/// "text", "hex" or "base64", one of them: a message, which is not empty.
[[nodiscard]] std::expected<QByteArray, std::string> messageMember(const Record &request);

} // namespace sealcord
