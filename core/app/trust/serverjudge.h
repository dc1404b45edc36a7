// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"
#include "core/net/agent/servertrust.h"
#include "core/trust/place.h"
#include "core/trust/serververdict.h"
#include "core/trust/trusterror.h"

#include <QString>

#include <expected>
#include <mutex>
#include <optional>

namespace sealcord {

/// Decides for an agent about the key of the server at one place, and remembers keys that are to be
/// trusted from now on. Any thread.
class ServerJudge final : public ServerTrust
{
public:
    struct Settings {
        Place place;
        QString knownServers; ///< the file's path
        TrustMode mode = TrustMode::Strict;
        std::optional<X25519KeyPair::PublicKey>
            given; ///< the only key accepted, where there is one
    };

    explicit ServerJudge(Settings settings)
        : m_settings(std::move(settings))
    { }

    /// Blocks for the file system, at the most 5 s for the file's lock. An unknown key that cannot
    /// be written down is not accepted.
    [[nodiscard]] PeerDecision judge(const Peer &server) override;
    [[nodiscard]] bool knowsServer() const override;

    /// Whether what is known can be read, as a program asks at its start. Blocks for the file
    /// system.
    [[nodiscard]] std::expected<void, TrustError> check() const;

    /// A person trusts \a key from now on: the next judge() about it remembers it.
    void trust(const X25519KeyPair::PublicKey &key);

    /// A person has compared a code over \a key: writes that down, unless it was given, which
    /// counts as much. Blocks as judge() does.
    [[nodiscard]] std::expected<void, TrustError> markVerified(
        const X25519KeyPair::PublicKey &key) const;

    /// A key that is not trusted: what a person can be asked about, or warned of.
    struct Refused {
        X25519KeyPair::PublicKey key{};
        std::optional<ServerChanged> changed; ///< none: no key is known for the place
    };
    /// What judge() refused last, unless it has accepted one since.
    [[nodiscard]] std::optional<Refused> refused() const;

    /// Why classic is not spoken with the place; empty: it may be. Blocks for the file system.
    [[nodiscard]] std::expected<QString, TrustError> classicRefusal(Wording wording) const;

    [[nodiscard]] const Settings &settings() const { return m_settings; }

private:
    [[nodiscard]] PeerDecision decideUnknown(const X25519KeyPair::PublicKey &key);
    [[nodiscard]] bool isTrusted(const X25519KeyPair::PublicKey &key) const;
    void setRefused(std::optional<Refused> refused);

    const Settings m_settings;
    mutable std::mutex m_mutex;
    std::optional<X25519KeyPair::PublicKey> m_trusted; // by a person, and not yet remembered
    std::optional<Refused> m_refused;
};

} // namespace sealcord
