// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordedevents.h"

#include "core/crypto/keytext.h"
#include "core/recording/reading/base64decoder.h"
#include "core/records/recordfields.h"
#include "core/records/recordingline.h"
#include "core/text/byteview.h"

#include <chrono>
#include <limits>

namespace sealcord {

namespace {

/// The value up to \a last whose word is \a text.
template <typename T, typename Word>
std::optional<T> parse(std::string_view text, T last, Word wordOf)
{
    for (int i = 0; i <= int(last); ++i) {
        if (wordOf(T(i)) == text)
            return T(i);
    }
    return std::nullopt;
}

Protocol parseProtocol(std::string_view text)
{
    for (const auto protocol : {Protocol::Classic, Protocol::Sealed}) {
        if (name(protocol) == text)
            return protocol;
    }
    return Protocol::None;
}

// Where the peer has a key of its own.
std::optional<PeerIdentity> peerOf(const Record &record)
{
    const auto fingerprint = parseFingerprint(record.text("fingerprint"));
    if (!fingerprint || fingerprint->of != Fingerprint::Of::PeerKey)
        return std::nullopt;
    const auto name = record.text("name");
    const auto key = parsePublicKey(record.text("key")); // which older recordings do not have
    const bool isRight = key && keyFingerprint(*key) == fingerprint->toString();
    return PeerIdentity{.key = isRight ? *key : X25519KeyPair::PublicKey(),
        .fingerprint = *fingerprint,
        .name = std::string(name.empty() ? record.text("claimed_name") : name),
        .isNameOurs = !name.empty()};
}

// A connection that has only just got its key is known by name alone, or not at all: what stands
// beside it is its fingerprint in either case.
ConnectionName knownByName(ConnectionName connection)
{
    if (connection.known.name().empty())
        connection.known = {};
    return connection;
}

ConnectionEstablished establishedOf(const Record &record, const ConnectionName &connection)
{
    return {knownByName(connection),
        parseFingerprint(record.text("fingerprint")).value_or(Fingerprint()),
        parseProtocol(record.text("protocol")),
        parse(record.text("protection"), Protection::Verified,
            [](Protection protection) { return name(protection); })
            .value_or(Protection::NotAuthenticated),
        peerOf(record)};
}

/// The number of that \a name, where it is one.
template <typename T> std::optional<T> numberOf(const Record &record, std::string_view name)
{
    const auto count = record.count(name);
    return count && *count <= std::numeric_limits<T>::max() ? std::optional(static_cast<T>(*count))
                                                            : std::nullopt;
}

std::chrono::milliseconds durationOf(const Record &record, std::string_view name)
{
    constexpr quint64 most = std::numeric_limits<qint64>::max() / 1'000'000; // in nanoseconds too
    return std::chrono::milliseconds(std::min(record.count(name).value_or(0), most));
}

ConnectionEnded endedOf(const Record &record, const ConnectionName &connection, Role role)
{
    ConnectionEnded ended;
    ended.connection = knownByName(connection);
    ended.reason = parseEndReason(record.text("reason")).value_or(EndReason::InternalError);
    ended.text = record.text("text");
    ended.duration = durationOf(record, "duration_ms");
    ended.count = countsOf(record);
    ended.established = record.isTrue("established");
    ended.protocol = parseProtocol(record.text("protocol"));
    ended.role = role;
    ended.peer = peerOf(record);
    return ended;
}

} // namespace

TrafficCount countsOf(const Record &record)
{
    const auto count = [&record](std::string_view name) { return record.count(name).value_or(0); };
    return {count("messages_in"), count("messages_out"), count("bytes_in"), count("bytes_out")};
}

ConnectionStands standsOf(const Record &record, const ConnectionName &connection)
{
    ConnectionStands stands{
        connection, {}, durationOf(record, "age_ms"), record.count("owed").value_or(0)};
    if (record.isTrue("established"))
        stands.established = establishedOf(record, connection);
    return stands;
}

ConnectionMeasured measuredOf(const Record &record, const ConnectionName &connection)
{
    const auto count = [&record](std::string_view name) { return record.count(name).value_or(0); };
    const auto microseconds = [&count](std::string_view name) {
        constexpr quint64 most = std::numeric_limits<quint32>::max(); // of Linux
        return std::chrono::microseconds(std::min(count(name), most));
    };
    ConnectionMeasured measured{.connection = connection,
        .local = parseEndpoint(record.text("local")).value_or(Endpoint()),
        .count = countsOf(record),
        .sealed = count("sealed"),
        .sealBudget = count("seal_budget"),
        .opened = count("opened"),
        .recordsPerKey = count("records_per_key"),
        .owed = count("owed"),
        .tcp = {}};
    if (record.find("round_trip_us"))
        measured.tcp = {microseconds("round_trip_us"), microseconds("round_trip_variation_us"),
            static_cast<quint32>(count("retransmissions"))};
    return measured;
}

std::optional<StreamNews> streamNewsOf(
    const Record &record, const ConnectionName &connection, StreamNews::TimePoint time)
{
    const auto state = record.text("state");
    const bool isRefused = state == "refused";
    const bool hasEnded = isRefused || state == "closed" || state == "reset";
    if (record.text("event") != "stream-counted" || (!hasEnded && state != "open"))
        return {};
    const auto age = durationOf(record, "age_ms");
    StreamNews news;
    news.connection = connection;
    news.number = numberOf<StreamNumber>(record, "stream").value_or(0);
    news.isPeers = record.text("opened_by") == "peer";
    news.target = record.text("target").substr(0, longestTarget);
    news.from = parseEndpoint(record.text("from")).value_or(Endpoint());
    news.opened = time - age;
    news.bytesIn = record.count("bytes_in").value_or(0);
    news.bytesOut = record.count("bytes_out").value_or(0);
    news.isTotal = true;
    if (!hasEnded)
        return news;
    news.end = StreamNews::End{time, age, !isRefused, {}, std::string(record.text("reason"))};
    if (const auto reset = numberOf<std::uint8_t>(record, "reset"))
        news.end->reset = static_cast<StreamReset>(*reset);
    return news;
}

RecordedNews newsOf(const Record &record, const ConnectionName &connection, Role role)
{
    switch (parseEvent(record.text("event")).value_or(EventKind::NotSent)) {
    case EventKind::ConnectionOpened:
        return ConnectionOpened{
            connection, parseEndpoint(record.text("local")).value_or(Endpoint())};
    case EventKind::ConnectionEstablished:
        return establishedOf(record, connection);
    case EventKind::ConnectionEnded:
        return endedOf(record, connection, role);
    default:
        return {};
    }
}

std::optional<HandshakePacketKept> handshakeOf(
    const Record &record, const ConnectionName &connection)
{
    constexpr std::size_t longest = 4096; // in base64
    const auto direction = parseDirection(record.text("direction"));
    const auto text = record.text("bytes");
    HandshakePacketKept packet;
    if (record.text("event") != "handshake" || !direction || text.size() > longest
        || !Base64Decoder().add(text, packet.bytes))
        return {};
    packet.connection = connection;
    packet.direction = *direction;
    packet.protocol = parseProtocol(record.text("protocol"));
    return packet;
}

Role speakerOf(Direction direction, Role recorder)
{
    if (direction == Direction::Out)
        return recorder;
    return recorder == Role::Agent ? Role::Server : Role::Agent;
}

std::optional<Direction> parseDirection(std::string_view word)
{
    return parse(word, Direction::Out, [](Direction direction) { return name(direction); });
}

Sender parseSender(std::string_view word)
{
    return parse(word, Sender::Control, [](Sender sender) {
        return charView(name(sender));
    }).value_or(Sender::Program);
}

std::optional<EventKind> parseEvent(std::string_view word)
{
    if (word == "connection-accepted")
        return EventKind::ConnectionOpened;
    return parse(word, lastEventKind, [](EventKind event) { return recordName(event); });
}

std::optional<EndReason> parseEndReason(std::string_view word)
{
    return parse(
        word, EndReason::InternalError, [](EndReason reason) { return charView(name(reason)); });
}

GapReason parseGapReason(std::string_view word)
{
    return parse(word, GapReason::Several, [](GapReason reason) {
        return recordName(reason);
    }).value_or(GapReason::NotRecorded);
}

EventLevel parseLevel(std::string_view word)
{
    return parse(word, EventLevel::Error, [](EventLevel level) {
        return recordName(level);
    }).value_or(EventLevel::Info);
}

} // namespace sealcord
