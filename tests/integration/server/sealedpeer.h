// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/randomsource.h"
#include "core/protocol/session.h"
#include "tests/support/hex.h"
#include "tests/support/peers/blockingsocket.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace sealcord::test {

/// One end of a sealed connection on a blocking socket, which lets any peer in and sees the bytes
/// as they are on the wire. It speaks through the same Session as the end under test.
class SealedPeer
{
public:
    /// It says that it takes \a mostStreams at once.
    SealedPeer(
        Role role, const Identity &identity, BlockingSocket socket, std::uint32_t mostStreams = 0);
    /// An agent, connected to \a port.
    SealedPeer(const Identity &identity, std::uint16_t port, std::uint32_t mostStreams = 0);

    [[nodiscard]] BlockingSocket &socket() { return m_socket; }

    /// An agent's: until it is admitted. False where that failed.
    [[nodiscard]] bool shakeHands();
    /// \a message so many times, sealed together and not sent.
    [[nodiscard]] Bytes sealed(QByteArrayView message, int times = 1);
    [[nodiscard]] bool send(QByteArrayView message, int times = 1)
    {
        return m_socket.write(sealed(message, times));
    }
    /// Answers each stream that is opened to it with \a reason, once it has read of it.
    void refuseStreams(StreamReset reason) { m_refusal = reason; }
    /// Reads until \a count messages more have come; fewer where the stream ends.
    [[nodiscard]] int receive(int count);
    /// Reads once, and answers what is to be answered. False at the end of the stream.
    bool step();
    /// All bytes that come until the stream ends.
    [[nodiscard]] QByteArray rest();

private:
    void take();
    bool write();

    SystemRandom m_random;
    Session m_session;
    BlockingSocket m_socket;
    ByteBuffer m_out;
    Bytes m_in;
    int m_received = 0;
    std::optional<StreamReset> m_refusal;
};

} // namespace sealcord::test
