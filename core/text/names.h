// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/values.h"

#include <QString>
#include <QStringList>
#include <QStringView>

/// How agents and the services that streams lead to may be called. Free functions for any thread.
namespace sealcord {

/// Whether a server can know an agent by this name: 1 to 64 bytes of UTF-8, no white space, control
/// character, "#" or quotation mark.
[[nodiscard]] bool isAgentName(QStringView name);

/// Whether a service can have this name: 1 to 64 characters of A-Z a-z 0-9 . _ -
[[nodiscard]] bool isServiceName(QStringView name);

/// Whether a stream can be asked to lead there: NAME, a service of the server, or NAME@AGENT, one
/// that this agent publishes; at most 129 bytes of UTF-8. No comma is in AGENT, though one may be
/// in a name: lists of targets have it between them.
[[nodiscard]] bool isStreamTarget(QStringView target);

/// The same, of settings: the name or the target, or what is wrong with it.
[[nodiscard]] Value<QString> parseAgentName(QStringView text);
[[nodiscard]] Value<QString> parseServiceName(QStringView text);
[[nodiscard]] Value<QString> parseStreamTarget(QStringView text);

/// Names of services, or targets, with commas between them; at least one.
[[nodiscard]] Value<QStringList> parseServiceNames(QStringView text);
[[nodiscard]] Value<QStringList> parseStreamTargets(QStringView text);

} // namespace sealcord
