// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/limits.h"
#include "core/net/tap/tap.h"

#include <cstddef>
#include <expected>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

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
    void established(ConnectionId id);
    void ended(ConnectionId id);

    [[nodiscard]] std::size_t connections() const;
    [[nodiscard]] std::size_t pending() const;
    [[nodiscard]] ConnectionId lastId() const; ///< of the last one admitted

private:
    using Site = Endpoint::Site;
    using PendingOrder = std::list<ConnectionId>; // oldest first

    struct SiteBook {
        std::size_t connections = 0;
        PendingOrder pending;
    };
    struct Entry {
        std::size_t worker;
        std::map<Site, SiteBook>::iterator site;
        std::optional<PendingOrder::iterator> pending;
    };
    /// Sites with pending handshakes, in the order in which they must make room: most pending
    /// first, and among equals the one that holds the oldest.
    struct Crowd {
        std::size_t pending;
        ConnectionId oldest;
        Site site;
    };
    struct MostCrowdedFirst {
        bool operator()(const Crowd &a, const Crowd &b) const;
    };

    [[nodiscard]] std::optional<Evicted> makeRoom();
    void addPending(ConnectionId id, Entry &entry);
    void removePending(Entry &entry);
    [[nodiscard]] static Crowd crowd(const std::map<Site, SiteBook>::value_type &site);

    const AdmissionLimits m_limits;
    mutable std::mutex m_mutex;
    ConnectionId m_lastId;
    std::size_t m_pending = 0;
    std::map<Site, SiteBook> m_sites;
    std::unordered_map<ConnectionId, Entry> m_entries;
    std::set<Crowd, MostCrowdedFirst> m_crowds;
};

} // namespace sealcord
