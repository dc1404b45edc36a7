// SPDX-License-Identifier: MIT
#include "console/processmeter.h"

#include <cstring>
#include <fstream>

#include <unistd.h>

namespace sealcord {

static std::chrono::nanoseconds read(clockid_t clock)
{
    timespec time{};
    if (clock_gettime(clock, &time) != 0)
        return {};
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

std::chrono::nanoseconds ProcessMeter::processorTime() const
{
    return read(m_clock);
}

std::size_t ProcessMeter::residentMemory() const
{
    // proc(5), statm: size and resident set, in pages.
    std::ifstream file("/proc/" + std::to_string(m_id) + "/statm");
    std::size_t size = 0;
    std::size_t resident = 0;
    file >> size >> resident;
    return file ? resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) : 0;
}

std::chrono::nanoseconds ProcessMeter::thisThreadsTime()
{
    return read(CLOCK_THREAD_CPUTIME_ID);
}

} // namespace sealcord
