// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

/// What a server answered about streams, for people: lines, printable, each with its newline.
namespace sealcord {

[[nodiscard]] QString streamsText(const QJsonObject &answer);
[[nodiscard]] QString forwardsText(const QJsonArray &services);
/// Of "publish".
[[nodiscard]] QString exposedText(const QJsonArray &ports);

} // namespace sealcord
