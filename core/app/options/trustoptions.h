// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/settings/option.h"
#include "core/crypto/x25519.h"
#include "core/protocol/protocol.h"
#include "core/trust/agentverdict.h"
#include "core/trust/serververdict.h"

#include <QString>

#include <expected>
#include <optional>
#include <vector>

namespace sealcord {

/// Who an agent is, and whom it trusts, as the person who starts it asked for. Nothing here has
/// been looked for: a path may lead nowhere.
struct AgentTrustOptions {
    Protocol protocol = Protocol::Sealed; ///< or Classic
    std::optional<QString> identity; ///< path of its key; none: defaultPath(TrustFile::AgentKey)
    std::optional<QString> knownServers; ///< none: defaultPath(TrustFile::KnownServers)
    std::optional<TrustMode> trust; ///< none: Ask in a window or on a terminal, else Strict
    std::optional<X25519KeyPair::PublicKey> serverKey; ///< the only one accepted, where it is given
    std::optional<QString> pskFile; ///< none: no pre-shared key
    QString name; ///< what it calls itself, at most 64 bytes of UTF-8; empty: nothing
};

/// The same of a server.
struct ServerTrustOptions {
    /// The only one that it takes; None: whichever its peer speaks. With Ask and Authorized it is
    /// Sealed.
    Protocol protocol = Protocol::None;
    /// Whether it is Sealed because of `agents`, where both were to be spoken: a person is told.
    bool isSealedForAgents = false;
    std::optional<QString> identity; ///< path of its key; none: defaultPath(TrustFile::ServerKey)
    AgentPolicy agents = AgentPolicy::Anyone;
    bool isForwardedToAnyone = false; ///< agents without an entry reach what is forwarded, too
    std::optional<QString> authorizedAgents; ///< none: defaultPath(TrustFile::AuthorizedAgents)
    std::optional<QString> pskFile; ///< none: no pre-shared key
    QString name; ///< as of an agent
};

/// The tables of them, each writing into \a options.
[[nodiscard]] std::vector<Option> agentTrustTable(AgentTrustOptions &options);
[[nodiscard]] std::vector<Option> serverTrustTable(ServerTrustOptions &options);

/// The path of a file of trust, or "auto": its default place.
[[nodiscard]] Value<std::optional<QString>> parsePathOrAuto(QStringView text);

/// Looks at what was read together: what does not fit is an error in words. Ask and Authorized make
/// a server's protocol Sealed.
[[nodiscard]] std::expected<void, QString> settle(AgentTrustOptions &options);
[[nodiscard]] std::expected<void, QString> settle(ServerTrustOptions &options);

} // namespace sealcord
