// SPDX-License-Identifier: MIT
#include "tests/support/aeadof.h"

namespace sealcord::test {

Aead aeadOf(const Bytes &key, AeadEngine engine)
{
    Aead::Key secret;
    std::ranges::copy(key, secret.bytes().begin());
    auto aead = Aead::create(secret, engine);
    if (!aead)
        qFatal("%s", aead.error().text.c_str());
    return std::move(*aead);
}

} // namespace sealcord::test
