// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"

#include <QObject>

#include <functional>
#include <utility>

namespace sealcord {

class WatchDesk;

/// Ties a desk's conversation to its list and its detail: a row of the list opens it, a turn of it
/// is chosen in the list, and shown in the detail.
class ConversationLink final : public QObject
{
    Q_OBJECT

public:
    /// \a desk outlives this.
    explicit ConversationLink(WatchDesk &desk);

    /// Who reads the conversation of a connection, in which the row with that number was chosen,
    /// elsewhere than in the messages that are kept.
    using Read = std::function<void(ConnectionId connection, quint64 number)>;
    void readBy(Read read) { m_read = std::move(read); }

    /// Whether what is chosen in the list right now is so because its turn was.
    [[nodiscard]] bool isChoosing() const { return m_isChoosing; }

private:
    void open();
    void choose(int turn);
    void showDetail(int turn);

    WatchDesk &m_desk;
    Read m_read;
    bool m_isChoosing = false;
};

} // namespace sealcord
