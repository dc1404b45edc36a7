// SPDX-License-Identifier: MIT
#include "console/bench/processmeter.h"

#include <cstring>
#include <fstream>

#include <unistd.h>

namespace sealcord {

using namespace std::chrono_literals;

static std::optional<std::chrono::nanoseconds> read(clockid_t clock)
{
    timespec time{};
    if (clock_gettime(clock, &time) != 0)
        return std::nullopt;
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::expected<ProcessMeter, std::string> ProcessMeter::of(pid_t id)
{
    clockid_t clock{};
    if (const int error = clock_getcpuclockid(id, &clock); error != 0)
        return std::unexpected(
            "there is no process " + std::to_string(id) + " to watch: " + std::strerror(error));
    return ProcessMeter(id, clock);
}

std::optional<std::chrono::nanoseconds> ProcessMeter::processorTime() const
{
    return read(m_clock);
}

std::optional<std::size_t> ProcessMeter::residentMemory() const
{
    // proc(5), statm: size and resident set, in pages.
    std::ifstream file("/proc/" + std::to_string(m_id) + "/statm");
    std::size_t size = 0;
    std::size_t resident = 0;
    file >> size >> resident;
    if (!file || resident == 0)
        return std::nullopt; // a process that nobody has waited for yet has none either
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::chrono::nanoseconds ProcessMeter::thisThreadsTime()
{
    return read(CLOCK_THREAD_CPUTIME_ID).value_or(0ns);
}

} // namespace sealcord
