// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>

namespace sealcord {

/// \a object on one line, with its newline, in ASCII: what strangers put into it is escaped, so
/// that a terminal shows it and does not obey it.
[[nodiscard]] QString jsonLine(const QJsonObject &object);

} // namespace sealcord
