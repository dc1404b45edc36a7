// SPDX-License-Identifier: MIT
#include "tests/support/opensslmemory.h"

#include <openssl/crypto.h>

#include <cstdlib>
#include <cstring>

namespace sealcord::test {

namespace {

// NOLINTBEGIN(cppcoreguidelines-no-malloc): an allocator has nothing else to stand on

// In front of every block, as large as malloc's alignment so that the block keeps it.
struct alignas(std::max_align_t) Head {
    std::size_t size;
};

struct State {
    std::size_t allocations = 0;
    std::optional<std::size_t> left; // until allocations fail; none: they do not
    bool hasFailed = false;
    std::vector<Bytes> secrets;
    int leaks = 0;
};

State &state()
{
    static State state;
    return state;
}

Head *headOf(void *block)
{
    return static_cast<Head *>(block) - 1;
}

void *allocate(std::size_t size, const char *, int)
{
    auto &now = state();
    ++now.allocations;
    if (now.left && *now.left == 0) {
        now.hasFailed = true;
        return nullptr;
    }
    if (now.left)
        --*now.left;
    auto *head = static_cast<Head *>(std::malloc(sizeof(Head) + size));
    if (!head)
        return nullptr;
    head->size = size;
    return head + 1;
}

void release(void *block, const char *, int)
{
    if (!block)
        return;
    const std::span bytes(static_cast<const std::byte *>(block), headOf(block)->size);
    for (const auto &secret : state().secrets)
        state().leaks += contains(bytes, secret) ? 1 : 0;
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

// NOLINTEND(cppcoreguidelines-no-malloc)

} // namespace

bool OpenSslMemory::install()
{
    return CRYPTO_set_mem_functions(allocate, reallocate, release) == 1;
}

void OpenSslMemory::failAfter(std::size_t count)
{
    state().left = count;
    state().hasFailed = false;
}

bool OpenSslMemory::succeedAgain()
{
    state().left.reset();
    return state().hasFailed;
}

std::size_t OpenSslMemory::allocations()
{
    return state().allocations;
}

void OpenSslMemory::watchFor(const Bytes &secret)
{
    state().secrets.push_back(secret);
}

int OpenSslMemory::takeLeaks()
{
    state().secrets.clear();
    return std::exchange(state().leaks, 0);
}

} // namespace sealcord::test
