// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/connector.h"
#include "core/net/stream/services.h"
#include "core/protocol/stream.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <expected>

namespace sealcord {

/// Connects to a service once: its addresses in turn, or its Unix socket. On one thread; its signal
/// comes from the event loop.
class Dial final : public QObject
{
    Q_OBJECT

public:
    /// What became of it, where there is no connection.
    struct Failure {
        StreamReset reason = StreamReset::Unreachable;
        QString why; ///< for the log of this end; the peer is told the reason alone
    };

    /// Begins; finished() follows. \a timeout is for each address of a name.
    Dial(const ServiceAddress &service, std::chrono::milliseconds timeout,
        QObject *parent = nullptr);
    ~Dial() override;

    /// The connected socket, the caller's from now on. Once, after finished().
    [[nodiscard]] std::expected<qintptr, Failure> take();

Q_SIGNALS:
    void finished();

private:
    void connectUnix(const QString &path);
    void fail(StreamReset reason, const QString &why);

    Connector m_connector;
    std::expected<qintptr, Failure> m_outcome{-1};
};

} // namespace sealcord
