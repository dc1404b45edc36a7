// SPDX-License-Identifier: MIT
#include "core/recording/packets/syntheticstream.h"

#include <QHostAddress>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <concepts>

namespace sealcord {

namespace {

constexpr std::size_t ipv4Header = 20;
constexpr std::size_t tcpHeader = 20;
constexpr quint8 tcpProtocol = 6;
constexpr quint8 hops = 64;
constexpr quint16 window = 65'535;

// RFC 9293, 3.1.
enum Flag : unsigned { Fin = 0x01, Syn = 0x02, Rst = 0x04, Psh = 0x08, Ack = 0x10 };

// The longest segment (RFC 9293, 3.7.1), and a window of up to 1 GiB (RFC 7323, 2.2): a long
// message goes out before it is acknowledged.
constexpr std::array synOptions = {quint8{2}, quint8{4},
    quint8{SyntheticStream::longestSegment >> 8}, quint8{SyntheticStream::longestSegment & 0xff},
    quint8{1}, quint8{3}, quint8{3}, quint8{14}};

template <std::unsigned_integral T> void add(std::vector<std::byte> &out, T value)
{
    std::array<std::byte, sizeof(T)> bytes;
    qToBigEndian(value, bytes.data());
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void add(std::vector<std::byte> &out, std::span<const std::byte> bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

std::vector<std::byte> addressOf(const Endpoint &endpoint)
{
    std::vector<std::byte> out;
    const auto address = endpoint.address();
    if (endpoint.isIPv4())
        add(out, address.toIPv4Address());
    if (endpoint.isIPv4())
        return out;
    const auto bytes = address.toIPv6Address();
    add(out, std::as_bytes(std::span(bytes.c)));
    return out;
}

/// The Internet checksum (RFC 1071).
class Checksum
{
public:
    // All parts but the last are of an even length.
    void add(std::span<const std::byte> bytes)
    {
        for (std::size_t i = 0; i < bytes.size(); ++i)
            m_sum += std::to_integer<quint64>(bytes[i]) << (i % 2 == 0 ? 8 : 0);
    }
    void add(quint64 word) { m_sum += word; }
    [[nodiscard]] quint16 value() const
    {
        auto sum = m_sum;
        while (sum > 0xffff)
            sum = (sum & 0xffff) + (sum >> 16);
        return static_cast<quint16>(~sum);
    }

private:
    quint64 m_sum = 0;
};

void put(std::vector<std::byte> &out, std::size_t at, quint16 value)
{
    qToBigEndian(value, out.data() + at);
}

} // namespace

// Two streams between the same ports begin far apart, as RFC 9293, 3.4.1 wants it.
SyntheticStream::SyntheticStream(const Endpoint &local, const Endpoint &peer, quint64 number)
    : m_local{local, quint32(number * 2'654'435'761)} // by Fibonacci's hash
    , m_peer{peer, quint32(number * 2'654'435'761 + 0x8000'0000)}
{ }

void SyntheticStream::open(End from, const Taker &taker)
{
    const auto other = from == End::Local ? End::Peer : End::Local;
    make(from, Syn, {}, taker);
    make(other, Syn | Ack, {}, taker);
    make(from, Ack, {}, taker);
}

void SyntheticStream::send(
    End from, std::span<const std::byte> bytes, bool isLast, const Taker &taker)
{
    Q_ASSERT(bytes.size() <= longestSegment);
    make(from, isLast ? Psh | Ack : unsigned(Ack), bytes, taker);
    if (isLast)
        make(from == End::Local ? End::Peer : End::Local, Ack, {}, taker);
}

void SyntheticStream::close(End from, const Taker &taker)
{
    const auto other = from == End::Local ? End::Peer : End::Local;
    make(from, Fin | Ack, {}, taker);
    make(other, Fin | Ack, {}, taker);
    make(from, Ack, {}, taker);
}

void SyntheticStream::reset(End from, const Taker &taker)
{
    make(from, Rst | Ack, {}, taker);
}

void SyntheticStream::make(
    End end, unsigned flags, std::span<const std::byte> payload, const Taker &taker)
{
    auto &from = side(end);
    const auto &to = side(end == End::Local ? End::Peer : End::Local);
    m_packet.clear();
    const auto options = (flags & Syn) ? synOptions.size() : 0;
    addIpHeader(from, to, tcpHeader + options + payload.size());
    addSegment(from, to, flags, payload);
    // SYN and FIN count as a byte (RFC 9293, 3.4). Beyond 32 bits the numbers begin again.
    from.next += quint32(payload.size()) + ((flags & (Syn | Fin)) ? 1 : 0);
    taker(end, m_packet);
}

void SyntheticStream::addIpHeader(const Side &from, const Side &to, std::size_t length)
{
    if (from.endpoint.isIPv4()) { // RFC 791, 3.1
        add(m_packet, quint16(0x4500));
        add(m_packet, quint16(ipv4Header + length));
        add(m_packet, quint16(0));
        add(m_packet, quint16(0x4000)); // not to be fragmented
        add(m_packet, hops);
        add(m_packet, tcpProtocol);
        add(m_packet, quint16(0)); // the checksum, which comes at the end
        add(m_packet, addressOf(from.endpoint));
        add(m_packet, addressOf(to.endpoint));
        Checksum checksum;
        checksum.add(m_packet);
        put(m_packet, 10, checksum.value());
        return;
    }
    add(m_packet, quint32(0x6000'0000)); // RFC 8200, 3
    add(m_packet, quint16(length));
    add(m_packet, tcpProtocol);
    add(m_packet, hops);
    add(m_packet, addressOf(from.endpoint));
    add(m_packet, addressOf(to.endpoint));
}

void SyntheticStream::addSegment(
    const Side &from, const Side &to, unsigned flags, std::span<const std::byte> payload)
{
    const auto begin = m_packet.size();
    const auto options = (flags & Syn) ? synOptions.size() : 0;
    const auto words = (tcpHeader + options) / 4;
    add(m_packet, from.endpoint.port());
    add(m_packet, to.endpoint.port());
    add(m_packet, from.next);
    add(m_packet, (flags & Ack) ? to.next : quint32(0));
    add(m_packet, quint16(words << 12 | flags));
    add(m_packet, window);
    add(m_packet, quint32(0)); // the checksum, and nothing urgent
    if (flags & Syn)
        add(m_packet, std::as_bytes(std::span(synOptions)));
    add(m_packet, payload);

    // With the addresses, so that a packet that went astray is found out (RFC 9293, 3.1).
    Checksum checksum;
    checksum.add(addressOf(from.endpoint));
    checksum.add(addressOf(to.endpoint));
    checksum.add(tcpProtocol);
    checksum.add(m_packet.size() - begin);
    checksum.add(std::span<const std::byte>(m_packet).subspan(begin));
    put(m_packet, begin + 16, checksum.value());
}

} // namespace sealcord
