// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QStringList>

#include <vector>

namespace sealcord::test {

/// Keeps what a OwnServer or WatchedAgent hands out. On the watcher's thread.
class TrafficRecord
{
public:
    void append(const TrafficBatch &batch);

    [[nodiscard]] quint64 unseen() const { return m_unseen; } ///< connections
    [[nodiscard]] int batches() const { return m_batches; }
    /// The messages of \a direction, of all connections.
    [[nodiscard]] QByteArrayList messages(Direction direction) const;
    /// Names of the events, in their order.
    [[nodiscard]] QStringList events() const;
    /// The text of the last event of the kind \a event.
    [[nodiscard]] QString textOf(EventKind event) const;
    [[nodiscard]] EventLevel levelOf(EventKind event) const;

    /// All news of one kind, as ConnectionEnded.
    template <typename What> [[nodiscard]] std::vector<What> news() const
    {
        std::vector<What> found;
        for (const auto &news : m_news) {
            if (const auto *what = std::get_if<What>(&news.what))
                found.push_back(*what);
        }
        return found;
    }

private:
    struct Kept {
        TrafficRow row; // without what it views
        QByteArray content;
    };

    [[nodiscard]] const Kept *last(EventKind event) const;

    int m_batches = 0;
    quint64 m_unseen = 0;
    std::vector<Kept> m_rows;
    std::vector<ConnectionNews> m_news;
};

} // namespace sealcord::test
