// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <mutex>
#include <utility>
#include <vector>

namespace sealcord {

/// Says across threads, and without data, that there is something in an Inbox.
class InboxBell final : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    /// Emitted on any thread, for the inbox's reader alone.
    void rang();
};

/// Commands for an object that lives on another thread: a std::variant of them, in the order in
/// which they came.
template <typename Command> class Inbox
{
public:
    /// Has \a read called, on the thread of \a reader, which owns this, when something was left.
    template <typename Reader> Inbox(Reader *reader, void (Reader::*read)())
    {
        QObject::connect(&m_bell, &InboxBell::rang, reader, read, Qt::QueuedConnection);
    }

    /// From any thread.
    void leave(Command command)
    {
        bool wasEmpty = false;
        {
            const std::scoped_lock lock(m_mutex);
            wasEmpty = m_commands.empty();
            m_commands.push_back(std::move(command));
        }
        if (wasEmpty)
            ring();
    }

    /// Has the reader called though nothing was left. From any thread.
    void ring() { Q_EMIT m_bell.rang(); }

    /// What was left since the last call.
    [[nodiscard]] std::vector<Command> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_commands, {});
    }

private:
    InboxBell m_bell;
    std::mutex m_mutex;
    std::vector<Command> m_commands;
};

} // namespace sealcord
