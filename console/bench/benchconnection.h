// SPDX-License-Identifier: MIT
#pragma once

#include "console/bench/benchaddress.h"
#include "console/bench/benchinput.h"
#include "console/bench/benchloop.h"
#include "console/bench/benchpayload.h"
#include "core/app/process/exitcode.h"
#include "core/crypto/randomsource.h"
#include "core/protocol/bytebuffer.h"
#include "core/protocol/session.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sealcord {

/// Why a load generator cannot go on.
struct BenchFailure {
    ExitCode code = ExitCode::NotConnected;
    std::string text; ///< for a person, printable
};

class BenchConnection;

/// Who drives connections and is told how they fare, on their thread. It may send and say goodbye
/// within a call, but not open: the call may come from the midst of a read.
class BenchDriver
{
public:
    using Clock = std::chrono::steady_clock;

    virtual void established(BenchConnection &connection) = 0;
    /// A right echo, which took \a roundTrip from its message's write to the read that ended it.
    virtual void echoed(BenchConnection &connection, Clock::duration roundTrip) = 0;
    /// All that was read has been looked at: what is sent now goes out in one write.
    virtual void rested(BenchConnection &connection) = 0;
    /// The server has closed the connection after our goodbye, and so have we.
    virtual void closed(BenchConnection &connection) = 0;
    /// Nothing more comes of this connection; it is closed.
    virtual void failed(BenchConnection &connection, BenchFailure failure) = 0;

protected:
    ~BenchDriver() = default;
};

/// What the connections of one thread share, since only one of them is at work at a time.
struct BenchIo {
    BenchIo(const SessionSettings &settings, const BenchAddress &server, std::size_t messageSize)
        : session(settings)
        , address(server)
        , payload(messageSize)
    { }

    static constexpr std::size_t receiveLength = 256 * 1024;

    const SessionSettings session;
    const BenchAddress address;
    BenchLoop loop;
    BenchPayload payload;
    SystemRandom random;
    std::unique_ptr<std::byte[]> received =
        std::make_unique_for_overwrite<std::byte[]>(receiveLength);
    ByteBuffer send;
    BenchDriver::Clock::time_point now{}; ///< of the latest read
    std::uint64_t reads = 0; ///< that gave something
};

/// One connection of a load generator: an agent's Session on a socket of the system's own.
///
/// It is a measuring device, and so it is not a Connection: that has deadlines, a tap and an event
/// loop, which would cost as much as the server that is measured. Here a wake-up is one recv(), the
/// echoes in it are opened, compared in full and counted, and what they make room for goes out in
/// one send(). Lives on one thread.
class BenchConnection final : private BenchWatcher
{
public:
    using Clock = BenchDriver::Clock;

    /// \a number, below 2^24, is part of every message, so that no two connections send the same.
    BenchConnection(std::uint64_t number, BenchIo &io, BenchDriver &driver);
    ~BenchConnection() override;
    BenchConnection(const BenchConnection &) = delete;
    BenchConnection &operator=(const BenchConnection &) = delete;

    /// Connects and begins the handshake. Only while closed; everything begins anew.
    void open();

    /// Sends messages until \a depth of them, always the same number, are on their way, or the
    /// kernel takes no more. Only when established.
    void fill(std::size_t depth);

    /// Says goodbye, and waits for the server to close. Only when established.
    void sayGoodbye();

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] bool isEstablished() const { return isOpen() && m_session->isEstablished(); }
    [[nodiscard]] std::uint64_t inFlight() const { return m_sent - m_echoed; }
    [[nodiscard]] Clock::time_point openedAt() const { return m_openedAt; }

private:
    void wake(std::uint32_t events) override;
    void readOnce();
    void process(std::span<std::byte> in);
    void take(std::span<const std::byte> echo);
    void handle(const Event &event);
    void seal(std::size_t depth);
    void write();
    void writePending();
    void streamEnded();
    void lose(int error);
    void fail(ExitCode code, std::string text);
    void close();
    [[nodiscard]] bool hasPending() const { return !m_pending.isEmpty(); }
    [[nodiscard]] std::uint64_t messageNumber(std::uint64_t index) const;

    const std::uint64_t m_number;
    BenchIo &m_io;
    BenchDriver &m_driver;
    int m_descriptor = -1;
    bool m_isClosing = false;
    std::optional<Session> m_session;
    BenchInput m_input;
    ByteBuffer m_pending; ///< what the kernel did not take, from m_taken on
    std::size_t m_taken = 0;
    std::uint64_t m_sent = 0;
    std::uint64_t m_echoed = 0;
    std::vector<Clock::time_point> m_sentAt; ///< a ring of those on their way
    Clock::time_point m_openedAt{};
};

} // namespace sealcord
