// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <ctime>

namespace sealcord::test {

/// How long this thread has worked: what a person feels, on a busy machine too.
inline std::chrono::nanoseconds threadTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace sealcord::test
