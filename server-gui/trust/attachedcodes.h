// SPDX-License-Identifier: MIT
#pragma once

#include "core/records/jsonobject.h"
#include "server-gui/trust/agentcodes.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <map>
#include <string>

namespace sealcord {

class AttachedServer;
class ConnectionModel;

/// Those of a server that another program runs, which has the comparisons: whoever else asks it,
/// at a terminal or another window, has the same.
class AttachedCodes final : public AgentCodes
{
    Q_OBJECT

public:
    /// \a connections: those of \a server that are shown.
    AttachedCodes(AttachedServer &server, const ConnectionModel &connections, AgentRoster &roster,
        QObject *parent = nullptr);

    [[nodiscard]] const CodeComparison *find(ConnectionId connection) const override;
    // What was found of an agent at another server says nothing to this one.
    [[nodiscard]] QString outcome(const ConnectionInfo &connection) const override;
    [[nodiscard]] bool takesName(const ConnectionInfo &connection) const override;
    void ask(const ConnectionInfo &connection) override;
    void decide(ConnectionId connection, bool isSame) override;

Q_SIGNALS:
    /// The server did not do what the person here wanted: a sentence, printable.
    void failed(const QString &why);

private:
    void request(const std::string &command, ConnectionId connection,
        const std::function<void(JsonObject &)> &add);
    void askAll();
    void hear(const QJsonObject &comparison);
    void take(const ConnectionInfo &connection, const CodeComparison &told);
    void takeUntold();
    void showState();
    void forgetUnshown();

    AttachedServer &m_server;
    const ConnectionModel &m_connections;
    using Comparisons = std::map<ConnectionId, CodeComparison>; // by our numbers
    Comparisons m_comparisons;
    Comparisons m_untold; // of connections that are not shown, yet or any more
};

} // namespace sealcord
