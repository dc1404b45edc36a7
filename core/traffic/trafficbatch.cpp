// SPDX-License-Identifier: MIT
#include "core/traffic/trafficbatch.h"

#include <algorithm>

namespace sealcord {

ConnectionsUnseen &ConnectionsUnseen::operator+=(const ConnectionsUnseen &other)
{
    connections += other.connections;
    count += other.count;
    news += other.news;
    return *this;
}

bool TrafficBatch::isIncomplete() const
{
    return unseen.connections > 0 || unseen.news > 0
        || std::ranges::any_of(
            rows, [](const TrafficRow &row) { return row.kind == TrafficRow::Kind::Gap; });
}

} // namespace sealcord
