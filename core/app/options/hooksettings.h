// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QtGlobal>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

namespace sealcord {

/// What of a server a program can be started for.
enum class HookEvent : quint8 {
    Connect, ///< somebody has connected; nothing is agreed yet
    Established, ///< the handshake is done
    Closed, ///< a connection ran its course
    Failed, ///< a connection ended for a fault
    Pending, ///< an agent waits for approval that was not seen to wait before
    Silent, ///< nothing has come on a connection for HookSettings::silentAfter
    StreamOpened, ///< a stream leads to its target
    StreamClosed, ///< a stream that did is over
};

/// What a server starts a program for, and which.
struct HookSettings {
    static constexpr std::size_t events = std::size_t(HookEvent::StreamClosed) + 1;

    /// By event: a program and its arguments, which no shell reads; empty: none.
    std::array<QStringList, events> commands;
    std::chrono::milliseconds silentAfter = std::chrono::minutes(1);

    [[nodiscard]] const QStringList &command(HookEvent event) const
    {
        return commands[std::size_t(event)];
    }
    [[nodiscard]] bool isAsked() const
    {
        return std::ranges::any_of(
            commands, [](const QStringList &command) { return !command.isEmpty(); });
    }
};

} // namespace sealcord
