// SPDX-License-Identifier: MIT
#include "core/app/known/offlinemodel.h"

#include "core/text/figures.h"
#include "core/text/tooltip.h"
#include "core/traffic/models/connectioncells.h"

#include <QDateTime>
#include <QLocale>
#include <QVariant>

#include <algorithm>
#include <chrono>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Column = ConnectionModel::Column;

static ConnectionInfo lastConnectionOf(const KnownAgent &agent)
{
    ConnectionInfo info;
    info.name = {agent.lastConnection, agent.peer, agent.who};
    info.state = ConnectionInfo::State::Ended;
    info.opened = agent.lastSeen;
    info.ended = agent.lastSeen;
    info.endReason = agent.endReason;
    info.endText = agent.endText;
    return info;
}

QString reconnectsText(quint64 reconnects)
{
    return reconnects == 1 ? OfflineModel::tr("1 reconnect")
                           : OfflineModel::tr("%1 reconnects", nullptr, pluralOf(reconnects))
                                 .arg(formatCount(reconnects));
}

OfflineModel::OfflineModel(const AgentBook &book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
    , m_now(RecordTime::clock::now())
{
    update();
}

void OfflineModel::update()
{
    m_now = std::max(m_now, RecordTime::clock::now());
    removeThoseThatCame();
    addThoseThatWent();
    if (!m_items.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ConnectionModel::Reason));
}

void OfflineModel::removeThoseThatCame()
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto *agent = m_book.find(key(row));
        if (agent && agent->connections == 0)
            continue;
        beginRemoveRows({}, row, row);
        m_items.erase(m_items.begin() + row);
        endRemoveRows();
    }
}

// Both are in the order of the keys.
void OfflineModel::addThoseThatWent()
{
    int row = 0;
    for (const auto &[key, agent] : m_book.agents()) {
        if (agent.connections > 0)
            continue;
        if (row == rowCount() || this->key(row) != key) {
            beginInsertRows({}, row, row);
            m_items.insert(m_items.begin() + row, Item{key, {}, 0});
            endInsertRows();
        }
        auto &item = m_items[std::size_t(row)];
        item.info = lastConnectionOf(agent);
        item.reconnects = agent.reconnects;
        ++row;
    }
}

void OfflineModel::tick(RecordTime now)
{
    m_now = now;
    if (!m_items.empty())
        Q_EMIT dataChanged(
            index(0, ConnectionModel::Since), index(rowCount() - 1, ConnectionModel::Last));
}

const ConnectionInfo &OfflineModel::info(int row) const
{
    return m_items[std::size_t(row)].info;
}

const AgentBook::Key &OfflineModel::key(int row) const
{
    return m_items[std::size_t(row)].key;
}

int OfflineModel::indexOf(ConnectionId lastConnection) const
{
    const auto found = std::ranges::find(
        m_items, lastConnection, [](const Item &item) { return item.info.name.id; });
    return lastConnection == 0 || found == m_items.end() ? -1 : int(found - m_items.begin());
}

int OfflineModel::indexOf(const AgentBook::Key &key) const
{
    const auto found = std::ranges::lower_bound(m_items, key, {}, &Item::key);
    return found == m_items.end() || found->key != key ? -1 : int(found - m_items.begin());
}

int OfflineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int OfflineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ConnectionModel::Reason + 1;
}

QVariant OfflineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &item = m_items[std::size_t(index.row())];
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(item, column);
    case Qt::AccessibleTextRole:
        return column == Column::State ? tr("offline") : text(item, column);
    case Qt::ToolTipRole:
        return plainToolTip(column == Column::Reason ? text(item, column) : tipOf(item));
    case Qt::TextAlignmentRole: {
        const bool isFigure = column >= Column::Since && column <= Column::Last;
        return QVariant::fromValue(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
    }
    case ConnectionModel::SortRole:
        return sortKey(item, column);
    default:
        return {};
    }
}

QString OfflineModel::tipOf(const Item &item)
{
    return tr("Not connected. Last seen %1, %2.")
        .arg(formatTimestamp(item.info.opened), reconnectsText(item.reconnects));
}

QString OfflineModel::text(const Item &item, Column column) const
{
    switch (column) {
    case Column::State:
        return tr("□ offline");
    case Column::Since: // the day alone where it was another: the rest is in the tool tip
        return m_now - item.info.opened < 24h
            ? cellText(item.info, column, m_now)
            : QLocale().toString(
                  QDateTime::fromSecsSinceEpoch(
                      std::chrono::floor<std::chrono::seconds>(item.info.opened.time_since_epoch())
                          .count())
                      .date(),
                  QLocale::ShortFormat);
    case Column::For:
        return formatDuration(m_now - item.info.opened);
    case Column::Last:
        return formatAgo(m_now - item.info.opened);
    case Column::Reason: {
        const auto reason = cellText(item.info, column, m_now);
        return item.reconnects == 0 ? reason : reconnectsText(item.reconnects) + u"; "_s + reason;
    }
    case Column::Agent:
        return cellText(item.info, column, m_now);
    default:
        return {};
    }
}

QVariant OfflineModel::sortKey(const Item &item, Column column) const
{
    switch (column) {
    case Column::State: // behind the live ones, before those that have ended
        return int(ConnectionInfo::State::Live) + 0.5;
    case Column::For:
        return qint64{(m_now - item.info.opened).count()};
    case Column::Last:
        return cellSortKey(item.info, Column::Since, m_now);
    case Column::Protection:
    case Column::Reason:
        return text(item, column);
    default:
        return cellSortKey(item.info, column, m_now);
    }
}

} // namespace sealcord
