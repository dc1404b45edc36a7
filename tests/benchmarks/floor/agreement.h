// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/random.h"
#include "tests/benchmarks/floor/x25519.h"

#include <array>

namespace sealcord::floor {

/// The sizes of the classic protocol: docs/protocols/handshake.md, docs/protocols/messages.md. Of
/// requests only the usual form is read, with a token of nine bytes.
constexpr std::size_t nonceLength = 12;
constexpr std::size_t tagLength = 16;
constexpr std::size_t tokenLength = 8;
constexpr std::size_t requestLength = 1 + keyLength + 1 + tokenLength;
constexpr std::size_t responseLength = 1 + keyLength + nonceLength + tokenLength + tagLength;

/// What a server works out from a request, but for the sealed token.
struct Agreement {
    Key publicKey; ///< the server's
    Key secret; ///< shared
    std::array<Byte, tokenLength> token; ///< as it is sealed
};

/// False for what is no request of the usual form. \a request has requestLength bytes.
[[nodiscard]] bool agree(const Byte *request, Random &random, Agreement &agreement);

} // namespace sealcord::floor
