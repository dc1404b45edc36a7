// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logrecord.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

namespace sealcord {

/// Takes records from any thread to the one that writes them. Bounded: who adds never waits for
/// the writer; a record that finds the queue full is dropped and counted.
///
/// Two buffers that are exchanged as a whole, so that the lock is held for one record or for one
/// exchange, and memory is allocated once.
class LogQueue
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// \a capacity records, at least 1.
    explicit LogQueue(std::size_t capacity);

    /// How much of the queue a record may find filled and still be taken: a flood of messages
    /// leaves a quarter of it to what is rarer and matters more.
    enum class Room { All, ForMessages };

    /// Any thread. After close() the record is thrown away.
    void add(LogRecord &&record, Room room = Room::All);

    struct Batch {
        quint64 dropped = 0; ///< since the batch before, after the last record of this one
        bool closed = false; ///< nothing will come after this batch
    };

    /// The writing thread only. Waits for a record, for close() or for \a until, and replaces what
    /// \a records holds with what was added since.
    [[nodiscard]] Batch take(std::vector<LogRecord> &records, std::optional<Time> until);

    /// Any thread: take() returns at once from now on.
    void close();

private:
    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<LogRecord> m_filling; // guarded by m_mutex, as is all below
    quint64 m_dropped = 0;
    bool m_closed = false;
};

} // namespace sealcord
