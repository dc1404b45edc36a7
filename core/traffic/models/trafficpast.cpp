// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficpast.h"

#include <algorithm>
#include <iterator>

namespace sealcord {

namespace {

using Item = TrafficPast::Item;

bool isGap(const Item &item)
{
    return item.row.kind == TrafficRow::Kind::Gap;
}

TrafficRow asGap(const TrafficRow &row, bool isMarked)
{
    if (row.kind == TrafficRow::Kind::Gap)
        return row;
    auto gap = gapFor(row, GapReason::Forgotten);
    gap.ordinal = isMarked ? 1 : 0;
    return gap;
}

/// Adds \a row, which is missing, to what is missing at the end of \a items.
void fold(auto &items, quint64 at, const TrafficRow &row, bool isMarked)
{
    const auto isRow = row.kind != TrafficRow::Kind::Gap;
    if (isRow && !items.empty() && isGap(items.back())
        && items.back().row.gap == GapReason::Forgotten) { // mostly, and for every row
        auto &last = items.back().row;
        ++last.missing;
        last.ordinal += isMarked ? 1 : 0;
        last.time = row.time;
        return;
    }
    const auto gap = asGap(row, isMarked);
    if (items.empty() || !isGap(items.back()))
        items.push_back({at, gap, {}, false});
    else if (items.back().row.gap == GapReason::Cleared)
        items.back().row = gap; // who cleared the list knows that
    else
        addGap(items.back().row, gap);
}

} // namespace

void TrafficPast::add(Position at, const TrafficRow &row, bool isPinned)
{
    auto &item = m_items.emplace_back(Item{at, row, {}, isPinned});
    item.memory = copyContents(item.row);
    auto &size = sizeOf(item);
    ++size.rows;
    size.bytes += bytesOf(row);
}

void TrafficPast::addMissing(Position at, const TrafficRow &row, bool isMarked)
{
    fold(m_items, at, row, isMarked);
}

std::size_t TrafficPast::lower(Position at) const
{
    return static_cast<std::size_t>(
        std::ranges::lower_bound(m_items, at, {}, &Item::at) - m_items.begin());
}

void TrafficPast::setPinned(quint64 number, bool isPinned)
{
    const auto found = std::ranges::lower_bound(
        m_items, number, {}, [](const Item &item) { return item.row.number; });
    if (found == m_items.end() || found->row.number != number || isGap(*found)
        || found->isPinned == isPinned)
        return;
    for (const auto isIn : {true, false}) {
        auto &size = sizeOf(*found);
        size.rows = isIn ? size.rows - 1 : size.rows + 1;
        size.bytes = isIn ? size.bytes - bytesOf(found->row) : size.bytes + bytesOf(found->row);
        found->isPinned = isPinned;
    }
}

std::optional<TrafficPast::Range> TrafficPast::excess(const Size &most, Position end) const
{
    auto left = m_spared;
    const auto isOver = [&] { return left.rows > most.rows || left.bytes > most.bytes; };
    if (!isOver())
        return {};
    const auto isSpared = [](const Item &item) { return !item.isPinned && !isGap(item); };
    const auto firstRow = std::ranges::find_if(m_items, isSpared);
    auto begin = firstRow;
    if (begin != m_items.begin() && isGap(*std::prev(begin)))
        --begin;
    auto last = firstRow;
    for (; last != m_items.end() && !last->isPinned && (isGap(*last) || isOver()); ++last) {
        if (isGap(*last))
            continue;
        --left.rows;
        left.bytes -= bytesOf(last->row);
    }
    return Range(begin->at, last == m_items.end() ? end : last->at);
}

std::vector<TrafficRow> TrafficPast::collapse(const Range &range)
{
    const auto begin = m_items.begin() + static_cast<std::ptrdiff_t>(lower(range.first));
    const auto end = m_items.begin() + static_cast<std::ptrdiff_t>(lower(range.second));
    std::vector<TrafficRow> rows;
    std::vector<Item> gaps;
    for (const auto &item : std::ranges::subrange(begin, end)) {
        fold(gaps, item.at, item.row, false);
        if (isGap(item))
            continue;
        rows.push_back(item.row);
        --m_spared.rows;
        m_spared.bytes -= bytesOf(item.row);
    }
    const auto rest = std::ranges::move(gaps, begin).out;
    m_items.erase(rest, end);
    return rows;
}

void TrafficPast::clear()
{
    *this = {};
}

} // namespace sealcord
