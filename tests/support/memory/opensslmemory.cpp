// SPDX-License-Identifier: MIT
#include "tests/support/memory/opensslmemory.h"

#include <openssl/crypto.h>

#include <cstdlib>
#include <cstring>

namespace sealcord::test {

namespace {

// In front of every block, as large as malloc's alignment so that the block keeps it.
struct alignas(std::max_align_t) Head {
    std::size_t size;
};

Head *headOf(void *block)
{
    return static_cast<Head *>(block) - 1;
}

// Zeroed: what others left in the memory before is no leak of OpenSSL's.
void *allocate(std::size_t size, const char *, int)
{
    if (!OpenSslMemory::watch().mayAllocate())
        return nullptr;
    auto *head = static_cast<Head *>(std::calloc(1, sizeof(Head) + size));
    if (!head)
        return nullptr;
    head->size = size;
    return head + 1;
}

void release(void *block, const char *, int)
{
    if (!block)
        return;
    OpenSslMemory::watch().givenBack({static_cast<const std::byte *>(block), headOf(block)->size});
    std::free(headOf(block));
}

void *reallocate(void *block, std::size_t size, const char *file, int line)
{
    void *moved = allocate(size, file, line);
    if (moved && block) {
        std::memcpy(moved, block, std::min(size, headOf(block)->size));
        release(block, file, line);
    }
    return moved;
}

} // namespace

bool OpenSslMemory::install()
{
    return CRYPTO_set_mem_functions(allocate, reallocate, release) == 1;
}

MemoryWatch &OpenSslMemory::watch()
{
    static MemoryWatch watch;
    return watch;
}

} // namespace sealcord::test
