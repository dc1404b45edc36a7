// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/fingerprint.h"

#include <string>
#include <string_view>

namespace sealcord {

/// A peer whose key this end knows, and what it calls it: a value as small as a pointer, so that
/// every message can have it. Each is kept once and for as long as the program runs: they are those
/// that an administrator or a user has written down, never what a peer says of itself.
class KnownPeer
{
public:
    KnownPeer() = default; ///< nobody that is known
    /// \a fingerprint is the key's. \a name is UTF-8 without control characters; empty: it has
    /// none.
    KnownPeer(const std::string &name, const Fingerprint &fingerprint);

    [[nodiscard]] bool isNobody() const { return m_who == nullptr; }
    /// Empty for nobody, too. Lives as long as the program.
    [[nodiscard]] std::string_view name() const { return m_who ? m_who->name : std::string_view(); }
    /// Only of somebody.
    [[nodiscard]] const Fingerprint &fingerprint() const { return m_who->fingerprint; }

    friend bool operator==(const KnownPeer &, const KnownPeer &) = default;

private:
    struct Who {
        std::string name;
        Fingerprint fingerprint;

        [[nodiscard]] bool operator<(const Who &other) const;
    };

    [[nodiscard]] static const Who *keptOnce(Who who);

    const Who *m_who = nullptr;
};

} // namespace sealcord
