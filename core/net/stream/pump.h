// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/outbox.h"
#include "core/net/connection/socketevent.h"
#include "core/net/stream/receivewindow.h"
#include "core/net/tap/tap.h"
#include "core/protocol/stream.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

namespace sealcord {

class Carrier;

/// One stream, and the local socket whose bytes it carries: a connection that came in here, or one
/// to a service.
///
/// Bytes of the socket are read right where they are sealed; bytes of the stream are written to it
/// from where they were opened, and only those are kept that it does not take, within the window.
/// Each direction ends for itself: the end of the socket's bytes is END, and END its FIN.
class Pump
{
public:
    /// Takes over \a descriptor, a connected socket's. \a carrier outlives it.
    Pump(StreamNumber number, qintptr descriptor, Carrier &carrier);
    ~Pump();
    Pump(const Pump &) = delete;
    Pump &operator=(const Pump &) = delete;

    [[nodiscard]] StreamNumber number() const { return m_number; }
    [[nodiscard]] quint64 bytesIn() const { return m_bytesIn; }
    [[nodiscard]] quint64 bytesOut() const { return m_bytesOut; }
    /// Memory of bytes that the socket has not taken, as the carrier knows it.
    [[nodiscard]] std::size_t held() const { return m_held; }
    /// Whether all that the peer has said is here, and the socket has not taken all of it.
    [[nodiscard]] bool isDraining() const { return m_hasEndedThere && !m_isShut; }
    /// How far it has come, once its stream was opened.
    [[nodiscard]] StreamState state() const;
    /// Whether the socket was given all that the peer has said, and told of its end.
    [[nodiscard]] bool isShut() const { return m_isShut; }
    [[nodiscard]] std::uint32_t window() const { return m_window.size(); }

    /// The stream leads to its target: what the socket has is sent, as far as there is credit.
    void open();

    // What the peer says.

    void credited();
    void received(std::span<const std::byte> bytes);
    void ended();

    /// What fill() came to.
    enum class Filled : quint8 {
        More, ///< the socket may have more
        All, ///< it had no more: the event loop tells when it has
        Blocked, ///< there is no credit
        Over, ///< nothing more comes of it, or of the whole stream
    };
    /// Sends at most \a most bytes of the socket's.
    [[nodiscard]] Filled fill(std::size_t most);

    /// The socket takes nothing any more, as errno \a error says: what it still has to say is sent,
    /// and then the stream is reset.
    void breakOff(int error);
    /// The socket, the caller's from now on; nothing else follows.
    [[nodiscard]] qintptr release();

private:
    /// What the socket does not take at once. Most never have any.
    struct Pending {
        explicit Pending(Pump &pump);

        SocketEvent<Pump> room;
        Outbox bytes;
    };

    void readable();
    void roomAgain();
    void setReading(bool reading);
    [[nodiscard]] std::size_t write(std::span<const std::byte> bytes);
    void keep(std::span<const std::byte> bytes);
    void tellHeld();
    void taken(std::size_t count);
    void endedThere();
    void endHere();
    void closeIfDone();

    const StreamNumber m_number;
    qintptr m_descriptor;
    Carrier &m_carrier;
    std::optional<SocketEvent<Pump>> m_readable; // from when it is waited for first
    std::unique_ptr<Pending> m_pending; // from when something is pending first
    ReceiveWindow m_window;
    std::size_t m_held = 0;
    quint64 m_bytesIn = 0;
    quint64 m_bytesOut = 0;
    bool m_isOpen = false;
    bool m_isReading = false; // as the notifier is
    bool m_hasEndedHere = false; // the socket's bytes have
    bool m_hasEndedThere = false; // the peer's have
    bool m_isShut = false; // and the socket was told
    int m_brokenBy = 0; // see breakOff()
};

} // namespace sealcord
