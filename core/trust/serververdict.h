// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"
#include "core/trust/knownservers.h"
#include "core/trust/place.h"

#include <QString>

#include <optional>
#include <variant>
#include <vector>

/// The agent's decision about a server's key: free functions of what is known, for any thread. Who
/// asks a person, writes to known_servers and ends a connection is the caller.
namespace sealcord {

/// What becomes of an unknown key (--trust).
enum class TrustMode {
    Strict, ///< the connection fails
    Ask, ///< it ends, a person is asked, the key is remembered, the agent connects again
    AcceptNew, ///< it is remembered, which is said
};

/// The key is one of those known for the place, or the one that was given.
struct ServerAccepted {
    bool isVerified = false; ///< a code was compared, or the key was given; else as before
};
/// No key is known for the place. The caller does what TrustMode says; a key that cannot be written
/// down is not accepted.
struct ServerUnknown { };
/// Others are known, or another was given: the connection ends, whatever TrustMode says.
struct ServerChanged {
    std::vector<KnownServer> known; ///< empty: a key was given by --server-key
};
using ServerVerdict = std::variant<ServerAccepted, ServerUnknown, ServerChanged>;

/// Judges the key that the server at \a place offered. Of \a given, the key of --server-key, it is
/// the only one accepted, and \a known does not count.
[[nodiscard]] ServerVerdict judgeServer(const KnownServers &known, const Place &place,
    const X25519KeyPair::PublicKey &offered,
    const std::optional<X25519KeyPair::PublicKey> &given = {});

// What is said about it, without a newline.

/// Whom it is said to.
enum class Wording {
    English, ///< a log, a terminal
    Translated, ///< a window, in the language of its translation
};

/// Ask: "The server lab.example:1337 is not known yet. ... Trust this key from now on? [y/N]".
[[nodiscard]] QString firstContactQuestion(
    const Place &place, const X25519KeyPair::PublicKey &offered);
/// The same without the question, for what has buttons.
[[nodiscard]] QString firstContactText(const Place &place, const X25519KeyPair::PublicKey &offered,
    Wording wording = Wording::English);
/// AcceptNew, and Ask once the person said yes.
[[nodiscard]] QString rememberedText(const Place &place, const X25519KeyPair::PublicKey &key);
/// Strict: not connected, with the fingerprint and what to do.
[[nodiscard]] QString unknownServerText(
    const Place &place, const X25519KeyPair::PublicKey &offered);
/// ServerChanged: "THE KEY OF lab.example:1337 HAS CHANGED. ...". \a given as in judgeServer().
[[nodiscard]] QString changedServerText(const ServerChanged &changed, const Place &place,
    const X25519KeyPair::PublicKey &offered,
    const std::optional<X25519KeyPair::PublicKey> &given = {}, Wording wording = Wording::English);
/// Why classic is not spoken with \a place; empty where it may be, since no key is known. An agent
/// asks before it connects.
[[nodiscard]] QString classicRefusal(const KnownServers &known, const Place &place,
    const std::optional<X25519KeyPair::PublicKey> &given = {}, Wording wording = Wording::English);

} // namespace sealcord
