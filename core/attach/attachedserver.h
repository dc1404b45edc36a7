// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/watch/watchedserver.h"

#include <QByteArray>
#include <QString>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>

namespace sealcord {

class AttachWorker;

/// What a server that runs elsewhere says of itself.
struct AttachedFacts {
    QString address; ///< where it listens
    QString protocol; ///< "sealed", "classic", "both"
    QString version;
    qint64 process = 0;
    std::size_t maxMessage = 0; ///< in bytes

    friend bool operator==(const AttachedFacts &, const AttachedFacts &) = default;
};

/// A server that another program on this machine runs, seen and told through its control socket.
/// Starting: it is not there, errorString() says why, and it is waited for. Where it comes again as
/// another process, the numbers of its connections go on here behind those of the one before.
class AttachedServer final : public WatchedServer
{
    Q_OBJECT

public:
    explicit AttachedServer(QObject *parent = nullptr);
    ~AttachedServer() override;

    void attach(const QString &path); ///< to the socket there; only when Stopped
    void stop() override; ///< lets go of it, which leaves it as it is
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] QString address() const override;
    [[nodiscard]] QString errorString() const override { return m_errorString; }
    /// Once it was Listening: the last that is known.
    [[nodiscard]] const AttachedFacts &facts() const { return m_facts; }
    [[nodiscard]] const QString &path() const { return m_path; }

    void send(std::span<const ConnectionId> connections, const QByteArray &message) override;
    void sendToAll(const QByteArray &message) override;
    void disconnectAgent(ConnectionId connection) override;
    void measure(ConnectionId) override { } // which its socket does not tell

private:
    void pulse();

    State m_state = State::Stopped;
    QString m_path;
    QString m_errorString;
    AttachedFacts m_facts;
    QTimer m_pulse;
    std::unique_ptr<AttachWorker> m_worker; // on m_thread
    QThread m_thread;
    std::atomic<bool> m_hasThreadEnded{false};
};

} // namespace sealcord
