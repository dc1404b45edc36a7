// SPDX-License-Identifier: MIT
#pragma once

#include <ctime>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace sealcord::bench {

/// CPU time of this thread in ns. Steadier than the time on the wall where others work too.
inline double threadTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

/// CPU time in ns of one call of \a work, which says whether it succeeded, over about \a slice ns.
template <typename Work> double nanosecondsEach(const Work &work, double slice = 5e6)
{
    for (std::size_t count = 1;; count *= 2) {
        const auto begin = threadTime();
        bool isWell = true;
        for (std::size_t i = 0; i < count; ++i)
            isWell &= work();
        const auto spent = threadTime() - begin;
        if (!isWell)
            std::abort();
        if (spent >= slice)
            return spent / static_cast<double>(count);
    }
}

/// What several slices came to.
struct Sample {
    double median = 0;
    double spread = 0; ///< interquartile range by median
};

inline Sample summary(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto at = [&](std::size_t quarter) { return values[(values.size() - 1) * quarter / 4]; };
    return {.median = at(2), .spread = (at(3) - at(1)) / at(2)};
}

} // namespace sealcord::bench
