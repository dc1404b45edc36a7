// SPDX-License-Identifier: MIT
#include "core/app/trust/pendingmodel.h"

#include "core/text/escape.h"
#include "core/text/figures.h"
#include "core/trust/keyword.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

void PendingModel::setAgents(std::vector<PendingAgent> agents)
{
    std::ranges::sort(
        agents, {}, [](const PendingAgent &agent) { return std::tuple(agent.first, agent.key); });
    setRows(std::move(agents));
}

int PendingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PendingModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Tries)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const auto &agent = row(index.row());
    switch (static_cast<Column>(index.column())) {
    case Claim:
        return agent.name.isEmpty() ? tr("no name") : claim(agent);
    case Fingerprint:
        return fingerprintWord(agent.key);
    case Address:
        return agent.address.toString();
    case First:
        return utcText(agent.first);
    case Last:
        return utcText(agent.last);
    case Tries:
        return formatCount(agent.tries);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant PendingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Claim:
        return tr("Calls itself");
    case Fingerprint:
        return tr("Key's fingerprint");
    case Address:
        return tr("From");
    case First:
        return tr("Waits since (UTC)");
    case Last:
        return tr("Came last (UTC)");
    case Tries:
        return tr("Tries");
    case ColumnCount:
        break;
    }
    return {};
}

QString PendingModel::claim(const PendingAgent &agent)
{
    return u'"' + QString::fromStdString(escaped(agent.name.toStdString())) + u'"';
}

QString PendingModel::summary() const
{
    if (rowCount() == 0)
        return {};
    if (rowCount() > 1)
        return tr("%1 agents wait for your approval.", nullptr, rowCount())
            .arg(formatCount(static_cast<quint64>(rowCount())));
    const auto &agent = row(0);
    const auto who = agent.name.isEmpty() ? fingerprintWord(agent.key) : claim(agent);
    return tr("1 agent waits for your approval: %1 from %2.").arg(who, agent.address.toString());
}

} // namespace sealcord
