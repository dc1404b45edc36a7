// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/hooksettings.h"
#include "core/net/tap/tap.h"
#include "core/trust/pendingagents.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// Finds in what happens to a server's connections what its hooks are for.
///
/// Where there is no hook for it, nothing of what happens costs more than a look.
class HookTap final : public Tap
{
public:
    using Clock = std::chrono::steady_clock;
    /// Takes an event and its record, a line as the log has it in JSON, with its newline. Any
    /// thread; does not wait.
    using Take = std::function<void(HookEvent event, std::string record)>;

    HookTap(const HookSettings &settings, Take take);

    /// Tells of those that have become silent by \a now. Any thread.
    void lookForSilence(Clock::time_point now);

    [[nodiscard]] TapInterest interest() const noexcept override;
    void happened(WireEvent event) override;

private:
    struct Heard {
        ConnectionName connection;
        Clock::time_point last; ///< when something came
        quint64 messages = 0;
        bool isSilent = false; ///< and it was told
    };

    void take(const ConnectionOpened &opened);
    void take(const ConnectionEstablished &established);
    void take(const ConnectionCounted &counted);
    void take(const ConnectionEnded &ended);
    void take(const StreamOpened &opened);
    void take(const StreamClosed &closed);
    template <typename Record> void take(const Record &) { } // of which there is no hook

    [[nodiscard]] bool isAsked(HookEvent event) const;
    [[nodiscard]] bool isNewlyWaiting(const ConnectionEnded &ended);

    const HookSettings m_settings;
    const Take m_take;
    std::mutex m_mutex;
    std::unordered_map<ConnectionId, Heard> m_heard; // guarded by m_mutex, as the next
    PendingAgents m_waiting; // that were told of
};

} // namespace sealcord
