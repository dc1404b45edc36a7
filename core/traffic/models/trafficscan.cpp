// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficscan.h"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace sealcord {

using namespace std::chrono_literals;

static constexpr auto sliceTime = 5ms;
// The clock is looked at after so many bytes, a row counting as some: it costs time, and so do long
// messages, from which a filter may need much for each byte.
static constexpr std::size_t bytesPerLook = 4096;
static constexpr std::size_t rowCost = 256;

std::vector<TrafficRing::Position> scanSlice(const TrafficRing &ring, const Filter &filter,
    TrafficRing::Position &at, TrafficRing::Position end)
{
    const auto deadline = std::chrono::steady_clock::now() + sliceTime;
    std::vector<TrafficRing::Position> found;
    at = ring.from(at);
    std::size_t looked = 0;
    while (at < end) {
        const auto &row = ring.row(at);
        looked += rowCost + row.content.size();
        if (filter.isEmpty() || row.kind == TrafficRow::Kind::Gap || filter.matches(row))
            found.push_back(at);
        at = ring.from(at + 1);
        if (looked >= bytesPerLook && std::chrono::steady_clock::now() > deadline)
            break;
        looked %= bytesPerLook;
    }
    return found;
}

} // namespace sealcord
