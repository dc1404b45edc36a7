// SPDX-License-Identifier: MIT
#include "core/traffic/models/streams/streammodel.h"

#include "core/traffic/models/streams/streamcells.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sealcord {

namespace {

StreamInfo infoOf(const StreamNews &news, TrafficRow::Clock::time_point now)
{
    StreamInfo info;
    info.connection = news.connection;
    info.number = news.number;
    info.isPeers = news.isPeers;
    info.target = news.target;
    info.from = news.from;
    info.since = news.opened.value_or(now);
    return info;
}

StreamInfo::State stateOf(const StreamNews::End &end)
{
    if (!end.wasOpened)
        return StreamInfo::State::Refused;
    return end.reset ? StreamInfo::State::Reset : StreamInfo::State::Closed;
}

/// Whether it has ended by that.
bool take(StreamInfo &info, const StreamNews &news)
{
    info.bytesIn = news.isTotal ? news.bytesIn : info.bytesIn + news.bytesIn;
    info.bytesOut = news.isTotal ? news.bytesOut : info.bytesOut + news.bytesOut;
    if (!news.end)
        return false;
    const auto &end = *news.end;
    info.state = stateOf(end);
    info.ended = end.time;
    info.since = end.time - end.duration;
    info.perSecond = 0;
    info.reset = end.reset;
    info.why = end.why;
    return true;
}

} // namespace

StreamModel::StreamModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void StreamModel::apply(const TrafficBatch &batch)
{
    if (batch.areStreamsLost)
        loseAll();
    const std::span all(batch.streams);
    for (auto begin = all.begin(); begin != all.end();) {
        const auto id = begin->connection.id;
        const auto end = std::find_if(
            begin, all.end(), [id](const StreamNews &news) { return news.connection.id != id; });
        applyTo(id, {begin, end});
        begin = end;
    }
    forgetOfAll();
    if (!all.empty() || batch.areStreamsLost)
        Q_EMIT countsChanged();
}

void StreamModel::loseAll()
{
    for (auto &[id, streams] : m_all) {
        for (auto &info : streams.rows) {
            if (info.ended)
                continue;
            info.state = StreamInfo::State::Lost;
            info.ended = m_now;
            info.perSecond = 0;
            ++streams.ended;
            ++m_ended;
        }
        forget(streams, streams.ended - std::min(streams.ended, mostEnded));
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Reason));
}

void StreamModel::applyTo(ConnectionId connection, std::span<const StreamNews> news)
{
    auto &streams = m_all[connection];
    auto &rows = streams.rows;
    std::vector<StreamInfo> fresh;
    auto firstChanged = rows.size();
    std::size_t lastChanged = 0;
    for (const auto &piece : news) {
        m_now = std::max(m_now, piece.end ? piece.end->time : piece.opened.value_or(m_now));
        const auto isIt = [&](const StreamInfo &info) {
            return !info.ended && info.number == piece.number;
        };
        const auto found = std::find_if(rows.rbegin(), rows.rend(), isIt); // mostly a late one
        const auto isNew = found == rows.rend();
        auto &info = isNew ? fresh.emplace_back(infoOf(piece, m_now)) : *found;
        if (take(info, piece)) {
            ++streams.ended;
            ++m_ended;
        }
        if (isNew)
            continue;
        const auto at = static_cast<std::size_t>(rows.rend() - found) - 1;
        firstChanged = std::min(firstChanged, at);
        lastChanged = std::max(lastChanged, at);
    }
    if (firstChanged < rows.size() && isShown(rows))
        Q_EMIT dataChanged(
            index(static_cast<int>(firstChanged), 0), index(static_cast<int>(lastChanged), Reason));
    insert(streams, std::move(fresh));
    forget(streams, streams.ended - std::min(streams.ended, mostEnded));
}

bool StreamModel::isShown(const std::vector<StreamInfo> &rows) const
{
    return m_connection != 0 && !rows.empty() && rows.front().connection.id == m_connection;
}

void StreamModel::insert(Streams &streams, std::vector<StreamInfo> fresh)
{
    if (fresh.empty())
        return;
    const auto first = static_cast<int>(streams.rows.size());
    const auto isOfShown = isShown(fresh);
    if (isOfShown)
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    std::ranges::move(fresh, std::back_inserter(streams.rows));
    if (isOfShown)
        endInsertRows();
}

/// The first \a count that have ended make room.
void StreamModel::forget(Streams &streams, std::size_t count)
{
    auto &rows = streams.rows;
    streams.ended -= count;
    m_ended -= count;
    for (std::size_t at = 0; count > 0;) {
        if (!rows[at].ended) {
            ++at;
            continue;
        }
        auto end = at;
        for (; end < rows.size() && rows[end].ended && count > 0; --count)
            ++end;
        const auto wasShown = isShown(rows);
        if (wasShown)
            beginRemoveRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(at),
            rows.begin() + static_cast<std::ptrdiff_t>(end));
        if (wasShown)
            endRemoveRows();
    }
}

/// Whoever has most of them loses half, but not what somebody looks at.
void StreamModel::forgetOfAll()
{
    while (m_ended > mostEndedOfAll) {
        const auto weight = [this](const ByConnection::value_type &one) {
            return one.first == m_connection ? 0 : one.second.ended;
        };
        const auto most = std::ranges::max_element(m_all, {}, weight);
        forget(most->second, (most->second.ended + 1) / 2);
        if (most->second.rows.empty())
            m_all.erase(most);
    }
}

void StreamModel::tick(TrafficRow::Clock::time_point now)
{
    m_now = now;
    const auto found = m_all.find(m_connection);
    if (m_connection == 0 || found == m_all.end())
        return;
    const auto passed = m_ticked ? std::chrono::duration<double>(now - *m_ticked).count() : 0;
    for (auto &info : found->second.rows) {
        if (info.ended)
            continue;
        const auto all = info.bytesIn + info.bytesOut;
        info.perSecond =
            passed > 0 ? static_cast<double>(all - std::min(info.counted, all)) / passed : 0;
        info.counted = all;
    }
    m_ticked = now;
    if (rowCount() == 0)
        return;
    Q_EMIT dataChanged(index(0, For), index(rowCount() - 1, Rate));
}

void StreamModel::showConnection(ConnectionId connection)
{
    if (connection == m_connection)
        return;
    beginResetModel();
    m_connection = connection;
    if (const auto found = m_all.find(connection); found != m_all.end()) {
        for (auto &info : found->second.rows) {
            info.counted = info.bytesIn + info.bytesOut;
            info.perSecond = 0;
        }
    }
    endResetModel();
    Q_EMIT countsChanged();
}

const std::vector<StreamInfo> &StreamModel::shown() const
{
    static const std::vector<StreamInfo> none;
    const auto found = m_connection == 0 ? m_all.end() : m_all.find(m_connection);
    return found == m_all.end() ? none : found->second.rows;
}

const StreamInfo &StreamModel::info(int row) const
{
    return shown()[static_cast<std::size_t>(row)];
}

int StreamModel::open() const
{
    return static_cast<int>(
        std::ranges::count_if(shown(), [](const StreamInfo &info) { return !info.ended; }));
}

std::vector<const StreamInfo *> StreamModel::all() const
{
    std::vector<const StreamInfo *> all;
    for (const auto &[id, streams] : m_all) {
        for (const auto &info : streams.rows)
            all.push_back(&info);
    }
    return all;
}

int StreamModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(shown().size());
}

int StreamModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Reason + 1;
}

QVariant StreamModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const auto &stream = info(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(stream, column, m_now);
    case Qt::ToolTipRole:
        return cellToolTip(stream, column, m_now);
    case Qt::AccessibleTextRole:
        return column == State ? describe(stream.state, false) : cellText(stream, column, m_now);
    case Qt::TextAlignmentRole: {
        const auto isFigure = column == Number || (column >= Since && column <= Rate);
        return QVariant::fromValue(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
    }
    default:
        return {};
    }
}

QVariant StreamModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section > Reason || role != Qt::DisplayRole)
        return {};
    return columnTitle(static_cast<Column>(section));
}

} // namespace sealcord
