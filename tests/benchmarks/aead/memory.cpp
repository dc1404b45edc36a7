// SPDX-License-Identifier: MIT
#include "tests/benchmarks/aead/memory.h"

#include "core/crypto/aead.h"
#include "tests/benchmarks/aead/timing.h"

#include <malloc.h>

#include <vector>

namespace sealcord::bench {

double memoryPerAead(AeadEngine engine)
{
    constexpr std::size_t count = 10'000;
    const Aead::Key key;
    std::ignore = Aead::create(key, engine); // what is made once per process
    std::vector<std::expected<Aead, CryptoError>> aeads;
    aeads.reserve(count);
    // The heap's size rather than the blocks': an alignment leaves gaps that nobody can use.
    malloc_trim(0);
    const auto taken = [] { return mallinfo2().arena - mallinfo2().keepcost; };
    const auto before = taken();
    for (std::size_t i = 0; i < count; ++i)
        aeads.push_back(Aead::create(key, engine));
    return static_cast<double>(taken() - before) / count;
}

double costOfAead(AeadEngine engine)
{
    const Aead::Key key;
    return nanosecondsEach([&] { return Aead::create(key, engine).has_value(); });
}

} // namespace sealcord::bench
