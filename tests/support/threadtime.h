// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <ctime>

namespace sealcord::test {

inline std::chrono::nanoseconds workedBy(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// How long this thread has worked: what a person feels, on a busy machine too.
inline std::chrono::nanoseconds threadTime()
{
    return workedBy(CLOCK_THREAD_CPUTIME_ID);
}

/// The same of all threads together.
inline std::chrono::nanoseconds processTime()
{
    return workedBy(CLOCK_PROCESS_CPUTIME_ID);
}

} // namespace sealcord::test
