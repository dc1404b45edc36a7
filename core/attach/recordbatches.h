// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordedrow.h"
#include "core/traffic/trafficbatch.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace sealcord {

/// Makes of the records that a server tells (docs/control.md) the batches that a watcher of it
/// takes. Belongs to one thread.
class RecordBatches
{
public:
    /// From here on a watcher should take what there is before more is made.
    static constexpr std::size_t manyRecords = 4096;
    static constexpr std::size_t manyBytes = std::size_t{16} * 1024 * 1024;
    /// No server numbers more in its life: our numbers never begin again at 0, after however many
    /// servers.
    static constexpr ConnectionId mostConnections = ConnectionId{1} << 40;

    /// What follows is another server's, or is told from the beginning again: it has nothing to do
    /// with the connections before.
    void begin() { m_base = m_last; }
    /// Nothing more is heard of the connections that stand.
    void end();

    /// False: it is no record, or damaged.
    [[nodiscard]] bool add(std::string_view text);

    [[nodiscard]] bool isMuch() const { return m_records >= manyRecords || m_bytes >= manyBytes; }
    /// What was made since the last call.
    [[nodiscard]] std::vector<TrafficBatch> take();

    /// What our numbers are ahead of the server's.
    [[nodiscard]] ConnectionId before() const { return m_base; }
    /// The connection of that number, as the server has it; 0: it is another server's.
    [[nodiscard]] ConnectionId theirs(ConnectionId ours) const
    {
        return ours > m_base ? ours - m_base : 0;
    }

private:
    [[nodiscard]] TrafficBatch &batch();
    [[nodiscard]] bool addNews(const Record &record);
    template <typename News> void add(News news);
    void addRow(TrafficRow row);
    void number(ConnectionName &connection);

    RecordedRows m_made{Role::Server};
    std::vector<TrafficBatch> m_batches;
    ConnectionId m_base = 0; // before()
    ConnectionId m_last = 0; // of ours
    quint64 m_question = 0;
    std::size_t m_records = 0; // that the batches are made of
    std::size_t m_bytes = 0; // of these
};

} // namespace sealcord
