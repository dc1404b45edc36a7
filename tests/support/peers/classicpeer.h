// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "tests/support/eventrecord.h"
#include "tests/support/hex.h"
#include "tests/support/patience.h"
#include "tests/support/peers/blockingsocket.h"
#include "tests/support/sessionend.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <cstdint>
#include <optional>

namespace sealcord::test {

/// One end of a classic connection on a blocking socket, which it reads only when it is told to. It
/// makes its packets and its frames before they are sent, so that a test can cut, join and damage
/// them.
///
/// No independent witness: it speaks through the same Session as the end under test. Those that
/// share no code with ours are in tests/interop.
class ClassicPeer
{
public:
    /// How the other side's stream ended.
    enum class End {
        Goodbye, ///< an authenticated close message, then FIN
        Fin, ///< FIN without a word
        Reset,
        Failed, ///< what came was not of the protocol or did not verify
        TimedOut, ///< it did not end
    };

    /// An agent connected to \a port; nothing was said yet.
    explicit ClassicPeer(std::uint16_t port, const BlockingSocket::Options &options = {});
    /// A server on a connection that it \a accepted.
    explicit ClassicPeer(BlockingSocket accepted);
    Q_DISABLE_COPY_MOVE(ClassicPeer)

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
    [[nodiscard]] bool sayGoodbye() { return m_socket.write(goodbye()); }

    /// Whether something can be received within \a milliseconds, the end included.
    [[nodiscard]] bool isReadable(int milliseconds = patience) const;
    /// What happens next; nothing where the stream ends: see BlockingSocket::end().
    [[nodiscard]] std::optional<EventRecord> next();
    /// The message that comes before anything else.
    [[nodiscard]] std::optional<QByteArray> receive();
    /// The same, at most \a count.
    [[nodiscard]] QList<QByteArray> messages(qsizetype count);
    /// How the stream ends, whatever messages come before.
    [[nodiscard]] End waitForEnd();

private:
    SystemRandom m_random; // before the end, which draws from it
    BlockingSocket m_socket;
    SessionEnd m_end;
    QList<EventRecord> m_events; // not asked for yet
};

} // namespace sealcord::test
