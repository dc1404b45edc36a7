// SPDX-License-Identifier: MIT
#include "core/recording/pcapngexport.h"

#include "core/text/escape.h"
#include "core/traffic/describe.h"

#include <QHostAddress>
#include <QString>

#include <algorithm>

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

RecordingExport::Done PcapngExport::begin(RecordingReader &)
{
    pcapng::addHead(m_out, m_application,
        "What a Sealcord recording holds, in plaintext. TCP around it is made up.");
    return flush();
}

RecordingExport::Done PcapngExport::add(
    RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows)
{
    m_time = rows.time();
    const auto *const row = rows.row();
    if (!row)
        return {};
    if (row->kind == TrafficRow::Kind::Message)
        return addMessage(reader, line, rows);
    note(rows, line.record);
    if (std::holds_alternative<ConnectionOpened>(rows.news()))
        open(rows, line.record);
    else if (const auto *ended = std::get_if<ConnectionEnded>(&rows.news()))
        end(rows, line.record, *ended);
    return flush();
}

RecordingExport::Done PcapngExport::end()
{
    if (const auto comments = takeComments(); !comments.empty())
        pcapng::addComment(m_out, m_time, comments);
    return flush();
}

// What happened goes to the next packet, which may be one of this line's own.
void PcapngExport::note(const RecordedRows &rows, const Record &record)
{
    const auto &row = *rows.row();
    if (row.kind == TrafficRow::Kind::Notice && row.event == EventKind::Started)
        m_listening = parseEndpoint(record.text("text")).value_or(Endpoint());
    if (m_comments.size() == mostComments) {
        ++m_moreComments;
        return;
    }
    m_comments.push_back(printable(describe(row)).toStdString());
}

std::string PcapngExport::takeComments()
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

void PcapngExport::open(const RecordedRows &rows, const Record &record)
{
    m_streams.erase(rows.connection().id); // of another run of the program, in one file
    stream(rows, record).open(rows.role() == Role::Server ? End::Peer : End::Local, packets());
}

void PcapngExport::end(const RecordedRows &rows, const Record &record, const ConnectionEnded &ended)
{
    auto &stream = this->stream(rows, record);
    const auto from = enderOf(ended.reason);
    if (wasBrokenOff(ended.reason))
        stream.reset(from, packets());
    else
        stream.close(from, packets());
    m_streams.erase(rows.connection().id);
}

RecordingExport::Done PcapngExport::addMessage(
    RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows)
{
    auto &stream = this->stream(rows, line.record);
    const auto from = rows.row()->direction == Direction::In ? End::Peer : End::Local;
    std::vector<std::byte> segment;
    quint64 left = rows.length();
    bool isWritten = true;
    const auto take = [&](std::span<const std::byte> piece) {
        while (!piece.empty() && isWritten) {
            const auto wanted = std::min<quint64>(SyntheticStream::longestSegment, left);
            const auto more = std::min<std::size_t>(piece.size(), wanted - segment.size());
            segment.insert(segment.end(), piece.begin(), piece.begin() + std::ptrdiff_t(more));
            piece = piece.subspan(more);
            if (segment.size() < wanted)
                continue;
            left -= wanted;
            stream.send(from, segment, left == 0, packets());
            segment.clear();
            isWritten = flush().has_value();
        }
        return isWritten;
    };
    if (auto read = reader.readBytes(line, take); !read)
        return read;
    return isWritten ? Done() : notWritten();
}

// One that the file does not say the beginning of begins in the middle.
SyntheticStream &PcapngExport::stream(const RecordedRows &rows, const Record &record)
{
    const auto &connection = rows.connection();
    if (const auto found = m_streams.find(connection.id); found != m_streams.end())
        return found->second;
    if (m_streams.size() == mostStreams)
        m_streams.erase(m_streams.begin()); // the oldest: it goes on as one that has no beginning
    // Its peer is somewhere, and be it nowhere.
    const auto peer = connection.peer == Endpoint()
        ? Endpoint(QHostAddress(u"192.0.2.2"_s), usualPort)
        : connection.peer;
    ConnectionName with = connection;
    with.peer = peer;
    return m_streams.try_emplace(connection.id, localOf(with, record, rows.role()), peer, ++m_made)
        .first->second;
}

Endpoint PcapngExport::localOf(
    const ConnectionName &connection, const Record &record, Role role) const
{
    const auto &peer = connection.peer;
    const auto local = parseEndpoint(record.text("local"));
    if (local && local->isIPv4() == peer.isIPv4())
        return *local;
    if (role == Role::Agent)
        return {madeUpAddress(peer), quint16(firstOwnPort + connection.id % ownPorts)};
    const auto isKnown = m_listening != Endpoint();
    const auto isThere =
        isKnown && isSomewhere(m_listening) && m_listening.isIPv4() == peer.isIPv4();
    return {isThere ? m_listening.address() : madeUpAddress(peer),
        isKnown ? m_listening.port() : usualPort};
}

SyntheticStream::Taker PcapngExport::packets()
{
    return [this](End from, std::span<const std::byte> packet) {
        const auto comments = takeComments();
        const auto way = from == End::Local ? pcapng::Way::Outbound : pcapng::Way::Inbound;
        pcapng::addPacket(m_out, {m_time, packet, comments, way});
    };
}

RecordingExport::Done PcapngExport::flush()
{
    auto done = written(m_out);
    m_out.clear();
    return done;
}

} // namespace sealcord
