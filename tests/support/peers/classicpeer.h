// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/session.h"
#include "tests/support/processes/descriptorpairs.h"
#include "tests/support/processes/patience.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace sealcord::test {

/// The other end of a program under test: a session and a socket that it reads only when it is
/// told to. Every call waits for what it is about, at most `patience`.
class ClassicPeer
{
public:
    /// How the other side's stream ended.
    enum class End {
        Goodbye, ///< an authenticated close message, then FIN
        Fin, ///< FIN without a word
        Reset,
        Failed, ///< what came was not of the protocol or did not verify
        None, ///< it did not end
    };

    /// \a socket is connected.
    ClassicPeer(Descriptor socket, Role role);

    /// An agent connected to \a port of 127.0.0.1; nothing was said yet.
    [[nodiscard]] static std::unique_ptr<ClassicPeer> connectTo(quint16 port);
    /// The same, with the handshake done; null where it failed.
    [[nodiscard]] static std::unique_ptr<ClassicPeer> establishedWith(quint16 port);

    /// The whole handshake.
    [[nodiscard]] bool shakeHands();
    /// Says what an agent says first, without waiting for the answer.
    [[nodiscard]] bool startHandshake();
    /// Waits for the rest of the handshake.
    [[nodiscard]] bool finishHandshake();

    [[nodiscard]] bool send(QByteArrayView message);
    /// Sends \a message and waits for it to come back.
    [[nodiscard]] bool echoes(QByteArrayView message);
    /// Sends bytes that no session made.
    [[nodiscard]] bool sendBytes(QByteArrayView bytes);
    /// Sends up to \a total bytes of sealed messages of \a length without reading anything, until
    /// the other side takes none for a second. The bytes that it took.
    [[nodiscard]] std::size_t push(std::size_t total, std::size_t length);

    /// The next message; nothing when the stream ended or none came.
    [[nodiscard]] std::optional<QByteArray> receive();
    /// How the stream ends, whatever messages come before.
    [[nodiscard]] End waitForEnd();
    /// Waits until something can be read, the end included.
    [[nodiscard]] bool waitForBytes() const;
    /// Whether there is something to receive, now or within a second.
    [[nodiscard]] bool hasBytesSoon() const;

    /// With \a message before it, if any, in the same segment.
    [[nodiscard]] bool sayGoodbye(QByteArrayView message = {});
    void close() { m_socket.close(); }
    /// Closes with a reset instead of FIN.
    void reset();

private:
    [[nodiscard]] bool flush();
    [[nodiscard]] Event nextEvent();
    [[nodiscard]] bool readMore();

    Descriptor m_socket;
    Session m_session;
    ByteBuffer m_out;
    ByteBuffer m_in;
    std::size_t m_consumed = 0; // of m_in
    std::optional<End> m_end; // as the socket told it
};

/// A listening socket of 127.0.0.1, for a server that the test plays itself.
class PeerListener
{
public:
    explicit PeerListener(int backlog = 16);

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString address() const;
    /// The next connection as a server sees it; null when none came.
    [[nodiscard]] std::unique_ptr<ClassicPeer> accept();
    /// The same, with the handshake done.
    [[nodiscard]] std::unique_ptr<ClassicPeer> acceptEstablished();
    /// Whether a connection waits to be accepted now.
    [[nodiscard]] bool hasPending() const;
    [[nodiscard]] const Descriptor &socket() const { return m_socket; }

private:
    Descriptor m_socket;
    quint16 m_port = 0;
};

/// A TCP socket connected to \a port of 127.0.0.1; none where that failed.
[[nodiscard]] Descriptor connectedSocket(quint16 port);
/// Whether \a descriptor becomes ready for \a what, of poll(), within \a atMost.
[[nodiscard]] bool isReady(int descriptor, short what, std::chrono::milliseconds atMost = patience);

} // namespace sealcord::test
