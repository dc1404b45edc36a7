// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/socketdescriptor.h"
#include "core/net/connection/socketevent.h"

#include <QBasicTimer>
#include <QHostAddress>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <expected>
#include <memory>
#include <optional>

class QHostInfo;

namespace sealcord {

/// Turns a name and a port into a connected socket: resolves the name and tries its addresses one
/// after the other. QTcpSocket alone would wait 30 s for each address, or give up after the first
/// that takes longer, and costs a stream more than all else at its beginning.
///
/// One attempt after another, on one thread. Its signals come from the event loop, never from
/// within a call of its own: what the system answers at once is told like what it answers later,
/// and who hears a signal may do what it likes with the connector.
class Connector final : public QObject
{
    Q_OBJECT

public:
    explicit Connector(QObject *parent = nullptr);
    ~Connector() override;

    /// Begins an attempt; connected() or failed() follows. \a timeout is for each address.
    /// What TCP connects to itself counts as refused: nobody else was there.
    void start(const QString &host, quint16 port, std::chrono::milliseconds timeout);
    /// Ends the attempt without a word.
    void cancel();

    /// The connected socket, the caller's from now on, or an errno where there is none. Once, after
    /// connected().
    [[nodiscard]] std::expected<ConnectedSocket, int> takeSocket();

    /// Whether the attempt failed since nobody listens at any of the addresses. In failed().
    [[nodiscard]] bool isRefused() const { return m_isRefused; }

Q_SIGNALS:
    /// The name is resolved, and its first address is about to be tried. Once in an attempt.
    void resolved();
    void connected();
    /// \a why names every address that was tried and what became of it.
    void failed(const QString &why);

private:
    void take(const QHostInfo &info);
    void tryFirst();
    void tryNext();
    void settleSoon() { m_settle.start(0, this); }
    void answered();
    void settle();
    void timedOut();
    void addressFailed(const QString &why);
    void dropSocket();
    void timerEvent(QTimerEvent *event) override;

    QString m_host;
    quint16 m_port = 0;
    std::chrono::milliseconds m_timeout{};
    QList<QHostAddress> m_addresses; // not tried yet
    QHostAddress m_address; // being tried
    QStringList m_failures;
    bool m_isRefused = false; // by each address so far, of at least one
    std::optional<int> m_lookup;
    qintptr m_descriptor = -1;
    int m_error = 0; // errno of connect(); 0: the socket has its own
    std::unique_ptr<SocketEvent<Connector>> m_writable; // while the answer is waited for
    QBasicTimer m_timeLimit;
    QBasicTimer m_begin; // nothing needs to be looked up
    QBasicTimer m_settle; // the socket is connected, or it failed
};

} // namespace sealcord
