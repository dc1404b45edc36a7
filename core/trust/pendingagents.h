// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"
#include "core/text/ipaddress.h"
#include "core/trust/trusterror.h"
#include "core/trust/utctime.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstddef>
#include <expected>
#include <list>

namespace sealcord {

/// An agent that proved to have a key and waits for a person's approval.
struct PendingAgent {
    X25519KeyPair::PublicKey key{};
    QString name; ///< what it calls itself: a claim, any text or none
    IpAddress address; ///< from where it came last
    UtcTime first; ///< when it came first, and last
    UtcTime last;
    quint64 tries = 1; ///< how often it has come

    friend bool operator==(const PendingAgent &, const PendingAgent &) = default;
};

/// The inbox of a server: bounded, and so that nobody with one address or network pushes all others
/// out. A value; not thread safe.
class PendingAgents
{
public:
    static constexpr std::size_t most = 100;
    static constexpr std::size_t mostPerAddress = 4; ///< IPv6: per network of 64 bits

    /// Notes that \a key came. The key that is in already is only noted anew. Room is made by the
    /// one that has not come for longest: of this address where it has 4, else of the address that
    /// has most. True where the key was not in before: that is news for the log.
    bool add(const X25519KeyPair::PublicKey &key, const QString &name, const IpAddress &address,
        UtcTime now);
    /// It was approved, or turned away. False where it was not in.
    bool remove(const X25519KeyPair::PublicKey &key);

    /// Who has not come for longest, first.
    [[nodiscard]] const std::list<PendingAgent> &agents() const { return m_agents; }

    /// As a file has them: a line of JSON each.
    [[nodiscard]] QByteArray toText() const;
    /// What toText() wrote, cut to the limits; \a path is for the error.
    [[nodiscard]] static std::expected<PendingAgents, TrustError> parse(
        QByteArrayView text, const QString &path);

    /// The file at \a path; one that is not there has nobody in it. Blocks for the file system.
    [[nodiscard]] static std::expected<PendingAgents, TrustError> read(const QString &path);
    /// Writes it, whole. The server alone does; it need not do so for each agent: once a second is
    /// soon enough for a person. Blocks for the file system.
    [[nodiscard]] std::expected<void, TrustError> write(const QString &path) const;

private:
    void makeRoom(const IpAddress &address);
    [[nodiscard]] std::size_t countOf(const IpAddress &neighbourhood) const;

    std::list<PendingAgent> m_agents;
};

} // namespace sealcord
