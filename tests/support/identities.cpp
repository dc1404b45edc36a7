// SPDX-License-Identifier: MIT
#include "tests/support/identities.h"

#include "tests/support/fixedrandom.h"

namespace sealcord::test {

namespace {

Identity identityFrom(RandomSource &random, const std::string &name)
{
    auto key = X25519KeyPair::generate(random);
    if (!key)
        qFatal("cannot make a key: %s", key.error().text.c_str());
    return {.key = std::move(*key), .preSharedKey = std::nullopt, .name = name};
}

} // namespace

Identity identityOf(const Bytes &key, const std::string &name, const Bytes &preSharedKey)
{
    FixedRandom random(key);
    auto identity = identityFrom(random, name);
    if (!preSharedKey.empty())
        std::ranges::copy(preSharedKey, identity.preSharedKey.emplace().bytes().begin());
    return identity;
}

Identity freshIdentity(const std::string &name)
{
    SystemRandom random;
    return identityFrom(random, name);
}

} // namespace sealcord::test
