// SPDX-License-Identifier: MIT
#include "tests/support/memory/alignedmemory.h"

#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace {

sealcord::test::MemoryWatch &watch()
{
    static sealcord::test::MemoryWatch watch;
    return watch;
}

// Zeroed: what others left in the memory before is no leak of who has it now.
void *allocate(std::size_t size, std::size_t alignment) noexcept
{
    if (!watch().mayAllocate())
        return nullptr;
    void *block = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (block != nullptr)
        std::memset(block, 0, malloc_usable_size(block));
    return block;
}

void release(void *block) noexcept
{
    if (!block)
        return;
    watch().givenBack({static_cast<const std::byte *>(block), malloc_usable_size(block)});
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

MemoryWatch &AlignedMemory::watch()
{
    return ::watch();
}

} // namespace sealcord::test
