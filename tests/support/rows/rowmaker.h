// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <chrono>
#include <memory>
#include <vector>

namespace sealcord {

/// Makes batches of numbered rows of one connection, a millisecond apart.
class RowMaker
{
public:
    [[nodiscard]] TrafficBatch messages(
        const QList<QByteArray> &contents, Direction direction = Direction::In)
    {
        TrafficBatch batch;
        const auto kept = std::make_shared<const QList<QByteArray>>(contents);
        for (const QByteArray &content : *kept) {
            TrafficRow row = next();
            row.direction = direction;
            row.ordinal = row.number;
            row.content = std::as_bytes(std::span(content.data(), std::size_t(content.size())));
            batch.rows.push_back(row);
        }
        batch.memory = kept;
        return batch;
    }

    [[nodiscard]] TrafficBatch messages(int count)
    {
        QList<QByteArray> contents;
        for (int i = 0; i < count; ++i)
            contents.append("message " + QByteArray::number(m_number + quint64(i) + 1));
        return messages(contents);
    }

    [[nodiscard]] TrafficBatch event(EventKind kind, EventLevel level)
    {
        TrafficBatch batch;
        TrafficRow row = next();
        row.kind = TrafficRow::Kind::Notice;
        row.event = kind;
        row.level = level;
        batch.rows.push_back(row);
        return batch;
    }

    [[nodiscard]] TrafficBatch gap(quint64 missing)
    {
        TrafficBatch batch;
        TrafficRow row = next();
        row.kind = TrafficRow::Kind::Gap;
        row.missing = missing;
        m_number += missing - 1;
        batch.rows.push_back(row);
        return batch;
    }

private:
    TrafficRow next()
    {
        TrafficRow row;
        row.number = ++m_number;
        row.time = TrafficRow::Clock::time_point(std::chrono::milliseconds(m_number));
        row.connection = {1, {QHostAddress(QHostAddress::LocalHost), 50214}};
        return row;
    }

    quint64 m_number = 0;
};

} // namespace sealcord
