// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/recordingreport.h"
#include "core/recording/recorditem.h"
#include "core/recording/standingconnections.h"
#include "core/traffic/filter/filter.h"

#include <cstddef>
#include <deque>
#include <string>

namespace sealcord {

/// Keeps the last lines of a recording in memory, whole ones of so many bytes together, to be
/// written when something went wrong. Belongs to one thread.
class FlightRecorder
{
public:
    /// Keeps at most \a size bytes, at least one line; of what passes \a filter. \a standing
    /// outlives it.
    FlightRecorder(
        std::size_t size, Filter filter, RecordingHead head, const StandingConnections &standing);

    void add(const RecordItem &item);

    /// Writes what it holds, which it goes on holding, to a new file in \a folder (empty: the
    /// current one), whole by itself. Tells what became of it.
    [[nodiscard]] RecordingReport writeInto(const std::string &folder) const;

private:
    /// Lines that are forgotten together.
    struct Chunk {
        RecordTime begin; ///< when the first of them happened
        std::string lines;
        quint64 count = 0; ///< messages and events that they tell of
    };

    [[nodiscard]] std::string beginning(RecordTime now) const;
    void forgetOldest();

    const std::size_t m_size;
    const std::size_t m_chunkSize;
    const Filter m_filter;
    const RecordingLines m_lines;
    const StandingConnections &m_standing;
    std::deque<Chunk> m_chunks;
    std::size_t m_bytes = 0; // in the chunks
    std::string m_line; // under way
    quint64 m_forgotten = 0;
};

} // namespace sealcord
