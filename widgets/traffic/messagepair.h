// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <optional>
#include <utility>

class QAction;

namespace sealcord {

class ListView;
class TrafficModel;

/// Which two messages of a list a person means, for the action that compares them: those of two
/// selected rows, or else the two that are marked and shown. Where it is not clear, the action's
/// tool tip says what to do.
class MessagePair final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this.
    MessagePair(const TrafficModel &model, const ListView &list, QAction &compare, QObject *parent);

Q_SIGNALS:
    void chosen(int first, int second); ///< rows, from top to bottom

private:
    using Rows = std::pair<int, int>;

    void update();
    [[nodiscard]] std::optional<Rows> selected() const;
    /// The first ones; their number is 2 at most, or 3 where there are more.
    [[nodiscard]] std::pair<Rows, int> marked() const;
    [[nodiscard]] bool isMessage(int row) const;

    const TrafficModel &m_model;
    const ListView &m_list;
    QAction &m_compare;
    std::optional<Rows> m_rows;
};

} // namespace sealcord
