// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/x25519.h"

#include <QAbstractTableModel>

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

namespace sealcord {

/// A table of agents, a row for each key. What is chosen in a view stays chosen when the list is
/// given anew: only rows that differ are touched. Row is a value with a `key` and an operator==.
template <typename Row> class KeyedTable : public QAbstractTableModel
{
public:
    using Key = X25519KeyPair::PublicKey;

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] const Row &row(int place) const
    {
        return m_rows[static_cast<std::size_t>(place)];
    }
    /// Where the row of \a key is; -1: nowhere.
    [[nodiscard]] int placeOf(const Key &key) const
    {
        const auto found = std::ranges::find(m_rows, key, &Row::key);
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }

protected:
    void setRows(std::vector<Row> rows)
    {
        if (isCheaperAnew(rows)) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
            return;
        }
        removeAllBut(rows);
        for (std::size_t place = 0; place < rows.size(); ++place)
            setRow(place, rows[place]);
    }

private:
    static constexpr std::ptrdiff_t mostSteps = 200; // each of which costs a view some work

    static std::set<Key> keysOf(const std::vector<Row> &rows)
    {
        std::set<Key> keys;
        for (const auto &row : rows)
            keys.insert(row.key);
        return keys;
    }

    // Also where rows that stay have another order.
    [[nodiscard]] bool isCheaperAnew(const std::vector<Row> &rows) const
    {
        const auto now = keysOf(rows);
        const auto before = keysOf(m_rows);
        std::vector<Key> staying;
        std::vector<Key> wanted;
        for (const auto &row : m_rows) {
            if (now.contains(row.key))
                staying.push_back(row.key);
        }
        for (const auto &row : rows) {
            if (before.contains(row.key))
                wanted.push_back(row.key);
        }
        const auto steps = std::ssize(m_rows) + std::ssize(rows) - 2 * std::ssize(staying);
        return steps > mostSteps || staying != wanted;
    }

    void removeAllBut(const std::vector<Row> &rows)
    {
        const auto kept = keysOf(rows);
        for (int place = rowCount() - 1; place >= 0; --place) {
            if (kept.contains(row(place).key))
                continue;
            beginRemoveRows({}, place, place);
            m_rows.erase(m_rows.begin() + place);
            endRemoveRows();
        }
    }

    void setRow(std::size_t place, const Row &row)
    {
        const int number = static_cast<int>(place);
        if (place == m_rows.size() || m_rows[place].key != row.key) {
            beginInsertRows({}, number, number);
            m_rows.insert(m_rows.begin() + number, row);
            endInsertRows();
        } else if (m_rows[place] != row) {
            m_rows[place] = row;
            Q_EMIT dataChanged(index(number, 0), index(number, columnCount() - 1));
        }
    }

    std::vector<Row> m_rows;
};

} // namespace sealcord
