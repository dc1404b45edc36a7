// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/queue/trafficqueue.h"
#include "tests/support/bytesof.h"
#include "tests/support/rows/connectionnews.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string_view>

/// What goes into a queue in its tests, and what came out.
namespace sealcord::test {

inline std::string_view textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

inline MessageSeen message(ConnectionId id, std::string_view plaintext, quint64 ordinal)
{
    return {.connection = named(id), .plaintext = bytesOf(plaintext), .ordinal = ordinal};
}

inline bool isGap(const TrafficRow &row)
{
    return row.kind == TrafficRow::Kind::Gap;
}

inline quint64 missingIn(const TrafficBatch &batch)
{
    quint64 missing = 0;
    for (const auto &row : batch.rows)
        missing += row.missing;
    return missing;
}

inline std::size_t keptIn(const TrafficBatch &batch)
{
    return static_cast<std::size_t>(std::ranges::count_if(batch.rows, std::not_fn(isGap)));
}

} // namespace sealcord::test
