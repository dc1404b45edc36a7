// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/offlinemodel.h"

#include <QConcatenateTablesProxyModel>
#include <QSortFilterProxyModel>
#include <QString>
#include <QTimer>
#include <QVariant>

#include <optional>
#include <vector>

namespace sealcord {

/// Orders and narrows the rows of a ConnectionModel, and behind them the known agents that are not
/// connected. Of those, and of the connected ones, it shows no ended connection. Not while they
/// change, which with thousands of connections is all the time, but when somebody asks, and once a
/// second at most.
class ConnectionOrder final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// Both outlive this.
    ConnectionOrder(ConnectionModel &model, const AgentBook &agents, QObject *parent = nullptr);

    /// Takes over what has changed in the book of agents.
    void updateAgents();
    [[nodiscard]] OfflineModel &offline() { return m_offline; }

    void setEndedHidden(bool isHidden);
    /// Shows the rows that have \a text, whatever its case.
    void setText(const QString &text);
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    [[nodiscard]] const ConnectionInfo &info(int row) const;
    [[nodiscard]] int indexOf(ConnectionId connection) const; ///< -1: not shown
    /// Where the agent is, or its last connection; -1: not shown.
    [[nodiscard]] int indexOf(const AgentBook::Key &agent) const;
    /// Whose row it is; none: of nobody in the book.
    [[nodiscard]] std::optional<AgentBook::Key> agent(int row) const;
    /// Connections that have ended and stand in the list as their agents.
    [[nodiscard]] quint64 endedOfAgents() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void refresh();
    [[nodiscard]] bool isEndedOfAgent(const ConnectionInfo &info) const;

    ConnectionModel &m_model;
    const AgentBook &m_agents;
    OfflineModel m_offline;
    QConcatenateTablesProxyModel m_both;
    QTimer m_timer; ///< runs while something has changed since the last refresh
    bool m_isEndedHidden = false;
    QString m_text;
    std::vector<int> m_ranks; ///< of the model's rows, while they are sorted
};

} // namespace sealcord
