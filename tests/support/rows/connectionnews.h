// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"

#include <QHostAddress>
#include <QString>

#include <chrono>
#include <utility>

namespace sealcord::test {

using TimePoint = TrafficRow::Clock::time_point;

inline const TimePoint start(std::chrono::seconds(1'764'000'000));

inline ConnectionName named(ConnectionId id)
{
    return {id, Endpoint(QHostAddress::LocalHost, static_cast<quint16>(id))};
}

/// A batch of news, each a second after the one before.
class News
{
public:
    template <typename T> News &add(T what)
    {
        auto &news = m_batch.news.emplace_back();
        news.time = m_time;
        news.what = std::move(what);
        m_time += std::chrono::seconds(1);
        return *this;
    }
    News &opened(ConnectionId id) { return add(ConnectionOpened{named(id)}); }
    News &established(ConnectionId id, Protection protection = Protection::NotAuthenticated)
    {
        return add(ConnectionEstablished{named(id), {}, Protocol::Classic, protection});
    }
    News &ended(ConnectionId id, EndReason reason, const char *text = "")
    {
        ConnectionEnded record;
        record.connection = named(id);
        record.reason = reason;
        record.text = text;
        return add(record);
    }
    News &counted(ConnectionId id, const TrafficCount &count)
    {
        return add(ConnectionCounted{named(id), count});
    }

    TrafficBatch take() { return std::exchange(m_batch, {}); }
    [[nodiscard]] TimePoint now() const { return m_time; }

private:
    TrafficBatch m_batch;
    TimePoint m_time = start;
};

inline QString textAt(const ConnectionModel &model, int row, int column, int role = Qt::DisplayRole)
{
    return model.data(model.index(row, column), role).toString();
}

} // namespace sealcord::test
