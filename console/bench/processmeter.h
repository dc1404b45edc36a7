// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>

#include <sys/types.h>
#include <time.h>

namespace sealcord {

/// What a process on this machine has cost so far.
class ProcessMeter
{
public:
    /// In words where there is no process with that \a id.
    [[nodiscard]] static std::expected<ProcessMeter, std::string> of(pid_t id);

    /// The processor time of all its threads, in the kernel and outside, to the nanosecond. None
    /// when it has ended.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> processorTime() const;

    /// Bytes of memory that it occupies. None when it has ended.
    [[nodiscard]] std::optional<std::size_t> residentMemory() const;

    /// The processor time of the calling thread.
    [[nodiscard]] static std::chrono::nanoseconds thisThreadsTime();

private:
    ProcessMeter(pid_t id, clockid_t clock)
        : m_id(id)
        , m_clock(clock)
    { }

    pid_t m_id;
    clockid_t m_clock;
};

} // namespace sealcord
