// SPDX-License-Identifier: MIT
#include "core/recording/packets/plaintextcapture.h"

#include "core/recording/packets/pcapng.h"
#include "core/recording/reading/recordedpeers.h"
#include "core/text/byteview.h"
#include "core/text/escape.h"
#include "core/traffic/describe.h"

#include <QHostAddress>
#include <QString>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 usualPort = 1337; // a server's, where nothing else is known
constexpr quint16 firstOwnPort = 49152; // that a system gives to clients (RFC 6335, 6)
constexpr quint16 ownPorts = 16384;

// RFC 5737 and RFC 3849: addresses that are nobody's.
QHostAddress madeUpAddress(const Endpoint &peer)
{
    if (peer.isIPv4())
        return QHostAddress(peer.isLoopback() ? u"127.0.0.1"_s : u"192.0.2.1"_s);
    return QHostAddress(peer.isLoopback() ? u"::1"_s : u"2001:db8::1"_s);
}

bool isSomewhere(const Endpoint &endpoint)
{
    const auto address = endpoint.address();
    return address != QHostAddress(QHostAddress::AnyIPv4)
        && address != QHostAddress(QHostAddress::AnyIPv6);
}

// Who ended it, as far as anybody can tell.
SyntheticStream::End enderOf(EndReason reason)
{
    using enum EndReason;
    const auto isPeers = reason == ClosedByPeer || reason == ClosedByPeerUnauthenticated
        || reason == EndedWithoutGoodbye || reason == Truncated || reason == Lost;
    return isPeers ? SyntheticStream::End::Peer : SyntheticStream::End::Local;
}

// A stream that ended in the middle did so without a reset.
bool wasBrokenOff(EndReason reason)
{
    return isFault(reason) && reason != EndReason::Truncated
        && reason != EndReason::EndedWithoutGoodbye;
}

} // namespace

void PlaintextCapture::addHead(std::string &out, std::string_view application)
{
    pcapng::addHead(
        out, application, "What Sealcord carried, in plaintext. TCP around it is made up.");
}

void PlaintextCapture::note(const TrafficRow &row)
{
    m_noted = row.time;
    if (row.kind == TrafficRow::Kind::Notice && row.event == EventKind::Started)
        m_listening = parseEndpoint(charView(row.content)).value_or(Endpoint());
    if (m_comments.size() == mostComments) {
        ++m_moreComments;
        return;
    }
    const auto isGap = row.kind == TrafficRow::Kind::Gap;
    m_comments.push_back(isGap ? missingText(row.missing) : printable(describe(row)).toStdString());
}

std::string PlaintextCapture::missingText(quint64 count)
{
    return std::to_string(count) + " messages and events are missing";
}

std::string PlaintextCapture::takeComments()
{
    std::string all;
    for (const auto &comment : m_comments)
        all += (all.empty() ? "" : "\n") + comment;
    if (m_moreComments > 0)
        all += "\nand " + std::to_string(m_moreComments) + " more";
    m_comments.clear();
    m_moreComments = 0;
    return all;
}

void PlaintextCapture::open(std::string &out, const Happening &what)
{
    m_streams.erase(what.connection.id); // of another run of the program, in one file
    stream(what).open(m_role == Role::Server ? End::Peer : End::Local, packets(out, what.time));
}

void PlaintextCapture::say(std::string &out, const Happening &what, Direction direction,
    std::span<const std::byte> bytes, bool isLast)
{
    const auto from = direction == Direction::In ? End::Peer : End::Local;
    stream(what).send(from, bytes, isLast, packets(out, what.time));
}

void PlaintextCapture::end(std::string &out, const Happening &what, EndReason reason)
{
    auto &stream = this->stream(what);
    if (wasBrokenOff(reason))
        stream.reset(enderOf(reason), packets(out, what.time));
    else
        stream.close(enderOf(reason), packets(out, what.time));
    m_streams.erase(what.connection.id);
}

void PlaintextCapture::addRest(std::string &out)
{
    if (const auto comments = takeComments(); !comments.empty())
        pcapng::addComment(out, m_noted, comments);
}

// One whose beginning nobody told of begins in the middle.
SyntheticStream &PlaintextCapture::stream(const Happening &what)
{
    const auto &connection = what.connection;
    if (const auto found = m_streams.find(connection.id); found != m_streams.end())
        return found->second;
    if (m_streams.size() == mostStreams)
        m_streams.erase(m_streams.begin()); // the oldest: it goes on as one that has no beginning
    // Its peer is somewhere, and be it nowhere.
    const auto peer = connection.peer == Endpoint()
        ? Endpoint(QHostAddress(u"192.0.2.2"_s), usualPort)
        : connection.peer;
    return m_streams.try_emplace(connection.id, localOf(what, peer), peer, ++m_made).first->second;
}

Endpoint PlaintextCapture::localOf(const Happening &what, const Endpoint &peer) const
{
    const auto local = what.local.value_or(Endpoint());
    if (local != Endpoint() && local.isIPv4() == peer.isIPv4())
        return local;
    if (m_role == Role::Agent)
        return {madeUpAddress(peer), quint16(firstOwnPort + what.connection.id % ownPorts)};
    const auto isKnown = m_listening != Endpoint();
    const auto isThere =
        isKnown && isSomewhere(m_listening) && m_listening.isIPv4() == peer.isIPv4();
    return {isThere ? m_listening.address() : madeUpAddress(peer),
        isKnown ? m_listening.port() : usualPort};
}

SyntheticStream::Taker PlaintextCapture::packets(std::string &out, RecordTime time)
{
    return [this, &out, time](End from, std::span<const std::byte> packet) {
        const auto comments = takeComments();
        const auto way = from == End::Local ? pcapng::Way::Outbound : pcapng::Way::Inbound;
        pcapng::addPacket(out, {time, packet, comments, way});
    };
}

} // namespace sealcord
