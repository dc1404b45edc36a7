// SPDX-License-Identifier: MIT
#include "core/traffic/models/shownrows.h"

#include <algorithm>

namespace sealcord {

using Kind = TrafficRow::Kind;

const TrafficRow &ShownRows::row(std::size_t place) const
{
    const auto &shown = m_shown[place];
    return shown.last == shown.at ? m_ring.row(shown.at) : m_sums.at(shown.at);
}

bool ShownRows::isGap(std::size_t place) const
{
    return row(place).kind == Kind::Gap;
}

std::size_t ShownRows::lower(Position at) const
{
    return static_cast<std::size_t>(
        std::ranges::lower_bound(m_shown, at, {}, &Shown::at) - m_shown.begin());
}

std::vector<ShownRows::Shown> ShownRows::folded(std::span<const Position> positions) const
{
    std::vector<Shown> shown;
    shown.reserve(positions.size());
    for (const auto at : positions) {
        if (!shown.empty() && joins(shown.back().at, at))
            shown.back().last = at;
        else
            shown.push_back({at, at});
    }
    return shown;
}

bool ShownRows::joins(std::size_t place, const Shown &next) const
{
    return joins(m_shown[place].at, next.at);
}

// What somebody cleared is not missing, and told apart.
bool ShownRows::joins(Position gap, Position next) const
{
    const auto isMissing = [this](Position at) {
        const auto &row = m_ring.row(at);
        return row.kind == Kind::Gap && row.gap != GapReason::Cleared;
    };
    return isMissing(gap) && isMissing(next);
}

ShownRows::Stretch ShownRows::stretch(Position begin, Position end) const
{
    Stretch found{lower(begin), lower(end), begin, end, {}};
    for (auto place = found.begin; place < found.end; ++place) {
        if (!isGap(place))
            found.rows.push_back(m_shown[place].at);
    }
    if (found.begin > 0 && isGap(found.begin - 1))
        --found.begin;
    if (found.end < m_shown.size() && isGap(found.end))
        ++found.end;
    if (found.begin < found.end) {
        found.from = std::min(begin, m_shown[found.begin].at);
        found.to = std::max(end, m_shown[found.end - 1].last + 1);
    }
    return found;
}

std::vector<ShownRows::Shown> ShownRows::anew(const Stretch &stretch, Position scanned) const
{
    auto positions = m_ring.gaps(stretch.from, std::min(stretch.to, scanned));
    const auto &past = m_ring.past().items(); // where all of them are that are there
    for (auto i = m_ring.past().lower(stretch.from); i < past.size() && past[i].at < stretch.to;
        ++i) {
        if (std::ranges::binary_search(stretch.rows, past[i].at))
            positions.push_back(past[i].at);
    }
    std::ranges::sort(positions);
    return folded(positions);
}

void ShownRows::insert(std::size_t place, std::span<const Shown> shown)
{
    m_shown.insert(
        m_shown.begin() + static_cast<std::ptrdiff_t>(place), shown.begin(), shown.end());
    for (const auto &one : shown) {
        if (m_ring.row(one.at).kind != Kind::Gap)
            continue;
        ++m_gaps;
        sum(one);
    }
}

void ShownRows::erase(std::size_t begin, std::size_t end)
{
    for (auto place = begin; place < end; ++place) {
        if (!isGap(place))
            continue;
        --m_gaps;
        m_sums.erase(m_shown[place].at);
    }
    const auto first = m_shown.begin();
    m_shown.erase(
        first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end));
}

void ShownRows::setGap(std::size_t place, const Shown &gap)
{
    m_sums.erase(m_shown[place].at);
    m_shown[place] = gap;
    sum(gap);
}

void ShownRows::sum(const Shown &gap)
{
    if (gap.last == gap.at) {
        m_sums.erase(gap.at);
        return;
    }
    auto all = m_ring.row(gap.at);
    for (const auto next : m_ring.gaps(gap.at + 1, gap.last + 1))
        addGap(all, m_ring.row(next));
    m_sums.insert_or_assign(gap.at, all);
}

void ShownRows::clear()
{
    m_shown.clear();
    m_sums.clear();
    m_gaps = 0;
}

} // namespace sealcord
