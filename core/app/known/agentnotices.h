// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/known/knownagent.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <map>

namespace sealcord {

/// What a person wants to be told of known agents, in as few notes as can be: what comes within a
/// moment is one, and the next is no sooner than after a pause.
///
/// Belongs to one thread, which runs an event loop.
class AgentNotices final : public QObject
{
    Q_OBJECT

public:
    static constexpr auto moment = std::chrono::milliseconds(300);
    static constexpr auto pause = std::chrono::milliseconds(2000);

    explicit AgentNotices(QObject *parent = nullptr);

    /// \a name is whatever the agent is called.
    void add(sealcord::KnownAgent::Notice what, const QString &name);

Q_SIGNALS:
    /// Plain text in the user's language, a line for each kind: "pump-3 has connected.",
    /// "12 agents have connected."
    void due(const QString &text);

private:
    /// Agents of which the same is to be said.
    struct Group {
        QString name; ///< of the last
        quint64 count = 0;
    };

    void say();

    std::map<KnownAgent::Notice, Group> m_waiting;
    QTimer m_timer;
};

} // namespace sealcord
