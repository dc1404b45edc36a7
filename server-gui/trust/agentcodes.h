// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/authorizedagents.h"
#include "widgets/connection/windowcodes.h"

#include <QPointer>
#include <QString>

#include <optional>

namespace sealcord {

class AgentRoster;

/// The codes that a server's person compares with those at agents, wherever the server runs. An
/// agent whose code is the same can be authorised under a name, as a person does who approves it.
class AgentCodes : public WindowCodes
{
    Q_OBJECT

public:
    [[nodiscard]] QString outcome(const ConnectionInfo &connection) const override;
    [[nodiscard]] bool takesName(const ConnectionInfo &connection) const override;
    void authorise(const ConnectionInfo &connection, const QString &name) override;

protected:
    /// \a roster is null where there is no list of agents.
    explicit AgentCodes(AgentRoster *roster, QObject *parent);

private:
    [[nodiscard]] std::optional<AuthorizedAgent> entryOf(const ConnectionInfo &connection) const;

    const QPointer<AgentRoster> m_roster; // of the window, which may end it before this
    ConnectionId m_asked = 0; ///< for which an entry was wanted last
    QString m_fault; ///< why there is none
};

} // namespace sealcord
