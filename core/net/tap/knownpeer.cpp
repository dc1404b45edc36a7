// SPDX-License-Identifier: MIT
#include "core/net/tap/knownpeer.h"

#include <mutex>
#include <set>
#include <tuple>
#include <utility>

namespace sealcord {

bool KnownPeer::Who::operator<(const Who &other) const
{
    return std::tie(name, fingerprint.digest) < std::tie(other.name, other.fingerprint.digest);
}

// The set's elements stay where they are.
const KnownPeer::Who *KnownPeer::keptOnce(Who who)
{
    static std::mutex mutex;
    static std::set<Who> known;
    const std::scoped_lock lock(mutex);
    return &*known.insert(std::move(who)).first;
}

KnownPeer::KnownPeer(const std::string &name, const Fingerprint &fingerprint)
    : m_who(keptOnce({name, fingerprint}))
{ }

} // namespace sealcord
