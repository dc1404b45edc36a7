// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/sessionend.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace sealcord::test {

/// One end of a classic connection, by default the agent's, on a blocking socket. It makes its
/// packets and its frames before they are sent, so that a test can cut, join and damage them.
class ClassicClient
{
public:
    /// Connects to \a port.
    explicit ClassicClient(std::uint16_t port);
    ClassicClient(std::uint16_t port, const BlockingSocket::Options &options);
    /// Speaks as \a role on \a socket, which is connected.
    ClassicClient(BlockingSocket socket, Role role);

    [[nodiscard]] BlockingSocket &socket() { return m_socket; }
    [[nodiscard]] std::uint16_t port() const { return m_socket.localPort(); }
    [[nodiscard]] const Session &session() const { return m_end.session(); }

    /// Begins and waits until the key is agreed: false where that failed.
    [[nodiscard]] bool shakeHands();
    /// An agent's first packet, not sent. Once, instead of shakeHands().
    [[nodiscard]] Bytes request();
    /// A server's answer, not sent, once the request has arrived.
    [[nodiscard]] Bytes response();

    /// \a message sealed, not sent.
    [[nodiscard]] Bytes frame(QByteArrayView message);
    /// The goodbye, not sent.
    [[nodiscard]] Bytes goodbye();

    [[nodiscard]] bool send(QByteArrayView message);
    /// Sends \a message and waits for the same one to come back.
    [[nodiscard]] bool echo(QByteArrayView message);

    /// What happens next; nothing where the stream ends: see BlockingSocket::end().
    [[nodiscard]] std::optional<EventRecord> next();
    /// The messages that come before anything else, at most \a count.
    [[nodiscard]] QList<QByteArray> messages(qsizetype count);

private:
    SystemRandom m_random; // before the end, which draws from it
    BlockingSocket m_socket;
    SessionEnd m_end;
    QList<EventRecord> m_events; // not asked for yet
};

} // namespace sealcord::test
