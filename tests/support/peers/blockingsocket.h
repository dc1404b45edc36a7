// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/hex.h"

#include <QByteArray>

#include <cstdint>

namespace sealcord::test {

/// A TCP socket of the system's own: what a peer can do that no library of ours would. Every call
/// waits, but for none longer than the deadline.
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

    /// Seconds that a call may wait.
    static constexpr int deadline = 30;

    /// Connects to \a port. Not open where that failed.
    [[nodiscard]] static BlockingSocket connectTo(std::uint16_t port, const Options &options);
    [[nodiscard]] static BlockingSocket connectTo(std::uint16_t port);

    /// Takes over \a descriptor; below zero: none.
    explicit BlockingSocket(int descriptor = -1);
    ~BlockingSocket();
    BlockingSocket(BlockingSocket &&other) noexcept;
    BlockingSocket &operator=(BlockingSocket &&other) noexcept;

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] std::uint16_t localPort() const;

    /// All of \a bytes, or false.
    [[nodiscard]] bool write(std::span<const std::byte> bytes);
    /// What the kernel takes of \a bytes within \a milliseconds: 0 when it takes nothing.
    [[nodiscard]] std::size_t writeSome(std::span<const std::byte> bytes, int milliseconds);
    /// All of \a bytes and FIN behind them, in one segment where they fit.
    [[nodiscard]] bool writeAndFinish(std::span<const std::byte> bytes);

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
    void close();

private:
    int m_descriptor = -1;
    End m_end = End::TimedOut;
};

/// Waits for connections on 127.0.0.1.
class BlockingListener
{
public:
    /// With room for \a backlog connections that nobody has accepted.
    explicit BlockingListener(int backlog = 16);

    [[nodiscard]] std::uint16_t port() const { return m_socket.localPort(); }
    [[nodiscard]] BlockingSocket accept();

private:
    BlockingSocket m_socket;
};

} // namespace sealcord::test
