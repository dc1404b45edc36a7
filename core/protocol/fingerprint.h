// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/sha256.h"

#include <string>

namespace sealcord {

/// SHA-256 over public keys, by which people and programs know a connection or an end of one.
/// Public.
struct Fingerprint {
    enum class Of {
        Connection, ///< the agent's and then the server's key, of one connection: equal at both
                    ///< ends
        PeerKey, ///< the key that the peer has at every connection
    };

    Sha256Digest digest{};
    Of of = Of::Connection;

    friend bool operator==(const Fingerprint &, const Fingerprint &) = default;

    /// "SHA256:" and the digest in base64 (RFC 4648, 4), of a key without padding.
    [[nodiscard]] std::string toString() const;
};

} // namespace sealcord
