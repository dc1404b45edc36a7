// SPDX-License-Identifier: MIT
#include "widgets/traffic/eventcolumns.h"

#include "core/traffic/describe.h"

namespace sealcord {

EventColumns::EventColumns(TrafficModel &model, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

QVariant EventColumns::data(const QModelIndex &index, int role) const
{
    const bool isRead = role == Qt::AccessibleTextRole;
    if (index.column() != level || (role != Qt::DisplayRole && !isRead))
        return QIdentityProxyModel::data(index, role);
    const TrafficRow &row = m_model.row(index.row());
    return row.kind == TrafficRow::Kind::Notice ? describe(row.level, !isRead) : QVariant();
}

QVariant EventColumns::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) {
        if (section == level)
            return tr("Level");
        if (section == TrafficModel::Preview)
            return tr("What happened");
    }
    return QIdentityProxyModel::headerData(section, orientation, role);
}

} // namespace sealcord
