// SPDX-License-Identifier: MIT
#include "tests/integration/traffic/trafficrecord.h"

#include <algorithm>

namespace sealcord::test {

void TrafficRecord::append(const TrafficBatch &batch)
{
    ++m_batches;
    m_unseen += batch.unseen.connections;
    for (const auto &row : batch.rows) {
        const QByteArray content(reinterpret_cast<const char *>(row.content.data()),
            static_cast<qsizetype>(row.content.size()));
        m_rows.push_back({row, content});
        m_rows.back().row.content = {};
        m_rows.back().row.frame = {};
    }
    m_news.insert(m_news.end(), batch.news.begin(), batch.news.end());
}

QByteArrayList TrafficRecord::messages(Direction direction) const
{
    QByteArrayList found;
    for (const auto &kept : m_rows) {
        if (kept.row.kind == TrafficRow::Kind::Message && kept.row.direction == direction)
            found += kept.content;
    }
    return found;
}

QStringList TrafficRecord::events() const
{
    QStringList found;
    for (const auto &kept : m_rows) {
        if (kept.row.kind == TrafficRow::Kind::Notice)
            found += QString(name(kept.row.event));
    }
    return found;
}

const TrafficRecord::Kept *TrafficRecord::last(EventKind event) const
{
    const auto found = std::ranges::find_if(m_rows.rbegin(), m_rows.rend(), [&](const Kept &kept) {
        return kept.row.kind == TrafficRow::Kind::Notice && kept.row.event == event;
    });
    return found == m_rows.rend() ? nullptr : &*found;
}

QString TrafficRecord::textOf(EventKind event) const
{
    const auto *kept = last(event);
    return kept ? QString::fromUtf8(kept->content) : QString();
}

EventLevel TrafficRecord::levelOf(EventKind event) const
{
    const auto *kept = last(event);
    return kept ? kept->row.level : EventLevel::Info;
}

} // namespace sealcord::test
