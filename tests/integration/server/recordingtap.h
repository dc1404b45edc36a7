// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace sealcord::test {

/// Keeps what happened, so that a test can wait for it. Thread safe.
class RecordingTap final : public Tap
{
public:
    /// Whether messages are counted.
    explicit RecordingTap(bool wantsMessages = false)
        : m_wantsMessages(wantsMessages)
    { }

    struct Records {
        std::vector<ConnectionOpened> opened;
        std::vector<ConnectionEstablished> established;
        std::vector<ConnectionEnded> ended;
        std::vector<ConnectionRefused> refused;
        std::size_t messagesIn = 0;
        std::size_t messagesOut = 0;
    };

    /// Waits until \a isSo. False when that takes too long.
    [[nodiscard]] bool waitFor(const std::function<bool(const Records &)> &isSo) const;
    /// Waits until the connection from \a peerPort has ended, and tells how. The test fails when
    /// that takes too long.
    [[nodiscard]] ConnectionEnded waitForEnd(quint16 peerPort) const;
    /// Waits until the connection from \a peerPort is there.
    [[nodiscard]] bool waitForOpened(quint16 peerPort) const;
    [[nodiscard]] Records records() const;

    [[nodiscard]] bool wantsMessages() const noexcept override { return m_wantsMessages; }
    void connectionOpened(const ConnectionOpened &opened) override;
    void connectionEstablished(const ConnectionEstablished &established) override;
    void messageSeen(const MessageSeen &message) override;
    void connectionEnded(const ConnectionEnded &ended) override;
    void connectionRefused(const ConnectionRefused &refused) override;
    void acceptingPaused(const AcceptingPaused &) override { }

private:
    template <typename Change> void record(const Change &change);

    const bool m_wantsMessages;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    Records m_records;
};

} // namespace sealcord::test

namespace sealcord {

/// How a failed comparison prints it.
[[nodiscard]] char *toString(EndReason reason);

} // namespace sealcord
