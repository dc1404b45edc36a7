// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>
#include <cstddef>

namespace sealcord {

/// The longest request, in bytes without its newline: a message of some 48 KiB in base64.
constexpr std::size_t longestRequest = std::size_t{64} * 1024;

/// What those who ask through a control socket may take up.
struct ControlLimits {
    std::size_t clients = 100; ///< at once
    /// Bytes of answers that one client has not taken, from which on its requests wait. One answer
    /// more may be owed.
    qint64 owed = qint64{1024} * 1024;
    std::size_t subscriptions = 4; ///< of one client at once
    /// How long one may take nothing of what it is owed; then it is dropped. One that has
    /// subscribed may take as long as it likes: it is owed no more than anybody, and misses what it
    /// does not take.
    std::chrono::milliseconds readTimeout = std::chrono::seconds(10);
};

} // namespace sealcord
