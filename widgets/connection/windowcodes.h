// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/codecomparison.h"
#include "core/net/tap/tap.h"
#include "core/traffic/models/connectionmodel.h"

#include <QObject>
#include <QString>

namespace sealcord {

/// The comparisons of codes of one window: what its person is shown of them, and does.
///
/// Belongs to the window's thread, and blocks it never.
class WindowCodes : public QObject
{
    Q_OBJECT

public:
    explicit WindowCodes(Role here, QObject *parent = nullptr)
        : QObject(parent)
        , m_here(here)
    { }

    [[nodiscard]] Role here() const { return m_here; }
    /// Null: nobody has asked on it. Until the next event.
    [[nodiscard]] virtual const CodeComparison *find(ConnectionId connection) const = 0;
    /// Why no comparison can begin on \a connection, a sentence; empty: one can.
    [[nodiscard]] virtual QString whyNot(const ConnectionInfo &connection) const;
    /// What has followed from codes that were the same, whole sentences.
    [[nodiscard]] virtual QString outcome(const ConnectionInfo &connection) const = 0;
    /// Whether that may be an entry of the agent's key under a name, by authorise().
    [[nodiscard]] virtual bool takesName(const ConnectionInfo &) const { return false; }

    /// The person here wants to compare. Nothing where that cannot be, or was said before.
    virtual void ask(const ConnectionInfo &connection) = 0;
    /// What the person found. Codes that differ end the connection.
    virtual void decide(ConnectionId connection, bool isSame) = 0;
    virtual void authorise(const ConnectionInfo &, const QString & /*name*/) { }

Q_SIGNALS:
    /// How far the comparison on \a connection has come.
    void changed(const sealcord::ConnectionName &connection);
    void outcomeChanged();

private:
    const Role m_here;
};

} // namespace sealcord
