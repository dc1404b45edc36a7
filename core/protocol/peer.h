// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"

#include <optional>
#include <string>
#include <string_view>

/// Who the ends of a connection are, and what one decides about the other: docs/security.md.
namespace sealcord {

/// What an end is known by in the sealed protocol. Shared by all connections of a program: nothing
/// in it changes while one lives.
struct Identity {
    X25519KeyPair key; ///< static: the same at every connection
    std::optional<Secret<32>> preSharedKey; ///< none: mode XX; else XXpsk3
    std::string name; ///< what it calls itself, 1 to 64 bytes of UTF-8; empty: nothing
};

/// Who the peer is, as far as it has told.
struct Peer {
    X25519KeyPair::PublicKey key{};
    std::string name; ///< a claim, to be escaped where it is shown; a server's comes when it admits
};

/// What is known of whom a connection leads to.
enum class Protection {
    NotAuthenticated, ///< encrypted, but anybody could be the peer
    FirstContact, ///< the peer's key is its own, but whose that is nobody has verified
    Pinned, ///< the same key as before
    Verified, ///< a code was compared over this key, or the key was given
};

/// "encrypted, not authenticated", "first contact, not yet verified", "pinned", "verified".
[[nodiscard]] std::string_view name(Protection protection);

/// Whether this end knows whom it talks to, as opposed to any key at all.
[[nodiscard]] constexpr bool isAuthenticated(Protection protection)
{
    return protection == Protection::Pinned || protection == Protection::Verified;
}

/// What the owner of a session decides about the peer's key.
struct PeerDecision {
    enum class Verdict {
        Accepted,
        UnknownKey, ///< an agent's: not known, and not to be trusted at first contact
        ChangedKey, ///< an agent's: another key than the known ones
        NotAuthorised, ///< a server's
        WaitsForApproval, ///< a server's: a person may let it in later
    };

    Verdict verdict = Verdict::NotAuthorised;
    Protection protection = Protection::FirstContact; ///< where it is accepted
    std::string name = {}; ///< and what this end calls the peer; empty: what that calls itself
    std::string why = {}; ///< where it is not: for a person at this end, printable ASCII only
};

} // namespace sealcord
