// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/effort.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sealcord {

/// Elements [first, firstEnd) of one sequence and [second, secondEnd) of another.
struct EditBox {
    std::size_t first = 0;
    std::size_t firstEnd = 0;
    std::size_t second = 0;
    std::size_t secondEnd = 0;

    friend bool operator==(const EditBox &, const EditBox &) = default;
};

/// Finds where two sequences differ, so that the fewest elements are taken out and put in: Myers,
/// "An O(ND) Difference Algorithm and Its Variations" (1986), in the linear space of its section
/// 4b. The sequences outlive it.
///
/// Where a part needs very many, the way that leads furthest is taken for the best: there may be
/// fewer then. When the effort is spent, the parts that have not been compared yet count as
/// different but for what they begin and end with alike.
template <typename Element> class EditScript
{
public:
    EditScript(std::span<const Element> first, std::span<const Element> second, Effort &effort)
        : m_one(first)
        , m_two(second)
        , m_effort(effort)
    { }

    /// In order, none touching another. Once.
    [[nodiscard]] std::vector<EditBox> find()
    {
        compare({0, m_one.size(), 0, m_two.size()});
        return std::move(m_found);
    }

private:
    using Place = std::ptrdiff_t;

    struct Point {
        std::size_t first;
        std::size_t second;
    };

    /// From one corner of a box: how far into the first sequence one comes on each diagonal (the
    /// place in the first minus that in the second) with as many edits as were tried.
    class Front
    {
    public:
        void reset(Place longest)
        {
            m_zero = longest + 1;
            m_reached.resize(std::max(m_reached.size(), std::size_t(2 * longest + 3)));
            (*this)[1] = 0;
        }
        Place &operator[](Place diagonal) { return m_reached[std::size_t(m_zero + diagonal)]; }

    private:
        std::vector<Place> m_reached;
        Place m_zero = 0;
    };

    // Calls itself for two halves, each with half of the edits: it never comes deep.
    void compare(EditBox box)
    {
        strip(box);
        const bool hasFirst = box.first < box.firstEnd;
        const bool hasSecond = box.second < box.secondEnd;
        if (!hasFirst && !hasSecond)
            return;
        const auto middle = hasFirst && hasSecond ? middleOf(box) : std::nullopt;
        if (!middle)
            return add(box);
        compare({box.first, middle->first, box.second, middle->second});
        compare({middle->first, box.firstEnd, middle->second, box.secondEnd});
    }

    void strip(EditBox &box) const
    {
        const auto one = m_one.subspan(box.first, box.firstEnd - box.first);
        const auto two = m_two.subspan(box.second, box.secondEnd - box.second);
        const auto same = std::size_t(std::ranges::mismatch(one, two).in1 - one.begin());
        box.first += same;
        box.second += same;
        while (box.first < box.firstEnd && box.second < box.secondEnd
            && m_one[box.firstEnd - 1] == m_two[box.secondEnd - 1]) {
            --box.firstEnd;
            --box.secondEnd;
        }
    }

    void add(const EditBox &box)
    {
        if (!m_found.empty() && m_found.back().firstEnd == box.first
            && m_found.back().secondEnd == box.second) {
            m_found.back().firstEnd = box.firstEnd;
            m_found.back().secondEnd = box.secondEnd;
        } else {
            m_found.push_back(box);
        }
    }

    // A point that a shortest way through \a box passes after half of its edits, or where a way
    // leads that is good enough. None: the effort was spent before.
    std::optional<Point> middleOf(const EditBox &box)
    {
        const auto longest = Place((box.firstEnd - box.first + box.secondEnd - box.second + 1) / 2);
        const auto most = std::min(longest, m_mostEdits);
        m_forward.reset(most);
        m_backward.reset(most);
        for (Place edits = 0; edits <= most && !m_effort.isSpent(); ++edits) {
            for (const bool isForward : {true, false}) {
                if (const auto met = advance(box, edits, isForward))
                    return met;
            }
        }
        if (m_effort.isSpent())
            return std::nullopt;
        m_mostEdits = std::max(m_mostEdits / 2, fewestEdits); // or this would take all effort
        return furthest(box, most);
    }

    struct Diagonals {
        Place first = 0;
        Place last = 0;
    };

    // Those, every second, that a front comes to by as many edits and that lie in the box.
    static Diagonals diagonals(const EditBox &box, Place edits)
    {
        const auto width = Place(box.firstEnd - box.first);
        const auto height = Place(box.secondEnd - box.second);
        return {2 * std::max<Place>(0, edits - height) - edits,
            edits - 2 * std::max<Place>(0, edits - width)};
    }

    // The point of both fronts that is furthest from its corner.
    Point furthest(const EditBox &box, Place edits)
    {
        const auto range = diagonals(box, edits);
        Place most = 0;
        Point best{box.first, box.second};
        for (auto k = range.first; k <= range.last; k += 2) {
            for (const bool isForward : {true, false}) {
                const auto at = isForward ? m_forward[k] : m_backward[k];
                if (2 * at - k <= most)
                    continue;
                most = 2 * at - k;
                best = pointAt(box, at, at - k, isForward);
            }
        }
        return best;
    }

    // Moves one front on by an edit; the point where it meets the other one.
    std::optional<Point> advance(const EditBox &box, Place edits, bool isForward)
    {
        const auto width = Place(box.firstEnd - box.first);
        const auto height = Place(box.secondEnd - box.second);
        const auto between = width - height; // the diagonals of the two corners
        const bool canMeet = (between % 2 != 0) == isForward;
        const auto otherEdits = isForward ? edits - 1 : edits;
        auto &own = isForward ? m_forward : m_backward;
        auto &other = isForward ? m_backward : m_forward;
        const auto range = diagonals(box, edits);
        for (auto k = range.first; k <= range.last; k += 2) {
            const bool isInserted = k == -edits || (k != edits && own[k - 1] < own[k + 1]);
            auto at = isInserted ? own[k + 1] : own[k - 1] + 1;
            at = std::min({at, width, height + k}); // no further than the box
            at += same(box, at, at - k, isForward);
            own[k] = at;
            const auto there = between - k; // the same diagonal, from the other corner
            if (canMeet && std::abs(there) <= otherEdits && at + other[there] >= width)
                return pointAt(box, at, at - k, isForward);
        }
        m_effort.spend(quint64(edits) + 1);
        return std::nullopt;
    }

    // So far from the corner where that front begins.
    static Point pointAt(const EditBox &box, Place first, Place second, bool isForward)
    {
        if (isForward)
            return {box.first + std::size_t(first), box.second + std::size_t(second)};
        return {box.firstEnd - std::size_t(first), box.secondEnd - std::size_t(second)};
    }

    // How many elements are the same from there on, seen from the corner.
    Place same(const EditBox &box, Place first, Place second, bool isForward)
    {
        const auto one = m_one.subspan(box.first, box.firstEnd - box.first);
        const auto two = m_two.subspan(box.second, box.secondEnd - box.second);
        const auto most = std::min(Place(one.size()) - first, Place(two.size()) - second);
        Place count = 0;
        if (isForward) {
            while (
                count < most && one[std::size_t(first + count)] == two[std::size_t(second + count)])
                ++count;
        } else {
            while (count < most
                && one[one.size() - 1 - std::size_t(first + count)]
                    == two[two.size() - 1 - std::size_t(second + count)])
                ++count;
        }
        m_effort.spend(quint64(count));
        return count;
    }

    static constexpr Place fewestEdits = 1024;

    const std::span<const Element> m_one;
    const std::span<const Element> m_two;
    Effort &m_effort;
    Place m_mostEdits = 8 * fewestEdits; // that are tried in a box, each way
    Front m_forward;
    Front m_backward;
    std::vector<EditBox> m_found;
};

} // namespace sealcord
