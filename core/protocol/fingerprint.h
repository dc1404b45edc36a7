// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/sha256.h"

#include <string>

namespace sealcord {

/// What two people compare over another channel to learn that nobody sits between their programs:
/// SHA-256 over the agent's and then the server's public key. Public, and equal at both ends.
struct Fingerprint {
    Sha256Digest digest{};

    friend bool operator==(const Fingerprint &, const Fingerprint &) = default;

    /// "SHA256:" and the digest in base64 (RFC 4648, 4).
    [[nodiscard]] std::string toString() const;
};

} // namespace sealcord
