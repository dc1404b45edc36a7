// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/keyedtable.h"
#include "core/trust/authorizedagents.h"

#include <QString>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace sealcord {

/// The agents that a server admits, in the order of their file. All but state and fingerprint can
/// be edited, by the rules of the file: what breaks them stays in its cell, with the reason in the
/// row, and is asked of nobody.
class AuthorizedModel final : public KeyedTable<AuthorizedAgent>
{
    Q_OBJECT

public:
    enum Column { Name, State, From, Until, Forward, Publish, Fingerprint, ColumnCount };

    using KeyedTable::KeyedTable;

    void setAgents(const std::vector<AuthorizedAgent> &agents);
    /// Whose agents are connected now.
    void setConnected(std::set<Key> keys);
    /// Which entries have expired.
    void setNow(UtcTime now);
    /// What became of a change that was wanted; \a why is empty where it was made.
    void setOutcome(const Key &key, const QString &why);
    /// What is wrong with what was typed into the row at \a place; empty: nothing.
    [[nodiscard]] QString fault(int place) const;
    /// Whether any row may have one.
    [[nodiscard]] bool hasFaults() const { return !m_edits.empty(); }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// A person has edited an entry, and setOutcome() is to be called.
    void changeWanted(const sealcord::AuthorizedAgent &was, const sealcord::AuthorizedAgent &now);
    void faultsChanged();

private:
    struct Edit {
        int column = 0;
        QString typed;
        QString fault; ///< empty: it is being written
    };

    [[nodiscard]] static QString emptyText(Column column);
    [[nodiscard]] QString text(const AuthorizedAgent &agent, Column column) const;
    [[nodiscard]] bool isEditable(const QModelIndex &index) const;
    [[nodiscard]] QString state(const AuthorizedAgent &agent) const;
    void showRow(int place);
    void showAllStates();

    std::map<Key, Edit> m_edits;
    std::set<Key> m_connected;
    UtcTime m_now = utcNow();
};

} // namespace sealcord
