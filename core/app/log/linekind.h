// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

#include <chrono>
#include <string>
#include <string_view>

namespace sealcord {

/// The lines of a log that somebody at the other end can cause as often as he likes, by kind: they
/// are counted apart, so that many of one kind do not hide one of another.
class LineKind
{
public:
    enum class Other : quint8 {
        AcceptingPaused,
        ConnectionOpened,
        HandshakeDone,
        MessageReceived,
        MessageSent,
        AttemptFailed, ///< an agent could not connect, and tries again
        Connected, ///< an agent's greeting
        ConnectionLost, ///< an agent lost its connection, and tries again
        HookFailed, ///< a program that a server starts for what happens
        VerificationAsked, ///< the person at the other end wants to compare codes
        VerificationBrokenOff,
        StreamRefused, ///< somebody wanted one that leads nowhere
        QtMessage, ///< Qt complains
    };

    explicit LineKind(EndReason reason);
    explicit LineKind(ConnectionRefused::Reason reason);
    explicit LineKind(Other other);
    explicit LineKind(Direction ofMessage);

    struct Words {
        std::string_view name; ///< for programs: "not-authentic", "message-received"
        std::string_view one; ///< "connection failed"
        std::string_view many;
        bool isFault = false; ///< somebody should look at it; it is not what happens all day
    };
    [[nodiscard]] Words words() const;

    /// \a count of them beyond what was told: "7 more connections failed within a second:
    /// not-authentic".
    [[nodiscard]] std::string sentence(quint64 count, std::chrono::seconds within) const;

    friend bool operator==(LineKind, LineKind) = default;

private:
    friend class LineLimiter;

    static constexpr std::size_t endReasons = std::size_t(EndReason::InternalError) + 1;
    static constexpr std::size_t refusals =
        std::size_t(ConnectionRefused::Reason::NoProxyHeader) + 1;
    static constexpr std::size_t others = std::size_t(Other::QtMessage) + 1;
    static constexpr std::size_t kinds = endReasons + refusals + others;

    constexpr explicit LineKind(std::size_t index)
        : m_index(index)
    { }

    std::size_t m_index;
};

} // namespace sealcord
