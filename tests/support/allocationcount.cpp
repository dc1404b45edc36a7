// SPDX-License-Identifier: MIT
#include "tests/support/allocationcount.h"

#include <cstddef>

namespace {

constinit thread_local long count = 0;

} // namespace

long sealcord::test::allocationsSoFar()
{
    return count;
}

extern "C" {

// glibc's own, by the names under which it keeps them for those who replace the usual ones.
// NOLINTBEGIN(readability-identifier-naming)
void *__libc_malloc(std::size_t size);
void *__libc_calloc(std::size_t number, std::size_t size);
void *__libc_realloc(void *block, std::size_t size);
// NOLINTEND(readability-identifier-naming)

[[gnu::visibility("default")]] void *malloc(std::size_t size)
{
    ++count;
    return __libc_malloc(size);
}

[[gnu::visibility("default")]] void *calloc(std::size_t number, std::size_t size)
{
    ++count;
    return __libc_calloc(number, size);
}

[[gnu::visibility("default")]] void *realloc(void *block, std::size_t size)
{
    ++count;
    return __libc_realloc(block, size);
}

} // extern "C"
