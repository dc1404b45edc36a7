// SPDX-License-Identifier: MIT
#include "server-gui/connectionorder.h"

#include <QPartialOrdering>
#include <QVariant>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace sealcord {

using namespace std::chrono_literals;

ConnectionOrder::ConnectionOrder(ConnectionModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setDynamicSortFilter(false);
    setSourceModel(&model);
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

void ConnectionOrder::sort(int column, Qt::SortOrder order)
{
    // Each value is asked for once and compared by its rank from then on: a sort compares each row
    // a dozen times.
    const int count = m_model.rowCount();
    std::vector<QVariant> values;
    if (column >= 0) {
        values.reserve(std::size_t(count));
        for (int row = 0; row < count; ++row)
            values.push_back(m_model.data(m_model.index(row, column), ConnectionModel::SortRole));
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
    return m_model.info(mapToSource(index(row, 0)).row());
}

int ConnectionOrder::indexOf(ConnectionId connection) const
{
    const int row = m_model.indexOf(connection);
    return row < 0 ? -1 : mapFromSource(m_model.index(row, 0)).row();
}

bool ConnectionOrder::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    const ConnectionInfo &info = m_model.info(row);
    const bool isOver =
        info.state == ConnectionInfo::State::Ended || info.state == ConnectionInfo::State::Failed;
    if (m_isEndedHidden && isOver)
        return false;
    if (m_text.isEmpty())
        return true;
    return std::ranges::any_of(
        std::initializer_list<int>{ConnectionModel::Agent, ConnectionModel::State,
            ConnectionModel::Protection, ConnectionModel::Reason},
        [this, row](int column) {
            return m_model.data(m_model.index(row, column), Qt::DisplayRole)
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
