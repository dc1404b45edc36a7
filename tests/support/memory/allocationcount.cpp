// SPDX-License-Identifier: MIT
#include "tests/support/memory/allocationcount.h"

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
void *mallocOfGlibc(std::size_t size) __asm__("__libc_malloc");
void *callocOfGlibc(std::size_t number, std::size_t size) __asm__("__libc_calloc");
void *reallocOfGlibc(void *block, std::size_t size) __asm__("__libc_realloc");

[[gnu::visibility("default")]] void *malloc(std::size_t size)
{
    ++count;
    return mallocOfGlibc(size);
}

[[gnu::visibility("default")]] void *calloc(std::size_t number, std::size_t size)
{
    ++count;
    return callocOfGlibc(number, size);
}

[[gnu::visibility("default")]] void *realloc(void *block, std::size_t size)
{
    ++count;
    return reallocOfGlibc(block, size);
}

} // extern "C"
