// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/agreement.h"

#include <algorithm>

namespace sealcord::floor {

bool agree(const Byte *request, Random &random, Agreement &agreement)
{
    constexpr Byte requestId = 0x01;
    constexpr Byte eightByteMarker = 0xfd; // bincode's, before a u64 in little endian
    const auto *tokenMarker = request + 1 + keyLength;
    if (request[0] != requestId || *tokenMarker != eightByteMarker)
        return false;
    std::reverse_copy(tokenMarker + 1, tokenMarker + 1 + tokenLength, agreement.token.begin());

    const KeyPair own(random.take(keyLength));
    agreement.publicKey = own.publicKey();
    return own.agree(request + 1, agreement.secret);
}

} // namespace sealcord::floor
