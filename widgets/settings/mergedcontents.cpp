// SPDX-License-Identifier: MIT
#include "widgets/settings/mergedcontents.h"

#include <algorithm>
#include <optional>

namespace sealcord {

namespace {

std::optional<NamedFilter> find(const QList<NamedFilter> &filters, const QString &name)
{
    const auto found = std::ranges::find(filters, name, &NamedFilter::name);
    return found == filters.end() ? std::nullopt : std::optional(*found);
}

} // namespace

QStringList mergedHistory(
    const QStringList &known, const QStringList &mine, const QStringList &stored)
{
    // Behind what is new here: nobody knows which of them came first.
    auto merged = mine;
    auto place = std::ranges::find_if(mine, [&](const QString &one) { return known.contains(one); })
        - mine.begin();
    for (const auto &one : stored) {
        if (!known.contains(one) && !mine.contains(one))
            merged.insert(place++, one);
    }
    return merged;
}

QList<NamedFilter> mergedFilters(const QList<NamedFilter> &known, const QList<NamedFilter> &mine,
    const QList<NamedFilter> &stored)
{
    QList<NamedFilter> merged;
    for (const auto &filter : mine) {
        if (find(known, filter.name) != filter)
            merged += filter; // new here, or changed
        else if (const auto meanwhile = find(stored, filter.name))
            merged += *meanwhile;
    }
    for (const auto &filter : stored) {
        if (!find(known, filter.name) && !find(mine, filter.name))
            merged += filter;
    }
    return merged;
}

} // namespace sealcord
