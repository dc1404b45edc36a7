// SPDX-License-Identifier: MIT
#pragma once

#include "console/top/topagents.h"
#include "console/top/topcolumns.h"
#include "console/top/topkey.h"
#include "console/top/toptext.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace sealcord {

/// The agents of a server as a table, of which one is selected: it stays that as they come and go
/// and are ordered in another way.
class TopTable
{
public:
    [[nodiscard]] TopAgents &agents() { return m_agents; }
    [[nodiscard]] const TopAgents &agents() const { return m_agents; }

    /// Only those whose number, name, address or protection holds this, in capitals or not; empty:
    /// all.
    void setFilter(const QString &filter) { m_filter = filter; }
    [[nodiscard]] const QString &filter() const { return m_filter; }
    [[nodiscard]] const TopOrder &order() const { return m_order; }

    /// Those that pass, in their order. Valid until the agents change.
    [[nodiscard]] std::vector<const TopAgent *> shown() const;
    /// The selected one; null: none is shown.
    [[nodiscard]] const TopAgent *selected() const;

    /// Whether \a key was for the table: it moves the selection, by \a page rows, or says what the
    /// table is ordered by.
    bool press(const TopKey &key, int page);

    /// Titles and rows, \a size.rows lines at most, the selected one among them.
    [[nodiscard]] TopLines lines(const TopSize &size, TopCharset charset);

private:
    void select(std::ptrdiff_t row);
    void moveOrder(int columns);

    TopAgents m_agents;
    TopOrder m_order;
    QString m_filter;
    ConnectionId m_selected = 0; // none
    std::ptrdiff_t m_row = 0; // where that was: who goes is followed by who stands there then
    std::ptrdiff_t m_first = 0; // row that is on the screen
};

} // namespace sealcord
