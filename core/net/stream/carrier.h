// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/connection.h"
#include "core/net/connection/iocontext.h"
#include "core/net/limits.h"
#include "core/net/stream/dials.h"
#include "core/net/stream/pump.h"
#include "core/net/stream/streamhost.h"
#include "core/net/stream/streamturns.h"
#include "core/net/tap/tap.h"
#include "core/protocol/event.h"

#include <QBasicTimer>
#include <QObject>

#include <cstddef>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// The streams of one connection, and the local sockets that they carry.
///
/// Those that have something to send take turns: one that has little, before those that have much,
/// and these in circles, a piece each. They rest while the connection owes its peer something, so
/// that messages and other streams never wait behind more than one turn of them.
///
/// Lives on the connection's thread. Its owner hands it the events of streams and tells it when the
/// connection has room again, and when it has ended.
class Carrier final : public QObject
{
public:
    /// \a connection is established. It, \a context and \a host outlive the carrier, or
    /// \a connection until connectionEnded().
    Carrier(Connection &connection, IoContext &context, StreamHost &host);
    ~Carrier() override;

    /// Opens a stream for \a arrival, whose socket it takes over. Where no stream can be opened the
    /// socket is closed, which is told to the tap.
    void open(Arrival arrival);
    /// The socket that StreamHost gave for stream \a number is connected; \a reset is told as
    /// StreamPartner's. False: there is no such stream any more.
    [[nodiscard]] bool join(
        StreamNumber number, std::function<void(StreamReset reason, qintptr socket)> reset);

    /// An event of a stream.
    void hear(const Event &event);
    /// The connection owes nothing any more.
    void hasRoomAgain() { turn(); }
    /// The connection has ended: all sockets are closed, but for those that have not taken all that
    /// the peer has said to its end.
    void connectionEnded();

    /// Ends those streams to or from its peer for which \a isAllowed(target, isPeers) is false.
    void endUnless(const std::function<bool(std::string_view target, bool isPeers)> &isAllowed);
    /// Takes no new ones from its peer from now on; those that there are go on.
    void drain() { m_isDraining = true; }
    /// Ends one, if it is there; \a why, where there is more to say than \a reason does.
    void reset(StreamNumber number, StreamReset reason, std::string_view why = {});
    /// The same behind what its socket, which is about to end, has still to say.
    void breakOff(StreamNumber number);

    /// Tells the tap which streams stand.
    void tellStanding() const;

    [[nodiscard]] std::size_t count() const { return m_streams.size(); }

private:
    friend class Pump;

    using Clock = IoContext::Clock;
    struct Stream {
        std::string target;
        Endpoint from;
        bool isPeers = false;
        bool wasOpened = false;
        bool isQueued = false; // waits for its turn
        Clock::time_point since;
        StreamPartner partner = {};
        std::unique_ptr<Pump> pump; // once there is a socket
    };
    using Streams = std::unordered_map<StreamNumber, Stream>;

    void offered(const StreamOffered &offer);
    [[nodiscard]] std::vector<std::byte> proxyHeader() const;
    void dialed(StreamNumber number, const Dials::Outcome &outcome);
    void connected(StreamNumber number, qintptr descriptor);
    void refuse(StreamNumber number, StreamReset reason, std::string_view why);
    void credited(const StreamCredited &credit);
    void wasReset(const StreamWasReset &reset);

    // What a pump asks for and tells.

    void say(const StreamOrder &order);
    [[nodiscard]] std::size_t credit(StreamNumber number) const;
    /// Reads up to \a most bytes from \a descriptor and seals them. How many, or an errno.
    [[nodiscard]] std::expected<std::size_t, int> sendFrom(
        StreamNumber number, qintptr descriptor, std::size_t most);
    [[nodiscard]] std::uint32_t widened(std::uint32_t window);
    /// False: its turn is still to come.
    [[nodiscard]] bool hasInput(Pump &pump);
    /// Memory of one.
    void holds(std::size_t before, std::size_t now);
    void done(Pump &pump);
    void failed(Pump &pump, int error);

    void turn();
    void fillTurn();
    [[nodiscard]] bool mayFill() const;
    void opened(StreamNumber number, Stream &stream);
    void end(Streams::iterator found, std::optional<StreamReset> reset, std::string_view why);
    [[nodiscard]] bool isTakenBack(Stream &stream, qintptr socket);
    [[nodiscard]] StreamSeen seen(StreamNumber number, const Stream &stream) const;
    [[nodiscard]] std::chrono::milliseconds age(const Stream &stream) const;
    void tellData(StreamNumber number, Direction direction, std::span<const std::byte> bytes);
    void timerEvent(QTimerEvent *event) override;

    Connection *m_connection; // null once it has ended
    const ConnectionName m_name;
    IoContext &m_context;
    StreamHost &m_host;
    Streams m_streams;
    Dials m_dials;
    std::size_t m_windows = 0; // beyond the first of each
    StreamTurns m_turns;
    std::size_t m_held = 0; // memory of all pumps
    bool m_isTurning = false; // or hears the peer
    bool m_isDraining = false;
    QBasicTimer m_nextTurn;
    std::vector<std::unique_ptr<Pump>> m_over; // one may be the caller of this
};

} // namespace sealcord
