// SPDX-License-Identifier: MIT
#include "server-gui/connectionorder.h"

#include <QPartialOrdering>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace sealcord {

using namespace std::chrono_literals;

ConnectionOrder::ConnectionOrder(ConnectionModel &model, const AgentBook &agents, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
    , m_agents(agents)
    , m_offline(agents)
{
    m_both.addSourceModel(&model);
    m_both.addSourceModel(&m_offline);
    setDynamicSortFilter(false);
    setSourceModel(&m_both);
    m_timer.setSingleShot(true);
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionOrder::refresh);
    const auto wait = [this] {
        if (!m_timer.isActive())
            m_timer.start();
    };
    connect(&model, &QAbstractItemModel::dataChanged, this, wait);
    connect(&model, &QAbstractItemModel::rowsInserted, this, wait);
}

void ConnectionOrder::updateAgents()
{
    m_offline.update();
    invalidateFilter();
}

void ConnectionOrder::setEndedHidden(bool isHidden)
{
    m_isEndedHidden = isHidden;
    invalidateFilter();
}

void ConnectionOrder::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

// In the place of why it ended: how often an agent that is connected came again.
QVariant ConnectionOrder::data(const QModelIndex &index, int role) const
{
    const bool isReason = index.column() == ConnectionModel::Reason
        && (role == Qt::DisplayRole || role == Qt::AccessibleTextRole);
    if (isReason && index.isValid() && !info(index.row()).ended) {
        const auto *agent = m_agents.find(info(index.row()).name.known);
        if (agent && agent->reconnects > 0)
            return reconnectsText(agent->reconnects);
    }
    return QSortFilterProxyModel::data(index, role);
}

void ConnectionOrder::sort(int column, Qt::SortOrder order)
{
    // Each value is asked for once and compared by its rank from then on: a sort compares each row
    // a dozen times.
    const int count = m_both.rowCount();
    std::vector<QVariant> values;
    if (column >= 0) {
        values.reserve(std::size_t(count));
        for (int row = 0; row < count; ++row)
            values.push_back(m_both.data(m_both.index(row, column), ConnectionModel::SortRole));
    }
    std::vector<int> rows(values.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::ranges::sort(rows, [&values](int left, int right) {
        const auto &leftValue = values[std::size_t(left)];
        const auto &rightValue = values[std::size_t(right)];
        if (leftValue.isValid() != rightValue.isValid())
            return rightValue.isValid();
        const auto comparison = QVariant::compare(leftValue, rightValue);
        return comparison == QPartialOrdering::Less
            || (comparison != QPartialOrdering::Greater
                && left < right); // equal ones stay as they are
    });
    m_ranks.resize(rows.size());
    for (std::size_t rank = 0; rank < rows.size(); ++rank)
        m_ranks[std::size_t(rows[rank])] = int(rank);
    QSortFilterProxyModel::sort(column, order);
    m_ranks.clear();
}

const ConnectionInfo &ConnectionOrder::info(int row) const
{
    const int place = mapToSource(index(row, 0)).row();
    const int connections = m_model.rowCount();
    return place < connections ? m_model.info(place) : m_offline.info(place - connections);
}

int ConnectionOrder::indexOf(ConnectionId connection) const
{
    const int row = m_model.indexOf(connection);
    const int shown = row < 0 ? -1 : mapFromSource(m_both.index(row, 0)).row();
    const int offline = shown < 0 ? m_offline.indexOf(connection) : -1;
    return offline < 0 ? shown : mapFromSource(m_both.index(m_model.rowCount() + offline, 0)).row();
}

int ConnectionOrder::indexOf(const AgentBook::Key &agent) const
{
    const int offline = m_offline.indexOf(agent);
    if (offline >= 0)
        return mapFromSource(m_both.index(m_model.rowCount() + offline, 0)).row();
    const auto *known = m_agents.find(agent);
    return known ? indexOf(known->lastConnection) : -1;
}

std::optional<AgentBook::Key> ConnectionOrder::agent(int row) const
{
    const auto &who = info(row).name.known;
    return m_agents.find(who) ? std::optional(who.fingerprint().digest) : std::nullopt;
}

quint64 ConnectionOrder::endedOfAgents() const
{
    quint64 count = 0;
    for (int row = 0; row < m_model.rowCount(); ++row)
        count += quint64(isEndedOfAgent(m_model.info(row)));
    return count;
}

bool ConnectionOrder::isEndedOfAgent(const ConnectionInfo &info) const
{
    return info.ended && m_agents.find(info.name.known) != nullptr;
}

bool ConnectionOrder::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    if (row < m_model.rowCount()) {
        const ConnectionInfo &info = m_model.info(row);
        if (info.ended && (m_isEndedHidden || isEndedOfAgent(info)))
            return false;
    }
    if (m_text.isEmpty())
        return true;
    return std::ranges::any_of(
        std::initializer_list<int>{ConnectionModel::Agent, ConnectionModel::State,
            ConnectionModel::Protection, ConnectionModel::Reason},
        [this, row](int column) {
            return m_both.data(m_both.index(row, column), Qt::DisplayRole)
                .toString()
                .contains(m_text, Qt::CaseInsensitive);
        });
}

bool ConnectionOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto rank = [this](const QModelIndex &index) {
        const auto row = std::size_t(index.row());
        return row < m_ranks.size() ? m_ranks[row] : index.row();
    };
    return rank(left) < rank(right);
}

void ConnectionOrder::refresh()
{
    if (m_isEndedHidden || !m_text.isEmpty())
        invalidateFilter();
    if (sortColumn() >= 0)
        sort(sortColumn(), sortOrder());
}

} // namespace sealcord
