// SPDX-License-Identifier: MIT
#include "core/records/recordfields.h"

#include "core/crypto/keytext.h"
#include "core/text/byteview.h"

#include <utility>

namespace sealcord {

namespace {

// What this end calls the peer, or what it says of itself.
void addPeer(JsonObject &record, const PeerIdentity &peer)
{
    if (peer.key != X25519KeyPair::PublicKey()) // known here
        record.add("key", publicKeyText(peer.key));
    if (!peer.name.empty())
        record.add(peer.isNameOurs ? "name" : "claimed_name", peer.name);
}

} // namespace

std::string_view name(Role role)
{
    return role == Role::Server ? "server" : "agent";
}

std::string_view name(Direction direction)
{
    return direction == Direction::In ? "in" : "out";
}

std::string_view name(ConnectionRefused::Reason reason)
{
    switch (reason) {
    case ConnectionRefused::Reason::TooManyConnections:
        return "too-many-connections";
    case ConnectionRefused::Reason::TooManyFromAddress:
        return "too-many-from-address";
    case ConnectionRefused::Reason::NoProxyHeader:
        return "no-proxy-header";
    }
    std::unreachable();
}

void addBeginning(JsonObject &record, RecordTime time, std::string_view level, Role role,
    std::optional<std::chrono::nanoseconds> elapsed)
{
    record.add(
        "time", timeText(time, elapsed ? TimeDigits::Nanoseconds : TimeDigits::Milliseconds));
    if (elapsed)
        record.add("elapsed_ns", elapsed->count());
    record.add("level", level);
    record.add("program", name(role));
}

void addEvent(JsonObject &record, std::string_view event, const ConnectionName &connection)
{
    record.add("event", event);
    addConnection(record, connection);
}

void addConnection(JsonObject &record, const ConnectionName &connection)
{
    record.add("peer", connection.peer.toString().toStdString());
    record.add("connection", connection.id);
    const auto &known = connection.known;
    if (!known.name().empty())
        record.add("agent", known.name());
    if (!known.isNobody())
        record.add("fingerprint", known.fingerprint().toString());
}

void addFields(JsonObject &record, const ConnectionOpened &opened, Role role)
{
    addEvent(record, role == Role::Server ? "connection-accepted" : "connection-opened",
        opened.connection);
}

void addFields(JsonObject &record, const ConnectionEstablished &established)
{
    addEvent(record, "connection-established", established.connection);
    addAgreement(record, established);
}

void addAgreement(JsonObject &record, const ConnectionEstablished &established)
{
    record.add("protocol", name(established.protocol));
    record.add("encrypted", true);
    record.add("authenticated", isAuthenticated(established.protection));
    record.add("protection", name(established.protection));
    if (established.connection.known.isNobody()) // it stands there already
        record.add("fingerprint", established.fingerprint.toString());
    if (established.peer)
        addPeer(record, *established.peer);
}

void addStanding(JsonObject &record, const ConnectionStands &stands)
{
    addConnection(record, stands.connection);
    record.add("age_ms", stands.age.count());
    record.add("owed", stands.owed);
    record.add("established", stands.established.has_value());
    if (stands.established)
        addAgreement(record, *stands.established);
}

void addCount(JsonObject &record, const TrafficCount &count)
{
    record.add("messages_in", count.messagesIn);
    record.add("bytes_in", count.bytesIn);
    record.add("messages_out", count.messagesOut);
    record.add("bytes_out", count.bytesOut);
}

void addMeasure(JsonObject &record, const ConnectionMeasured &measured)
{
    record.add("local", measured.local.toString().toStdString());
    addCount(record, measured.count);
    record.add("owed", measured.owed);
    record.add("sealed", measured.sealed);
    record.add("seal_budget", measured.sealBudget);
    record.add("opened", measured.opened);
    record.add("records_per_key", measured.recordsPerKey);
    if (!measured.tcp)
        return;
    record.add("round_trip_us", measured.tcp->roundTrip.count());
    record.add("round_trip_variation_us", measured.tcp->roundTripVariation.count());
    record.add("retransmissions", measured.tcp->retransmissions);
}

void addFields(JsonObject &record, const ConnectionEnded &ended)
{
    addEvent(record, "connection-ended", ended.connection);
    record.add("reason", charView(name(ended.reason)));
    record.add("text", ended.text);
    record.add("fault", isFault(ended.reason));
    record.add("protocol", name(ended.protocol));
    record.add("established", ended.established);
    record.add("duration_ms", ended.duration.count());
    addCount(record, ended.count);
    if (ended.peer) {
        if (ended.connection.known.isNobody())
            record.add("fingerprint", ended.peer->fingerprint.toString());
        addPeer(record, *ended.peer);
    }
}

void addStream(JsonObject &record, const StreamSeen &stream)
{
    record.add("stream", stream.number);
    record.add("opened_by", stream.isPeers ? "peer" : "us");
    record.add("target", stream.target);
    if (stream.from != Endpoint())
        record.add("from", stream.from.toString().toStdString());
}

void addStanding(JsonObject &record, const StreamStands &stands)
{
    addConnection(record, stands.stream.connection);
    addStream(record, stands.stream);
    record.add("state", charView(name(stands.state)));
    record.add("bytes_in", stands.bytesIn);
    record.add("bytes_out", stands.bytesOut);
    record.add("age_ms", stands.age.count());
}

static void addReset(JsonObject &record, std::optional<StreamReset> reset, std::string_view why)
{
    if (reset)
        record.add("reset", static_cast<unsigned>(*reset));
    if (!why.empty())
        record.add("reason", why);
}

static void addEvent(JsonObject &record, std::string_view event, const StreamSeen &stream)
{
    if (stream.connection.id > 0)
        addEvent(record, event, stream.connection);
    else
        record.add("event", event); // no connection carried it
    addStream(record, stream);
}

static std::string_view stateOf(const StreamNews &news)
{
    if (!news.end)
        return "open";
    if (!news.end->wasOpened)
        return "refused";
    return news.end->reset ? "reset" : "closed";
}

void addCounted(JsonObject &record, const StreamNews &news, RecordTime time)
{
    addEvent(record, "stream-counted",
        StreamSeen{news.connection, news.number, news.isPeers, news.target, news.from});
    record.add("state", stateOf(news));
    record.add("bytes_in", news.bytesIn);
    record.add("bytes_out", news.bytesOut);
    using std::chrono::duration_cast, std::chrono::milliseconds;
    const auto age = news.end ? news.end->duration
                              : duration_cast<milliseconds>(time - news.opened.value_or(time));
    record.add("age_ms", age.count());
    if (news.end)
        addReset(record, news.end->reset, news.end->why);
}

void addFields(JsonObject &record, const StreamOpened &opened)
{
    addEvent(record, "stream-opened", opened.stream);
}

void addFields(JsonObject &record, const StreamClosed &closed)
{
    addEvent(record, closed.wasOpened ? "stream-closed" : "stream-refused", closed.stream);
    record.add("bytes_in", closed.bytesIn);
    record.add("bytes_out", closed.bytesOut);
    record.add("duration_ms", closed.duration.count());
    addReset(record, closed.reset, closed.why);
}

void addFields(JsonObject &record, const ConnectionRefused &refused)
{
    record.add("event", "connection-refused");
    record.add("peer", refused.peer.toString().toStdString());
    record.add("reason", name(refused.reason));
    if (refused.reason == ConnectionRefused::Reason::NoProxyHeader)
        record.add("text", refused.text);
    else
        record.add("limit", refused.limit);
}

void addFields(JsonObject &record, const AcceptingPaused &paused)
{
    record.add("event", "accepting-paused");
    record.add("text", paused.text);
}

} // namespace sealcord
