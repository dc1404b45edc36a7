// SPDX-License-Identifier: MIT
#include "core/app/trust/authorizedmodel.h"

#include "core/text/escape.h"
#include "core/trust/keyword.h"

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

std::optional<AgentOption> optionOf(int column)
{
    switch (column) {
    case AuthorizedModel::Name:
        return AgentOption::Name;
    case AuthorizedModel::From:
        return AgentOption::From;
    case AuthorizedModel::Until:
        return AgentOption::Expires;
    case AuthorizedModel::Forward:
        return AgentOption::Forward;
    case AuthorizedModel::Publish:
        return AgentOption::Publish;
    default:
        return {};
    }
}

/// \a agent with \a text there, which may be empty but for the name.
Value<AuthorizedAgent> edited(
    const AuthorizedAgent &agent, AgentOption changed, const QString &text)
{
    AuthorizedAgent edited;
    edited.key = agent.key;
    edited.line = agent.line;
    for (const auto option : agentOptions) {
        const auto value = option == changed ? text : optionText(agent, option);
        if (value.isEmpty() && option != AgentOption::Name)
            continue;
        if (auto error = setOption(edited, option, value))
            return std::unexpected(*std::move(error));
    }
    return edited;
}

} // namespace

// What a person has typed and was told is wrong stays until its row goes.
void AuthorizedModel::setAgents(const std::vector<AuthorizedAgent> &agents)
{
    const auto before = m_edits.size();
    setRows(agents);
    std::erase_if(m_edits, [this](const auto &edit) { return placeOf(edit.first) < 0; });
    if (m_edits.size() != before)
        Q_EMIT faultsChanged();
}

void AuthorizedModel::setConnected(std::set<Key> keys)
{
    if (keys == m_connected)
        return;
    m_connected = std::move(keys);
    showAllStates();
}

void AuthorizedModel::setNow(UtcTime now)
{
    const auto before = std::exchange(m_now, now);
    for (int place = 0; place < rowCount(); ++place) {
        if (row(place).hasExpired(before) != row(place).hasExpired(now))
            return showAllStates();
    }
}

void AuthorizedModel::showAllStates()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, State));
}

void AuthorizedModel::setOutcome(const Key &key, const QString &why)
{
    const auto edit = m_edits.find(key);
    if (edit == m_edits.end())
        return;
    if (why.isEmpty())
        m_edits.erase(edit);
    else
        edit->second.fault = why;
    showRow(placeOf(key));
}

void AuthorizedModel::showRow(int place)
{
    if (place >= 0)
        Q_EMIT dataChanged(index(place, 0), index(place, ColumnCount - 1));
    Q_EMIT faultsChanged();
}

QString AuthorizedModel::fault(int place) const
{
    const auto edit = m_edits.find(row(place).key);
    return edit == m_edits.end() ? QString() : edit->second.fault;
}

int AuthorizedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

// A second change would begin from what is not there any more, so one follows the other.
bool AuthorizedModel::isEditable(const QModelIndex &index) const
{
    if (!index.isValid() || !optionOf(index.column()))
        return false;
    const auto edit = m_edits.find(row(index.row()).key);
    return edit == m_edits.end() || !edit->second.fault.isEmpty();
}

Qt::ItemFlags AuthorizedModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return isEditable(index) ? flags | Qt::ItemIsEditable : flags;
}

QString AuthorizedModel::state(const AuthorizedAgent &agent) const
{
    const auto edit = m_edits.find(agent.key);
    if (edit != m_edits.end())
        return edit->second.fault.isEmpty() ? tr("writing…") : tr("▲ not changed");
    if (agent.hasExpired(m_now))
        return tr("✕ expired");
    return m_connected.contains(agent.key) ? tr("● connected") : tr("○ not connected");
}

QString AuthorizedModel::text(const AuthorizedAgent &agent, Column column) const
{
    if (column == State)
        return state(agent);
    if (column == Fingerprint)
        return fingerprintWord(agent.key);
    const auto edit = m_edits.find(agent.key);
    if (edit != m_edits.end() && edit->second.column == column)
        return edit->second.typed;
    const auto option = optionOf(column);
    return option ? optionText(agent, *option) : QString();
}

// What an entry means that says nothing there.
QString AuthorizedModel::emptyText(Column column)
{
    switch (column) {
    case From:
        return tr("anywhere");
    case Until:
        return tr("no end");
    case Forward:
    case Publish:
        return tr("nothing");
    default:
        return {};
    }
}

QVariant AuthorizedModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &agent = row(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::EditRole)
        return text(agent, column);
    if (role == Qt::ToolTipRole) {
        const auto why = fault(index.row());
        return printable(why.isEmpty() ? text(agent, column) : why);
    }
    if (role != Qt::DisplayRole)
        return {};
    const auto shown = printable(text(agent, column));
    return shown.isEmpty() ? emptyText(column) : shown;
}

bool AuthorizedModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !isEditable(index))
        return false;
    const auto option = optionOf(index.column());
    const auto was = row(index.row());
    const auto typed = value.toString().trimmed();
    m_edits.erase(was.key);
    if (typed == optionText(was, *option)) {
        showRow(index.row());
        return true;
    }
    const auto now = edited(was, *option, typed);
    m_edits[was.key] = {index.column(), typed, now ? QString() : now.error().text};
    showRow(index.row());
    if (now)
        Q_EMIT changeWanted(was, *now);
    return true;
}

QVariant AuthorizedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case State:
        return tr("State");
    case Name:
        return tr("Name");
    case From:
        return tr("From");
    case Until:
        return tr("Until (UTC)");
    case Forward:
        return tr("May reach");
    case Publish:
        return tr("May publish");
    case Fingerprint:
        return tr("Key's fingerprint");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace sealcord
