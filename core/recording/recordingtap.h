// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "core/recording/standingconnections.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace sealcord {

class Recorder;

/// Tells a recorder what happens, while there is one: it may begin and end while connections stand.
/// Which ones those are is remembered for one that begins later.
///
/// Without a recorder nothing but the beginning and the end of a connection costs anything.
class RecordingTap final : public Tap
{
public:
    /// From now on \a recorder is told, first of the connections that stand. Any thread.
    void begin(std::shared_ptr<Recorder> recorder);
    /// No recorder is told any more of what happens from now on. Any thread.
    void end();

    [[nodiscard]] TapInterest interest() const noexcept override;
    void happened(WireEvent event) override;

private:
    [[nodiscard]] std::shared_ptr<Recorder> recorder() const;
    template <typename Record> void noteLife(const Record &record);

    std::mutex m_livesMutex; // held while somebody is told of a life, before m_mutex
    StandingConnections m_standing; // guarded by m_livesMutex
    std::atomic<bool> m_isRecording = false; // spares the lock
    mutable std::mutex m_mutex;
    std::shared_ptr<Recorder> m_recorder; // guarded by m_mutex
};

} // namespace sealcord
