// SPDX-License-Identifier: MIT
#include "core/recording/compare/messagealignment.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace sealcord {

namespace {

using Messages = std::span<const IndexedMessage>;
using Places = std::vector<std::size_t>;

constexpr auto nowhere = std::numeric_limits<std::size_t>::max();

// The places of messages, the same ones beside each other, in order.
Places byContent(Messages messages)
{
    Places places(messages.size());
    std::iota(places.begin(), places.end(), std::size_t(0));
    std::ranges::sort(places, {},
        [messages](std::size_t place) { return std::pair(messages[place].digest, place); });
    return places;
}

// For each of the messages \a from, where the same one stands in \a to.
Places partners(Messages from, Messages to)
{
    const auto here = byContent(from);
    const auto there = byContent(to);
    Places partner(from.size(), nowhere);
    for (std::size_t i = 0, j = 0; i < here.size() && j < there.size();) {
        const auto order = from[here[i]].digest <=> to[there[j]].digest;
        if (order == 0)
            partner[here[i]] = there[j];
        i += order <= 0 ? 1U : 0U;
        j += order >= 0 ? 1U : 0U;
    }
    return partner;
}

// The most places whose partners follow each other: a longest increasing subsequence.
Places inOrder(const Places &partner)
{
    Places ends; // of the best row of each length: the one whose last partner stands first
    Places before(partner.size(), nowhere);
    for (std::size_t place = 0; place < partner.size(); ++place) {
        if (partner[place] == nowhere)
            continue;
        const auto found = std::ranges::lower_bound(
            ends, partner[place], {}, [&partner](std::size_t end) { return partner[end]; });
        if (found != ends.begin())
            before[place] = *(found - 1);
        if (found == ends.end())
            ends.push_back(place);
        else
            *found = place;
    }
    Places row;
    for (auto place = ends.empty() ? nowhere : ends.back(); place != nowhere; place = before[place])
        row.push_back(place);
    std::ranges::reverse(row);
    return row;
}

// What is told between two messages that kept their place.
class Gaps
{
public:
    Gaps(Messages first, Messages second, std::size_t skipped)
        : m_there(partners(first, second))
        , m_here(partners(second, first))
        , m_skipped(skipped)
    { }

    [[nodiscard]] std::vector<MessageDifference> read()
    {
        std::size_t first = 0;
        std::size_t second = 0;
        for (const auto kept : inOrder(m_there)) {
            readOne(first, kept, second, m_there[kept]);
            first = kept + 1;
            second = m_there[kept] + 1;
        }
        readOne(first, m_there.size(), second, m_here.size());
        return std::move(m_found);
    }

private:
    void readOne(std::size_t first, std::size_t firstEnd, std::size_t second, std::size_t secondEnd)
    {
        const auto nextNew = [&] { // in the second: one that the first does not have
            while (second < secondEnd && m_here[second] != nowhere)
                ++second;
            return second < secondEnd ? std::optional(second++) : std::nullopt;
        };
        for (; first < firstEnd; ++first) {
            if (m_there[first] != nowhere)
                add(DifferenceKind::Reordered, first, m_there[first]);
            else if (const auto instead = nextNew())
                add(DifferenceKind::Changed, first, instead);
            else
                add(DifferenceKind::Missing, first, {});
        }
        while (const auto extra = nextNew())
            add(DifferenceKind::Extra, {}, extra);
    }

    void add(
        DifferenceKind kind, std::optional<std::size_t> first, std::optional<std::size_t> second)
    {
        for (auto *place : {&first, &second}) {
            if (*place)
                **place += m_skipped;
        }
        m_found.push_back({kind, first, second});
    }

    const Places m_there; // of each in the first, its place in the second
    const Places m_here; // and back
    const std::size_t m_skipped; // in front of both
    std::vector<MessageDifference> m_found;
};

} // namespace

std::vector<MessageDifference> differences(Messages first, Messages second)
{
    const auto isSame = [](const IndexedMessage &one, const IndexedMessage &other) {
        return one.digest == other.digest;
    };
    // What both begin and end with is taken off: mostly that is all, and of messages that are
    // there several times the right ones are compared then.
    const auto begin =
        std::size_t(std::ranges::mismatch(first, second, isSame).in1 - first.begin());
    first = first.subspan(begin);
    second = second.subspan(begin);
    while (!first.empty() && !second.empty() && isSame(first.back(), second.back())) {
        first = first.first(first.size() - 1);
        second = second.first(second.size() - 1);
    }
    return Gaps(first, second, begin).read();
}

} // namespace sealcord
