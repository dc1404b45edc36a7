// SPDX-License-Identifier: MIT
#include "widgets/window/actionmodel.h"

#include <QAction>

#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace sealcord {

ActionModel::ActionModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

void ActionModel::setEntries(const QList<ActionEntry> &entries)
{
    beginResetModel();
    m_entries = entries;
    m_fitting = entries;
    endResetModel();
}

void ActionModel::setFilter(const QString &typed)
{
    std::multimap<int, ActionEntry> fitting; // those that fit equally stay in their order
    for (const ActionEntry &entry : std::as_const(m_entries)) {
        if (const auto how = fit(entry, typed))
            fitting.emplace(*how, entry);
    }

    beginResetModel();
    m_fitting.clear();
    for (const auto &[how, entry] : fitting)
        m_fitting.append(entry);
    endResetModel();
}

QAction *ActionModel::actionAt(const QModelIndex &index) const
{
    return index.isValid() ? m_fitting[index.row()].action.data() : nullptr;
}

int ActionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fitting.size());
}

int ActionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ActionModel::text(const ActionEntry &entry) const
{
    const bool isOn = entry.action && entry.action->isChecked();
    return isOn ? tr("✓ %1", "An action that is switched on").arg(entry.text) : entry.text;
}

QVariant ActionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ActionEntry &entry = m_fitting[index.row()];
    if (role == Qt::AccessibleTextRole && index.column() == TextColumn) {
        return entry.keys.isEmpty() ? tr("%1, in %2").arg(entry.text, entry.path)
                                    : tr("%1, %2, in %3").arg(entry.text, entry.keys, entry.path);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TextColumn:
        return text(entry);
    case PathColumn:
        return entry.path;
    case KeyColumn:
        return entry.keys;
    default:
        return {};
    }
}

Qt::ItemFlags ActionModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const QAction *action = actionAt(index);
    const bool isEnabled = action && action->isEnabled();
    return (isEnabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemFlags())
        | Qt::ItemNeverHasChildren;
}

} // namespace sealcord
