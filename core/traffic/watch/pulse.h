// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/queue/trafficqueue.h"

#include <chrono>

namespace sealcord {

/// How often those who are watched hand out what happened: as often as an eye tells apart.
constexpr auto pulseInterval = std::chrono::milliseconds(33);

/// So many pulses follow the end, for what goes on changing on its own, as rates do: a second.
constexpr int pulsesAfterTheEnd = 30;

/// What may come between two of them: as many messages of 1 KiB as messages at all, and a message
/// of the usual greatest length, its echo, and both as they are on the wire. Of streams little: in
/// bulk they would push out all else from what is kept.
constexpr TrafficQueueLimits pulseLimits{.bytes = std::size_t{9} * 1024 * 1024,
    .longBytes = std::size_t{80} * 1024 * 1024,
    .streamBytes = std::size_t{1024} * 1024};

} // namespace sealcord
