// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace sealcord {

/// Tells taps that come and go while things happen, as whoever attaches to a server that runs.
/// Without any it costs a look.
class TapSet final : public Tap
{
public:
    /// \a tap is told of what happens from now on. Any thread.
    void add(std::shared_ptr<Tap> tap);
    /// \a tap is told of nothing that begins to happen from now on; what is being told on another
    /// thread keeps it for as long as that takes. Any thread.
    void remove(const Tap *tap);

    [[nodiscard]] TapInterest interest() const noexcept override;
    void happened(WireEvent event) override;

private:
    using Taps = std::vector<std::shared_ptr<Tap>>;

    [[nodiscard]] std::shared_ptr<const Taps> taps() const;

    std::atomic<bool> m_hasAny = false; // spares the lock
    mutable std::mutex m_mutex;
    std::shared_ptr<const Taps> m_taps = std::make_shared<const Taps>(); // replaced, never changed
};

} // namespace sealcord
