// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/agentbook.h"
#include "core/traffic/models/connectionmodel.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace sealcord {

/// The agents of an AgentBook that are not connected, a row each, in the columns of a
/// ConnectionModel. update() takes over what has changed in the book.
class OfflineModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// \a book outlives this.
    explicit OfflineModel(const AgentBook &book, QObject *parent = nullptr);

    void update();
    /// Brings times up to \a now; to be called once a second.
    void tick(RecordTime now);

    /// What is known of its last connection, as of one that has ended. Its id is 0 where that was
    /// in an earlier run of the program.
    [[nodiscard]] const ConnectionInfo &info(int row) const;
    [[nodiscard]] const AgentBook::Key &key(int row) const;
    [[nodiscard]] int indexOf(ConnectionId lastConnection) const; ///< -1: not there
    [[nodiscard]] int indexOf(const AgentBook::Key &key) const; ///< -1: not there

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Item {
        AgentBook::Key key{};
        ConnectionInfo info;
        quint64 reconnects = 0;
    };

    void removeThoseThatCame();
    void addThoseThatWent();
    [[nodiscard]] static QString tipOf(const Item &item);
    [[nodiscard]] QString text(const Item &item, ConnectionModel::Column column) const;
    [[nodiscard]] QVariant sortKey(const Item &item, ConnectionModel::Column column) const;

    const AgentBook &m_book;
    std::vector<Item> m_items; // in the order of their keys
    RecordTime m_now;
};

/// "2 reconnects".
[[nodiscard]] QString reconnectsText(quint64 reconnects);

} // namespace sealcord
