// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlmessage.h"

#include <QString>

#include <expected>
#include <string>

namespace sealcord {

/// What the server whose control socket is at \a path answers to \a request, a line without its
/// newline; or, for a person, why it does not. For programs that ask little and wait: blocks, at
/// the most 30 s without a byte. An answer of more than ControlLink::longestLine bytes is none. Any
/// thread.
[[nodiscard]] std::expected<ControlAnswer, QString> askServer(
    const QString &path, const std::string &request);

} // namespace sealcord
