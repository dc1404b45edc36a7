// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/connection/reportedsession.h"
#include "tests/support/hex.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace sealcord::test {

struct Packet {
    Direction direction;
    Bytes bytes;

    friend bool operator==(const Packet &, const Packet &) = default;
};

struct Message {
    Direction direction;
    Bytes plaintext;
    Bytes frame;
    quint64 wireEnd;

    friend bool operator==(const Message &, const Message &) = default;
};

class KeepingTap final : public Tap
{
public:
    std::vector<Packet> packets;
    std::vector<Message> messages;
    std::vector<quint64> taken;
    std::vector<FrameSealed> sealed; ///< without their bytes
    std::vector<Bytes> sealedBytes;
    std::vector<std::pair<int, int>> places; ///< of messages in their frame, and of how many
    std::vector<std::uint32_t> framesOf; ///< so many messages came in
    std::vector<bool> waiting; ///< whether messages await their frame
    std::vector<KnownPeer> peers; ///< whom messages came from or went to
    std::size_t packetsBeforeEstablished = 0;

    [[nodiscard]] TapInterest interest() const noexcept override { return TapInterest::Frames; }
    void happened(WireEvent event) override
    {
        if (const auto *packet = event.as<HandshakePacketSeen>())
            packets.push_back({packet->direction, copy(packet->bytes)});
        else if (const auto *message = event.as<MessageSeen>())
            keep(*message);
        else if (const auto *frame = event.as<FrameSealed>())
            keep(*frame);
        else if (const auto *progressed = event.as<SendProgressed>())
            taken.push_back(progressed->taken);
        else if (event.as<ConnectionEstablished>())
            packetsBeforeEstablished = packets.size();
    }

private:
    void keep(const MessageSeen &message)
    {
        messages.push_back(
            {message.direction, copy(message.plaintext), copy(message.frame), message.wireEnd});
        places.emplace_back(message.index, message.inFrame);
        framesOf.push_back(message.frames);
        waiting.push_back(message.awaitsFrame);
        peers.push_back(message.connection.known);
    }
    void keep(const FrameSealed &frame)
    {
        sealed.push_back(frame);
        sealed.back().frame = {};
        sealedBytes.push_back(copy(frame.frame));
    }
    static Bytes copy(std::span<const std::byte> bytes) { return {bytes.begin(), bytes.end()}; }
};

/// One end, with what a connection would hold for it.
struct End {
    explicit End(Role role)
        : session({}, {.role = role}, random, tap)
    { }
    End(Role role, const Identity &identity)
        : session(
              {}, {.role = role, .protocol = Protocol::Sealed, .identity = &identity}, random, tap)
    { }

    /// What it has to send, which is then sent.
    [[nodiscard]] Bytes takeOutput()
    {
        const auto bytes = out.bytes();
        Bytes taken(bytes.begin(), bytes.end());
        out.truncate(0);
        return taken;
    }
    /// The event that \a bytes lead to.
    Event hear(Bytes &bytes)
    {
        std::span<std::byte> in(bytes);
        return session.next(in, out, &opened);
    }
    /// Takes \a in until more is needed.
    void hearAll(std::span<std::byte> in)
    {
        while (!std::holds_alternative<NeedBytes>(session.next(in, out, &opened))) { }
    }

    SystemRandom random;
    KeepingTap tap;
    ByteBuffer out;
    ByteBuffer opened;
    ReportedSession session;
};

} // namespace sealcord::test
