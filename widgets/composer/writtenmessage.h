// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

/// Messages as MessageTemplate reads them.
namespace sealcord {

/// \a message written so that MessageTemplate::parse() as text makes it again, or nothing where it
/// is no UTF-8 or holds control characters other than tabs and line ends. Characters without a
/// shape of their own, which could hide or turn round others, are written as escapes.
[[nodiscard]] std::optional<QString> messageAsText(QByteArrayView message);

/// \a message as "48 65 6c".
[[nodiscard]] QString messageAsHex(QByteArrayView message);

/// \a text without line ends and other control characters, which a line cannot show: those that
/// have an escape as their escape. Backslashes stay as they are.
[[nodiscard]] QString escapedControls(QStringView text);

/// The same with a space for each, where they mean no more than one.
[[nodiscard]] QString spacedControls(QStringView text);

} // namespace sealcord
