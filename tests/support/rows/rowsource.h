// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmodel.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace sealcord::test {

/// Makes rows of one connection, numbered, ten milliseconds apart, and the batches of them that a
/// TrafficQueue hands out.
class RowSource
{
public:
    TrafficRow &message(std::string_view text, Direction direction = Direction::In)
    {
        auto &row = add(text);
        row.direction = direction;
        row.ordinal = row.number;
        return row;
    }

    TrafficRow &event(EventKind kind, EventLevel level, std::string_view text = {})
    {
        auto &row = add(text);
        row.kind = TrafficRow::Kind::Notice;
        row.event = kind;
        row.level = level;
        return row;
    }

    void gap(quint64 missing)
    {
        auto &row = add({});
        row.kind = TrafficRow::Kind::Gap;
        row.missing = missing;
        m_nextNumber += missing - 1;
    }

    /// What was made since the last time.
    [[nodiscard]] TrafficBatch take()
    {
        const auto texts = std::exchange(m_texts, std::make_shared<Texts>());
        for (const auto &text : *texts)
            m_batch.memory.add(std::as_bytes(std::span(text)).data(), texts);
        return std::exchange(m_batch, {});
    }

    [[nodiscard]] TrafficBatch messages(int count, std::string_view text = "text")
    {
        for (int i = 0; i < count; ++i)
            message(text);
        return take();
    }

    [[nodiscard]] TrafficBatch messages(
        const QList<QByteArray> &contents, Direction direction = Direction::In)
    {
        for (const auto &content : contents)
            message({content.constData(), static_cast<std::size_t>(content.size())}, direction);
        return take();
    }

private:
    using Texts = std::deque<std::string>;

    TrafficRow &add(std::string_view text)
    {
        const auto &kept = m_texts->emplace_back(text);
        TrafficRow row;
        row.number = m_nextNumber++;
        row.time = TrafficRow::Clock::time_point(
            std::chrono::seconds(1'764'000'000) + row.number * std::chrono::milliseconds(10));
        row.connection = {1, Endpoint(QHostAddress::LocalHost, 50214)};
        row.content = std::as_bytes(std::span(kept));
        return m_batch.rows.emplace_back(row);
    }

    TrafficBatch m_batch;
    std::shared_ptr<Texts> m_texts = std::make_shared<Texts>();
    quint64 m_nextNumber = 1;
};

/// Appends \a batch and waits until all of it has been shown: a slice ends by the clock, so how
/// many rows are one is the machine's to say.
inline void show(TrafficModel &model, const TrafficBatch &batch)
{
    model.append(batch);
    while (model.isBehind())
        QCoreApplication::processEvents();
}

inline Filter filterOf(const QString &text)
{
    return Filter::parse(text).value();
}

inline QList<quint64> numbersIn(const TrafficModel &model)
{
    QList<quint64> numbers;
    for (int i = 0; i < model.rowCount({}); ++i)
        numbers.append(model.row(i).number);
    return numbers;
}

inline QString textAt(const TrafficModel &model, int row, int column, int role = Qt::DisplayRole)
{
    return model.data(model.index(row, column), role).toString();
}

} // namespace sealcord::test
