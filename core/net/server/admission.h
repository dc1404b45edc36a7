// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/limits.h"
#include "core/net/server/crowds.h"
#include "core/net/tap/tap.h"

#include <cstddef>
#include <expected>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace sealcord {

/// Decides who may connect, and keeps the books that this needs: connections in all, per site (see
/// Endpoint::site()) and in the handshake.
///
/// Thread safe. It is asked when a connection begins, has shaken hands and has ended, never per
/// message; each call costs the logarithm of the number of sites.
class Admission
{
public:
    /// The first connection is \a lastId + 1.
    explicit Admission(const AdmissionLimits &limits, ConnectionId lastId = 0);

    /// A pending handshake that must make room. It counts until ended() is called for it.
    struct Evicted {
        ConnectionId id;
        std::size_t worker;
    };
    struct Admitted {
        ConnectionId id;
        std::optional<Evicted> evicted;
    };

    /// Asks for a connection from \a peer that \a worker (a number of the caller's) would serve.
    [[nodiscard]] std::expected<Admitted, ConnectionRefused> admit(
        const Endpoint &peer, std::size_t worker);
    /// From now on; nobody who is in is turned out. Of \a limits, those that count connections.
    void setLimits(const AdmissionLimits &limits);
    [[nodiscard]] AdmissionLimits limits() const;

    void established(ConnectionId id);
    void ended(ConnectionId id);

    [[nodiscard]] std::size_t connections() const;
    [[nodiscard]] std::size_t pending() const;
    [[nodiscard]] ConnectionId lastId() const; ///< of the last one admitted

private:
    using Sites = std::map<Endpoint::Site, std::size_t>; // connections of each, none with 0

    struct Entry {
        std::size_t worker;
        Sites::iterator site;
        bool isPending = true;
    };

    [[nodiscard]] std::optional<Evicted> makeRoom();
    void removePending(ConnectionId id, Entry &entry);
    [[nodiscard]] static Crowds::Member member(ConnectionId id, const Entry &entry);

    mutable std::mutex m_mutex;
    AdmissionLimits m_limits;
    ConnectionId m_lastId;
    std::size_t m_pending = 0;
    Sites m_sites;
    std::unordered_map<ConnectionId, Entry> m_entries;
    Crowds m_waiting; // pending handshakes, the oldest of a site first
};

} // namespace sealcord
