// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/keyedtable.h"
#include "core/trust/pendingagents.h"

#include <QString>

#include <vector>

namespace sealcord {

/// The agents that wait for approval, in the order in which they came first.
class PendingModel final : public KeyedTable<PendingAgent>
{
    Q_OBJECT

public:
    enum Column { Claim, Address, First, Last, Tries, Fingerprint, ColumnCount };

    using KeyedTable::KeyedTable;

    void setAgents(std::vector<PendingAgent> agents);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    /// What an agent calls itself, between quotes and escaped: it may be any text.
    [[nodiscard]] static QString claim(const PendingAgent &agent);
    /// That somebody waits, in a line, however many do; empty: nobody does.
    [[nodiscard]] QString summary() const;
};

} // namespace sealcord
