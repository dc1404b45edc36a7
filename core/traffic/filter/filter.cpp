// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filter.h"

#include "core/traffic/filter/filterparser.h"

#include <algorithm>

namespace sealcord {

std::expected<Filter, FilterError> Filter::parse(const QString &text)
{
    auto root = FilterParser(text).parse();
    if (!root)
        return std::unexpected(std::move(root.error()));
    Filter filter;
    filter.m_root = std::move(*root);
    filter.m_text = text;
    return filter;
}

bool Filter::matches(const TrafficRow &row) const
{
    // Where something is missing stays to be seen, whatever was asked for.
    return m_root == nullptr || row.kind == TrafficRow::Kind::Gap || m_root->matches(row);
}

std::vector<ContentRange> Filter::highlights(
    std::span<const std::byte> content, std::size_t most) const
{
    if (m_root == nullptr)
        return {};
    std::vector<ContentRange> found;
    m_root->find(content, most, found);
    std::ranges::sort(found, {}, &ContentRange::offset);

    std::vector<ContentRange> joined;
    for (const auto &range : found) {
        if (!joined.empty() && range.offset < joined.back().offset + joined.back().length) {
            auto &last = joined.back();
            last.length =
                std::max(last.offset + last.length, range.offset + range.length) - last.offset;
            continue;
        }
        if (joined.size() == most)
            break;
        joined.push_back(range);
    }
    return joined;
}

} // namespace sealcord
