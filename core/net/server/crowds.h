// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

namespace sealcord {

/// Who makes room when too many want something: of the site (see Endpoint::site()) that has most of
/// it, the first one. So whoever comes in a crowd makes room for those who come alone.
///
/// Each call costs the logarithm of the number of members. Not thread safe.
class Crowds
{
public:
    struct Member {
        Endpoint::Site site{};
        std::uint64_t turn = 0; ///< within its site the lowest is first
        quint64 id = 0; ///< tells members apart
        std::size_t weight = 1; ///< what it has, in whatever is wanted
    };

    void add(const Member &member);
    /// \a member is as it was added.
    void remove(const Member &member);
    /// Who makes room first. Among sites that have as much, the one whose first has the lower turn.
    [[nodiscard]] std::optional<Member> first() const;

private:
    struct InTurn {
        bool operator()(const Member &a, const Member &b) const;
    };
    struct Crowd {
        std::size_t weight = 0;
        std::set<Member, InTurn> members;
    };
    using Sites = std::map<Endpoint::Site, Crowd>;
    struct Rank {
        std::size_t weight;
        std::uint64_t turn;
        Endpoint::Site site;
        bool operator<(const Rank &other) const;
    };

    [[nodiscard]] static Rank rank(const Sites::value_type &site);

    Sites m_sites; // none without members
    std::set<Rank> m_ranks;
};

} // namespace sealcord
