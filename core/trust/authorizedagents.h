// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"
#include "core/text/ipaddress.h"
#include "core/text/values.h"
#include "core/trust/trusterror.h"
#include "core/trust/utctime.h"

#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <array>
#include <cstddef>
#include <expected>
#include <optional>
#include <vector>

namespace sealcord {

/// A line of authorized_agents: who has this key may talk to the server, under this name.
struct AuthorizedAgent {
    X25519KeyPair::PublicKey key{};
    QString name;
    std::vector<AddressRange> from; ///< where it must come from; none: from anywhere
    std::optional<UtcTime> expires; ///< from this moment on it is not authorised
    QStringList forward; ///< to where it may open streams: NAME or NAME@AGENT, see isStreamTarget()
    QStringList publish; ///< the services of its own that others may reach: isServiceName()
    int line = 0; ///< counted from 1

    friend bool operator==(const AuthorizedAgent &, const AuthorizedAgent &) = default;

    [[nodiscard]] bool mayComeFrom(const IpAddress &address) const;
    [[nodiscard]] bool hasExpired(UtcTime now) const { return expires && now >= *expires; }
};

/// What an entry has beside its key.
enum class AgentOption { Name, From, Expires, Forward, Publish };

/// All of them, in the order in which a line has them.
inline constexpr std::array agentOptions{AgentOption::Name, AgentOption::From, AgentOption::Expires,
    AgentOption::Forward, AgentOption::Publish};

/// What the file has before the "=": "name", "from", "expires", "forward", "publish".
[[nodiscard]] QLatin1StringView optionName(AgentOption option);
/// Gives \a agent what the file has behind the "=", or says in words what is wrong with \a text.
[[nodiscard]] std::optional<ValueError> setOption(
    AuthorizedAgent &agent, AgentOption option, QStringView text);
/// What the file has there; empty where it has none.
[[nodiscard]] QString optionText(const AuthorizedAgent &agent, AgentOption option);

/// The agents that a server admits: a value, made of the file's text. Each key and each name stands
/// in it once.
class AuthorizedAgents
{
public:
    AuthorizedAgents() = default;

    friend bool operator==(const AuthorizedAgents &, const AuthorizedAgents &) = default;

    /// \a entries, or why they are not to be in one list.
    [[nodiscard]] static std::expected<AuthorizedAgents, QString> of(
        std::vector<AuthorizedAgent> entries);
    /// All of \a text, or which line is wrong, and why; \a path is for the error.
    [[nodiscard]] static std::expected<AuthorizedAgents, TrustError> parse(
        QByteArrayView text, const QString &path);
    /// The file at \a path; one that is not there admits nobody. Blocks for the file system.
    [[nodiscard]] static std::expected<AuthorizedAgents, TrustError> read(const QString &path);

    [[nodiscard]] const std::vector<AuthorizedAgent> &entries() const { return m_entries; }
    /// The entry of \a key, or null. Quick: the handshake of every stranger asks.
    [[nodiscard]] const AuthorizedAgent *find(const X25519KeyPair::PublicKey &key) const;
    [[nodiscard]] const AuthorizedAgent *findNamed(QStringView name) const;
    /// The next moment behind \a now at which an entry expires; none: never.
    [[nodiscard]] std::optional<UtcTime> nextExpiry(UtcTime now) const;

private:
    [[nodiscard]] QString add(AuthorizedAgent agent);

    std::vector<AuthorizedAgent> m_entries; // in the order of the file
    std::vector<std::size_t> m_byKey; // their indices, in the order of their keys
};

// What changes the file at `path`: as for known_servers.

/// Adds \a agent, whose line does not count. An entry with its key or name is an error.
[[nodiscard]] std::expected<void, TrustError> authorizeAgent(
    const QString &path, const AuthorizedAgent &agent);
/// Writes \a now in the place of \a was, which has the same key, and keeps its comment. Where the
/// entry is not \a was any more, but for its line, somebody else has changed it: that is an error.
[[nodiscard]] std::expected<void, TrustError> changeAgent(
    const QString &path, const AuthorizedAgent &was, const AuthorizedAgent &now);
/// Takes the entry of \a key out. None is an error.
[[nodiscard]] std::expected<void, TrustError> revokeAgent(
    const QString &path, const X25519KeyPair::PublicKey &key);

} // namespace sealcord
