// SPDX-License-Identifier: MIT
#include "console/top/toptable.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace sealcord {

namespace {

std::ptrdiff_t rowOf(const std::vector<const TopAgent *> &shown, ConnectionId connection)
{
    const auto found = std::ranges::find(
        shown, connection, [](const TopAgent *agent) { return agent->connection; });
    return found == shown.end() ? -1 : found - shown.begin();
}

bool passes(const TopAgent &agent, const QString &filter)
{
    const auto holds = [&filter](const QString &text) {
        return text.contains(filter, Qt::CaseInsensitive);
    };
    return holds(QString::number(agent.connection)) || holds(agent.name) || holds(agent.address)
        || holds(agent.protection);
}

} // namespace

std::vector<const TopAgent *> TopTable::shown() const
{
    std::vector<const TopAgent *> shown;
    for (const auto &agent : m_agents.all()) {
        if (passes(agent, m_filter))
            shown.push_back(&agent);
    }
    std::ranges::sort(
        shown, [this](const TopAgent *a, const TopAgent *b) { return isAbove(*a, *b, m_order); });
    return shown;
}

const TopAgent *TopTable::selected() const
{
    const auto rows = shown();
    if (rows.empty())
        return nullptr;
    const auto row = rowOf(rows, m_selected);
    const auto last = std::ssize(rows) - 1;
    return rows[static_cast<std::size_t>(
        row < 0 ? std::clamp<std::ptrdiff_t>(m_row, 0, last) : row)];
}

void TopTable::select(std::ptrdiff_t row)
{
    const auto rows = shown();
    if (rows.empty())
        return;
    m_row = std::clamp<std::ptrdiff_t>(row, 0, std::ssize(rows) - 1);
    m_selected = rows[static_cast<std::size_t>(m_row)]->connection;
}

void TopTable::moveOrder(int columns)
{
    const auto column = (static_cast<int>(m_order.column) + columns + topColumns) % topColumns;
    m_order = {static_cast<TopColumn>(column), false};
}

bool TopTable::press(const TopKey &key, int page)
{
    const auto rows = shown();
    const auto *const agent = selected();
    const auto row = agent ? rowOf(rows, agent->connection) : 0;
    switch (key.kind) {
    case TopKey::Kind::Up:
        select(row - 1);
        return true;
    case TopKey::Kind::Down:
        select(row + 1);
        return true;
    case TopKey::Kind::PageUp:
        select(row - page);
        return true;
    case TopKey::Kind::PageDown:
        select(row + page);
        return true;
    case TopKey::Kind::Home:
        select(0);
        return true;
    case TopKey::Kind::End:
        select(std::ssize(rows) - 1);
        return true;
    case TopKey::Kind::Left:
        moveOrder(-1);
        return true;
    case TopKey::Kind::Right:
        moveOrder(1);
        return true;
    case TopKey::Kind::Character:
        if (key.character != U'r')
            return false;
        m_order.isReversed = !m_order.isReversed;
        return true;
    case TopKey::Kind::Enter:
    case TopKey::Kind::Escape:
    case TopKey::Kind::Backspace:
        return false;
    }
    std::unreachable();
}

TopLines TopTable::lines(const TopSize &size, TopCharset charset)
{
    const auto columns = placedColumns(size.columns, m_agents.all(), m_order.column);
    TopLines lines{
        {fitted(titleLine(columns, m_order, charset), size.columns, charset), TopStyle::Titles}};
    const auto rows = shown();
    const auto *const agent = selected();
    if (agent)
        m_row = rowOf(rows, m_selected = agent->connection);
    const auto room = std::max<std::ptrdiff_t>(size.rows - 1, 1);
    const auto lastFirst = std::max<std::ptrdiff_t>(std::ssize(rows) - room, 0);
    m_first = std::clamp(m_first, std::max<std::ptrdiff_t>(m_row - room + 1, 0), m_row);
    m_first = std::min(m_first, lastFirst);
    const auto some = std::span(rows).subspan(static_cast<std::size_t>(m_first));
    for (const auto *const one :
        some.first(std::min(some.size(), static_cast<std::size_t>(room)))) {
        const auto style = one->connection == m_selected ? TopStyle::Selected
            : !one->isAnonymous                          ? TopStyle::Plain
                                                         : TopStyle::Doubtful;
        lines.push_back({fitted(agentLine(*one, columns, charset), size.columns, charset), style});
    }
    return lines;
}

} // namespace sealcord
