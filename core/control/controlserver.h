// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlhandler.h"
#include "core/control/controllimits.h"

#include <QLocalServer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <cstddef>
#include <expected>

class QLocalSocket;

namespace sealcord {

/// A control socket (docs/control.md): takes programs of its own user and of root, hands what they
/// ask for to a handler, and writes the answers.
///
/// Belongs to the thread that makes it, which runs an event loop, and never blocks it. The socket's
/// file goes with it.
class ControlServer final : public QObject
{
    Q_OBJECT

public:
    /// \a handler outlives it.
    explicit ControlServer(
        ControlHandler &handler, const ControlLimits &limits = {}, QObject *parent = nullptr);
    ~ControlServer() override;
    Q_DISABLE_COPY_MOVE(ControlServer)

    /// Listens at \a path, whose folder is there, from now on. A socket that a program left there
    /// when it ended is replaced. Or why not, for a person: another program listens there, which
    /// one, or something else is there; then it is tried each second until it can, which opened()
    /// tells. Of several that try at once one listens. Once.
    [[nodiscard]] std::expected<void, QString> listen(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; } ///< once told to listen
    [[nodiscard]] std::size_t clients() const { return m_clients; } ///< that are connected

Q_SIGNALS:
    /// It listens, which it could not when it was told to.
    void opened();
    /// One is dropped, or never came through: "process 4711 sent what is no request".
    void clientDropped(const QString &what);

private:
    [[nodiscard]] std::expected<void, QString> open();
    void reopen();
    void takeClients();
    void take(QLocalSocket *socket);

    ControlHandler &m_handler;
    const ControlLimits m_limits;
    QLocalServer m_server;
    QString m_path;
    QTimer m_reopening;
    bool m_hasListened = false;
    std::size_t m_clients = 0;
};

} // namespace sealcord
