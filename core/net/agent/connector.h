// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/socketdescriptor.h"

#include <QHostAddress>
#include <QObject>
#include <QStringList>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <expected>
#include <memory>
#include <optional>

class QHostInfo;

namespace sealcord {

/// Turns a name and a port into a connected socket: resolves the name and tries its addresses one
/// after the other. QTcpSocket alone would wait 30 s for each address, or give up after the first
/// that takes longer.
///
/// One attempt after another, on one thread.
class Connector final : public QObject
{
    Q_OBJECT

public:
    explicit Connector(QObject *parent = nullptr);
    ~Connector() override;

    /// Begins an attempt; connected() or failed() follows. \a timeout is for each address.
    void start(const QString &host, quint16 port, std::chrono::milliseconds timeout);
    /// Ends the attempt without a word.
    void cancel();

    /// The connected socket, the caller's from now on, or an errno. Once, after connected().
    [[nodiscard]] std::expected<ConnectedSocket, int> takeSocket();

Q_SIGNALS:
    /// The name is resolved, and its first address is about to be tried. Once in an attempt.
    void resolved();
    void connected();
    /// \a why names every address that was tried and what became of it.
    void failed(const QString &why);

private:
    void tryAddresses(const QHostInfo &info);
    void tryFirst();
    void tryNext();
    void addressFailed(const QString &why);
    void socketFailed();
    void timedOut();
    void dropSocket();

    quint16 m_port = 0;
    std::chrono::milliseconds m_timeout{};
    QList<QHostAddress> m_addresses; // not tried yet
    QHostAddress m_address; // being tried
    QStringList m_failures;
    std::optional<int> m_lookup;
    std::unique_ptr<QTcpSocket> m_socket;
    QTimer m_timer;
};

} // namespace sealcord
