// SPDX-License-Identifier: MIT
#include "tests/support/alignedmemory.h"

#include <malloc.h>

#include <cstdlib>
#include <new>
#include <optional>
#include <utility>

namespace {

struct State {
    std::size_t allocations = 0;
    std::optional<std::size_t> left; // until allocations fail; none: they do not
    bool hasFailed = false;
    sealcord::test::Bytes secret; // none: nothing is looked for
    int leaks = 0;
};

State &state()
{
    static State state;
    return state;
}

void *allocate(std::size_t size, std::size_t alignment) noexcept
{
    auto &now = state();
    ++now.allocations;
    if (now.left && *now.left == 0) {
        now.hasFailed = true;
        return nullptr;
    }
    if (now.left)
        --*now.left;
    return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

void release(void *block) noexcept
{
    if (!block)
        return;
    const std::span bytes(static_cast<const std::byte *>(block), malloc_usable_size(block));
    if (!state().secret.empty() && sealcord::test::contains(bytes, state().secret))
        ++state().leaks;
    std::free(block);
}

} // namespace

void *operator new(std::size_t size, std::align_val_t alignment)
{
    if (auto *block = allocate(size, std::to_underlying(alignment)))
        return block;
    throw std::bad_alloc();
}

void *operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t &) noexcept
{
    return allocate(size, std::to_underlying(alignment));
}

void operator delete(void *block, std::align_val_t) noexcept
{
    release(block);
}

void operator delete(void *block, std::size_t, std::align_val_t) noexcept
{
    release(block);
}

void operator delete(void *block, std::align_val_t, const std::nothrow_t &) noexcept
{
    release(block);
}

namespace sealcord::test {

void AlignedMemory::failAfter(std::size_t count)
{
    state().left = count;
    state().hasFailed = false;
}

bool AlignedMemory::succeedAgain()
{
    state().left.reset();
    return state().hasFailed;
}

std::size_t AlignedMemory::allocations()
{
    return state().allocations;
}

void AlignedMemory::watchFor(const Bytes &secret)
{
    state().secret = secret;
}

int AlignedMemory::takeLeaks()
{
    state().secret.clear();
    return std::exchange(state().leaks, 0);
}

} // namespace sealcord::test
