// SPDX-License-Identifier: MIT
#pragma once

#include "core/text/values.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

/// Where a server's control socket is. Free functions for any thread.
namespace sealcord {

/// What a person says about it: --control.
struct ControlChoice {
    enum class Kind : quint8 { Auto, Off, Path };

    Kind kind = Kind::Auto;
    QString path = {}; ///< of Path
};

/// "auto", "off", or a path.
[[nodiscard]] Value<ControlChoice> parseControlChoice(QStringView text);

/// The socket of a server on \a port where it is to be found without being told: control.sock in
/// the first folder of RUNTIME_DIRECTORY (systemd.exec(5)), else control-PORT.sock in
/// $XDG_RUNTIME_DIR/sealcord. A variable that holds no absolute path does not count; nothing:
/// neither does.
[[nodiscard]] std::optional<QString> automaticControlPath(
    quint16 port, const QProcessEnvironment &environment);

/// The one socket in those folders that a server listens on; or, for a person, that there is none,
/// or which there are. Blocks for the file system.
[[nodiscard]] std::expected<QString, QString> runningControlPath(
    const QProcessEnvironment &environment);

/// Where who asks finds the server of \a choice, which is not Off: as runningControlPath().
[[nodiscard]] std::expected<QString, QString> pathOf(
    const ControlChoice &choice, const QProcessEnvironment &environment);

} // namespace sealcord
