// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <span>

namespace sealcord {

/// A server that somebody watches: takes commands, and hands out what happens in batches, 30 times
/// a second.
///
/// Lives on the watcher's thread and never blocks it but in the destructor. All of the network is
/// on other threads.
class WatchedServer : public QObject
{
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Listening, Stopping };

    [[nodiscard]] virtual State state() const = 0;
    [[nodiscard]] virtual QString address() const = 0; ///< where it listens, while Listening
    /// Why it cannot be watched, for a person; empty: it can, or nobody wants to.
    [[nodiscard]] virtual QString errorString() const = 0;
    /// Ends in Stopped.
    virtual void stop() = 0;

    // While Listening; else they do nothing.

    /// Sends \a message, not empty, to those of \a connections that are established.
    virtual void send(std::span<const ConnectionId> connections, const QByteArray &message) = 0;
    virtual void sendToAll(const QByteArray &message) = 0;
    /// Says goodbye to one agent.
    virtual void disconnectAgent(ConnectionId connection) = 0;
    /// Asks for a ConnectionMeasured.
    virtual void measure(ConnectionId connection) = 0;
    /// Ends a stream; nothing where streams are not told of.
    virtual void resetStream(ConnectionId /*connection*/, StreamNumber /*stream*/) { }

Q_SIGNALS:
    void stateChanged();
    void happened(const sealcord::TrafficBatch &batch); ///< also when nothing did: the pulse

protected:
    using QObject::QObject;
};

} // namespace sealcord
