// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/hex.h"
#include "tests/support/patience.h"
#include "tests/support/processes/descriptor.h"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <span>

namespace sealcord::test {

/// A TCP socket of the system's own: what a peer can do that no library of ours would. Every call
/// waits, but none longer than `patience`.
class BlockingSocket
{
public:
    struct Options {
        QByteArray address = "127.0.0.1"; ///< IPv4 or IPv6
        QByteArray from{}; ///< the address to come from; empty: the system's choice
        int receiveBuffer = 0; ///< bytes that the kernel takes in for us, about; 0: its choice
    };

    /// How the peer's stream came to its end.
    enum class End { Fin, Reset, TimedOut };

    /// Connects to \a port. Not open where that failed.
    [[nodiscard]] static BlockingSocket connectTo(std::uint16_t port, const Options &options);
    [[nodiscard]] static BlockingSocket connectTo(std::uint16_t port);

    /// Takes over \a descriptor; below zero: none.
    explicit BlockingSocket(int descriptor);

    [[nodiscard]] bool isOpen() const { return m_descriptor.isOpen(); }
    [[nodiscard]] int descriptor() const { return m_descriptor.number(); }
    [[nodiscard]] std::uint16_t localPort() const;

    /// All of \a bytes, or false.
    [[nodiscard]] bool write(std::span<const std::byte> bytes);
    /// What the kernel takes of \a bytes within \a milliseconds: 0 when it takes nothing.
    [[nodiscard]] std::size_t writeSome(std::span<const std::byte> bytes, int milliseconds);
    /// Writes \a bytes again and again, \a most of them, until the peer takes none for a second.
    /// How many it took: the last round may be cut.
    std::size_t push(std::span<const std::byte> bytes, std::size_t most);
    /// All of \a bytes and FIN behind them, in one segment where they fit.
    [[nodiscard]] bool writeAndFinish(std::span<const std::byte> bytes);

    /// Whether a read has something to tell within \a milliseconds, the end included.
    [[nodiscard]] bool isReadable(int milliseconds = patience) const
    {
        return m_descriptor.isReadable(milliseconds);
    }
    /// What one read gives. Empty at the end: see end().
    [[nodiscard]] Bytes read();
    /// Reads \a count bytes; fewer where the stream ends.
    [[nodiscard]] Bytes read(std::size_t count);
    /// Reads and throws away until the end.
    End readToEnd();
    /// How the last empty read came about.
    [[nodiscard]] End end() const { return m_end; }

    void shutdownWriting();
    /// Ends the connection with a reset, whatever is under way.
    void reset();
    void close() { m_descriptor.close(); }

private:
    Descriptor m_descriptor;
    End m_end = End::TimedOut;
};

/// Whether this machine can listen on ::1.
[[nodiscard]] bool hasIPv6();

/// Waits for connections on 127.0.0.1.
class BlockingListener
{
public:
    /// With room for \a backlog connections that nobody has accepted.
    explicit BlockingListener(int backlog = 16);

    [[nodiscard]] std::uint16_t port() const { return m_socket.localPort(); }
    /// "127.0.0.1:PORT".
    [[nodiscard]] QString address() const;
    /// Whether a connection waits to be accepted now.
    [[nodiscard]] bool hasPending() const { return m_socket.isReadable(0); }
    /// The next connection; not open where none came.
    [[nodiscard]] BlockingSocket accept();

private:
    BlockingSocket m_socket;
};

} // namespace sealcord::test
