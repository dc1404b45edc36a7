// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectionmodel.h"

#include "core/traffic/models/connectioncells.h"
#include "core/traffic/models/connectionprogress.h"
#include "core/traffic/models/connectiontips.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace sealcord {

namespace {

using namespace std::chrono_literals;
using State = ConnectionInfo::State;

} // namespace

/// Puts a batch into the model: collects new connections and what has changed, and announces both
/// at once.
class ConnectionModel::Application
{
public:
    explicit Application(ConnectionModel &model)
        : m_model(model)
    { }

    void take(const ConnectionNews &news)
    {
        m_time = news.time;
        std::visit([this](const auto &what) { (*this)(what); }, news.what);
    }

    void take(const TrafficRow &row)
    {
        if (row.kind != TrafficRow::Kind::Message)
            return;
        auto *const item = find(row.connection.id);
        if (!item)
            return;
        takeMessage(item->info, row, m_model.m_isRepliedByHand);
    }

    /// Whoever no thread has told of has ended without anybody seeing it.
    void endUnconfirmed()
    {
        for (const auto &item : m_model.m_items) {
            if (item->info.ended || item->confirmed >= m_model.m_question)
                continue;
            end(*find(item->info.name.id), State::Ended, m_model.m_now);
        }
    }

    void announce()
    {
        if (m_firstChanged <= m_lastChanged)
            Q_EMIT m_model.dataChanged(m_model.index(m_firstChanged, 0),
                m_model.index(m_lastChanged, ConnectionModel::Reason));
        if (m_new.empty())
            return;
        const auto first = static_cast<int>(m_model.m_items.size());
        m_model.beginInsertRows({}, first, first + static_cast<int>(m_new.size()) - 1);
        std::ranges::move(m_new, std::back_inserter(m_model.m_items));
        m_model.endInsertRows();
    }

private:
    void operator()(const ConnectionOpened &opened)
    {
        findOrOpen(opened.connection)->info.local = opened.local;
    }

    void operator()(const HandshakePacketKept &packet)
    {
        auto &info = findOrOpen(packet.connection)->info;
        if (info.handshake.size() < HandshakePacketKept::mostOfOne)
            info.handshake.push_back({packet.direction, m_time, packet.bytes, packet.protocol});
        wasActive(info, m_time);
    }

    void operator()(const ConnectionEstablished &established)
    {
        auto &info = findOrOpen(established.connection)->info;
        if (info.state == State::Handshake)
            info.state = State::Live;
        info.established = m_time;
        info.protocol = established.protocol;
        info.protection = established.protection;
        info.fingerprint = established.fingerprint;
        info.name.known = established.connection.known;
        info.peer = established.peer;
        wasActive(info, m_time);
    }

    void operator()(const ConnectionStands &stands)
    {
        const bool isNew = !m_model.m_byId.contains(stands.connection.id);
        auto *const item = findOrOpen(stands.connection);
        if (isNew)
            item->info.opened = m_time - stands.age;
        item->confirmed = m_model.m_question;
        item->info.owes = false; // or it is told behind this
        if (stands.established && !item->info.established)
            (*this)(*stands.established);
    }

    void operator()(const ConnectionCounted &counted)
    {
        if (auto *const item = find(counted.connection.id)) {
            takeCount(item->info, counted.count, m_time, m_model.m_isRepliedByHand);
            wasActive(item->info, m_time);
        }
    }

    void operator()(const SendProgressed &progress)
    {
        if (auto *const item = find(progress.connection.id)) {
            item->info.taken = progress.taken;
            item->info.owes = !progress.isAll;
        }
    }

    void operator()(const ConnectionMeasured &measured)
    {
        if (auto *const item = find(measured.connection.id)) {
            takeCount(item->info, measured.count, m_time, m_model.m_isRepliedByHand);
            item->info.measured = measured;
            takeKeyUse(item->info, measured);
        }
    }

    void operator()(const ConnectionEnded &ended)
    {
        auto *const item = find(ended.connection.id);
        if (!item || item->info.ended)
            return;
        auto &info = item->info;
        info.endReason = ended.reason;
        info.endText = ended.text;
        info.count = ended.count;
        info.protocol = ended.protocol;
        info.name.known = ended.connection.known;
        info.peer = ended.peer;
        takeKeyUse(info, ended);
        end(*item, isFault(ended.reason) ? State::Failed : State::Ended, m_time);
    }

    template <typename Record> static void takeKeyUse(ConnectionInfo &info, const Record &record)
    {
        info.sealed = record.sealed;
        info.sealBudget = record.sealBudget;
        info.recordsOpened = record.opened;
        info.recordsPerKey = record.recordsPerKey;
    }

    void end(Item &item, ConnectionInfo::State state, TrafficRow::Clock::time_point time)
    {
        auto &info = item.info;
        info.state = state;
        info.ended = time;
        info.inPerSecond = info.outPerSecond = 0;
        info.owes = false;
        item.rate = {};
        m_model.m_ended.push_back(info.name.id);
    }

    Item *find(ConnectionId id)
    {
        const auto found = m_model.m_byId.find(id);
        if (found == m_model.m_byId.end())
            return nullptr;
        auto *const item = found->second;
        if (std::cmp_less(item->row, m_model.m_items.size())) {
            m_firstChanged = std::min(m_firstChanged, item->row);
            m_lastChanged = std::max(m_lastChanged, item->row);
        }
        return item;
    }

    Item *findOrOpen(const ConnectionName &name)
    {
        if (auto *const item = find(name.id))
            return item;
        auto item = std::make_unique<Item>();
        item->info.name = name;
        item->info.opened = m_time;
        item->row = static_cast<int>(m_model.m_items.size() + m_new.size());
        item->confirmed = m_model.m_question;
        m_model.m_byId.emplace(name.id, item.get());
        return m_new.emplace_back(std::move(item)).get();
    }

    ConnectionModel &m_model;
    TrafficRow::Clock::time_point m_time;
    Items m_new;
    int m_firstChanged = std::numeric_limits<int>::max();
    int m_lastChanged = -1;
};

ConnectionModel::ConnectionModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void ConnectionModel::apply(const TrafficBatch &batch)
{
    m_forgotten += batch.unseen.count;
    m_forgottenCount += batch.unseen.connections;
    Application application(*this);
    for (const auto &news : batch.news) {
        m_now = std::max(m_now, news.time);
        application.take(news);
    }
    for (const auto &row : batch.rows)
        application.take(row);
    if (isAnswered(batch))
        application.endUnconfirmed();
    application.announce();
    forgetEnded();
    if (batch.question != 0) {
        m_question = batch.question;
        m_answers = 0;
    }
}

bool ConnectionModel::isAnswered(const TrafficBatch &batch)
{
    bool isComplete = false;
    for (const auto &answer : batch.answers) {
        if (answer.question == m_question)
            isComplete = ++m_answers == answer.threads;
    }
    return isComplete;
}

void ConnectionModel::setRepliedByHand(bool isByHand)
{
    m_isRepliedByHand = isByHand;
    if (isByHand || m_items.empty())
        return;
    for (const auto &item : m_items) {
        if (!item->info.ended)
            item->info.waitsSince.reset();
    }
    Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, State));
}

void ConnectionModel::tick(TrafficRow::Clock::time_point now)
{
    m_now = now;
    for (const auto &item : m_items) {
        auto &info = item->info;
        if (info.ended)
            continue;
        item->rate.add(now, info.count);
        info.inPerSecond = item->rate.inPerSecond();
        info.outPerSecond = item->rate.outPerSecond();
    }
    if (!m_items.empty())
        Q_EMIT dataChanged(index(0, State), index(rowCount({}) - 1, Last));
}

TrafficCount ConnectionModel::total() const
{
    auto total = m_forgotten;
    for (const auto &item : m_items)
        total += item->info.count;
    return total;
}

void ConnectionModel::forgetEnded()
{
    std::vector<int> rows;
    for (; m_ended.size() > mostEnded; m_ended.pop_front())
        rows.push_back(m_byId.at(m_ended.front())->row);
    // From the last to the first: the rows before those that go keep their numbers.
    std::ranges::sort(rows, std::greater());
    for (auto last = rows.begin(); last != rows.end();) {
        auto first = last;
        while (std::next(first) != rows.end() && *std::next(first) == *first - 1)
            ++first;
        removeRange(*first, *last);
        last = std::next(first);
    }
    if (rows.empty())
        return;
    for (auto row = static_cast<std::size_t>(rows.back()); row < m_items.size(); ++row)
        m_items[row]->row = static_cast<int>(row);
}

void ConnectionModel::removeRange(int first, int last)
{
    beginRemoveRows({}, first, last);
    const auto begin = m_items.begin() + first;
    const auto end = m_items.begin() + last + 1;
    std::for_each(begin, end, [this](const auto &item) {
        m_forgotten += item->info.count;
        ++m_forgottenCount;
        m_byId.erase(item->info.name.id);
    });
    m_items.erase(begin, end);
    endRemoveRows();
}

const ConnectionInfo &ConnectionModel::info(int row) const
{
    return m_items[static_cast<std::size_t>(row)]->info;
}

const ConnectionInfo *ConnectionModel::find(ConnectionId id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &found->second->info;
}

int ConnectionModel::indexOf(ConnectionId id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? -1 : found->second->row;
}

int ConnectionModel::live() const
{
    return rowCount({}) - ended();
}

int ConnectionModel::ended() const
{
    return static_cast<int>(m_ended.size());
}

quint64 ConnectionModel::everEnded() const
{
    return m_forgottenCount + m_ended.size();
}

bool ConnectionModel::isWaiting(const TrafficRow &row) const
{
    if (row.kind != TrafficRow::Kind::Message || row.direction != Direction::Out)
        return false;
    const auto *const info = find(row.connection.id);
    return info && info->owes && row.wireEnd > info->taken;
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Reason + 1;
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const auto &shown = info(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(shown, column, m_now);
    case Qt::ToolTipRole:
        return cellToolTip(shown, column, m_now);
    case Qt::AccessibleTextRole:
        return cellAccessibleText(shown, column, m_now);
    case Qt::TextAlignmentRole: {
        const auto isFigure = column >= Since && column <= Last;
        return QVariant::fromValue(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
    }
    case SortRole:
        return cellSortKey(shown, column, m_now);
    default:
        return {};
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section > Reason)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    return role == Qt::ToolTipRole ? QVariant(columnToolTip(column)) : QVariant();
}

} // namespace sealcord
