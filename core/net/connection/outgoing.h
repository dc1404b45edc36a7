// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/outbox.h"
#include "core/net/connection/socketevent.h"
#include "core/net/connection/sparebuffers.h"

#include <cstddef>
#include <expected>
#include <memory>

namespace sealcord {

class Connection;

/// A connection's way out: what the kernel does not take at once is owed, and goes when it has room
/// again. Most connections never owe anything, and pay next to nothing for it.
class Outgoing
{
public:
    /// \a descriptor is \a connection's, which is told by Connection::roomAgain().
    Outgoing(qintptr descriptor, Connection &connection)
        : m_descriptor(descriptor)
        , m_connection(connection)
    { }

    /// Bytes that the kernel has not taken.
    [[nodiscard]] std::size_t owed() const { return m_owed ? m_owed->bytes.size() : 0; }
    /// Memory that they take.
    [[nodiscard]] std::size_t memory() const { return m_owed ? m_owed->bytes.memory() : 0; }

    /// Writes what \a out holds from \a from on, behind what is owed. The memory of \a out is taken
    /// over where what must wait is most of it. An errno where the socket failed. Throws
    /// std::bad_alloc.
    [[nodiscard]] std::expected<void, int> write(ByteBuffer &out, std::size_t from);
    /// Has Connection::roomAgain() called when the kernel has room, though nothing is owed.
    void watch();
    /// Writes what is owed, as far as the kernel takes it now, and leaves its memory to \a spares.
    /// An errno where the socket failed.
    [[nodiscard]] std::expected<void, int> writeOwed(SpareBuffers &spares);
    /// Bytes that have gone since it was asked last, or since something is owed: to the peer, as
    /// its TCP has acknowledged; or to the kernel, where the system does not tell.
    [[nodiscard]] std::size_t gone();

    /// Forgets what is owed.
    void stop();

private:
    struct Owed {
        explicit Owed(const Outgoing &outgoing);

        SocketEvent<Connection> room;
        Outbox bytes;
        std::size_t left = 0; ///< that had not gone when gone() looked last
    };

    [[nodiscard]] std::size_t left() const;
    void owe(ByteBuffer &out, std::size_t from, std::size_t sent);

    qintptr m_descriptor;
    Connection &m_connection;
    std::unique_ptr<Owed> m_owed; // from when something is owed first
};

} // namespace sealcord
