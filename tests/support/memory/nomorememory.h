// SPDX-License-Identifier: MIT
#pragma once

#include <sys/resource.h>

namespace sealcord::test {

/// While one lives the system gives this process no more memory: what malloc() has left is small.
/// Nothing for a sanitizer, whose own memory is part of the limit.
class NoMoreMemory
{
public:
    NoMoreMemory()
    {
        ::getrlimit(RLIMIT_AS, &m_before);
        const rlimit none{.rlim_cur = 0, .rlim_max = m_before.rlim_max};
        ::setrlimit(RLIMIT_AS, &none);
    }
    ~NoMoreMemory() { ::setrlimit(RLIMIT_AS, &m_before); }
    NoMoreMemory(const NoMoreMemory &) = delete;
    NoMoreMemory &operator=(const NoMoreMemory &) = delete;

private:
    rlimit m_before{};
};

} // namespace sealcord::test
