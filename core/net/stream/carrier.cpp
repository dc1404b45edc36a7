// SPDX-License-Identifier: MIT
#include "core/net/stream/carrier.h"

#include "core/net/connection/sendbatch.h"
#include "core/net/connection/socketdescriptor.h"
#include "core/net/proxy/proxyheader.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sealcord {

namespace {

std::string_view inWords(SendResult result)
{
    switch (result) {
    case SendResult::NoStreams:
        return "the other end has no streams: it is an older version, or speaks another protocol";
    case SendResult::TooManyStreams:
        return "the other end takes no more streams at once";
    case SendResult::KeyExhausted:
        return "all numbers of streams of this connection are used";
    default:
        return "the connection is over";
    }
}

} // namespace

Carrier::Carrier(Connection &connection, IoContext &context, StreamHost &host)
    : m_connection(&connection)
    , m_name(connection.name())
    , m_context(context)
    , m_host(host)
    , m_dials([this](StreamNumber number, const auto &outcome) { dialed(number, outcome); })
{
    connection.carryStreams();
}

Carrier::~Carrier()
{
    while (!m_streams.empty())
        end(m_streams.begin(), StreamReset::Cancelled, "the connection has ended");
}

void Carrier::open(Arrival arrival)
{
    const auto bytes = std::as_bytes(std::span(arrival.target));
    const auto number = m_connection->session().nextStream();
    const auto result = number ? m_connection->say([&](ReportedSession &session, ByteBuffer &out) {
        return session.say(OpenStream{*number, StreamLimits::firstWindow, bytes}, out);
    })
                               : number.error();
    Stream stream;
    stream.target = std::move(arrival.target);
    stream.from = arrival.from;
    stream.since = arrival.since;
    stream.partner = std::move(arrival.partner);
    if (result != SendResult::Sent || !m_connection) {
        m_context.tap().happened(StreamClosed{
            .stream = seen(0, stream), .reset = StreamReset::Unreachable, .why = inWords(result)});
        return stream.partner.cutOff(StreamReset::Unreachable, arrival.descriptor);
    }
    stream.pump = std::make_unique<Pump>(*number, arrival.descriptor, *this);
    m_streams.emplace(*number, std::move(stream));
}

void Carrier::hear(const Event &event)
{
    const auto wasTurning = std::exchange(m_isTurning, true); // its batch is not ours to fill
    if (const auto *data = std::get_if<StreamData>(&event)) {
        if (const auto found = m_streams.find(data->number); found != m_streams.end()) {
            tellData(data->number, Direction::In, data->bytes);
            found->second.pump->received(data->bytes);
        }
    } else if (const auto *credit = std::get_if<StreamCredited>(&event)) {
        credited(*credit);
    } else if (const auto *offer = std::get_if<StreamOffered>(&event)) {
        offered(*offer);
    } else if (const auto *ended = std::get_if<StreamEnded>(&event)) {
        if (const auto found = m_streams.find(ended->number); found != m_streams.end())
            found->second.pump->ended();
    } else if (const auto *reset = std::get_if<StreamWasReset>(&event)) {
        wasReset(*reset);
    }
    m_isTurning = wasTurning;
}

void Carrier::offered(const StreamOffered &offer)
{
    const std::string target(
        reinterpret_cast<const char *>(offer.target.data()), offer.target.size());
    auto &stream = m_streams[offer.number];
    stream.target = target;
    stream.from = m_name.peer;
    stream.isPeers = true;
    stream.since = m_context.now();
    if (m_isDraining)
        return refuse(offer.number, StreamReset::ShuttingDown, {});
    if (m_dials.isFull())
        return refuse(offer.number, StreamReset::Limit, {});
    const auto destination = m_host.destination(*m_connection, offer.number, target);
    if (!destination)
        return refuse(offer.number, destination.error(), {});
    if (const auto *const descriptor = std::get_if<qintptr>(&*destination))
        return m_dials.hold(offer.number, *descriptor);
    const auto &service = std::get<ServiceAddress>(*destination);
    m_dials.dial(
        offer.number, service, service.takesProxyHeader ? proxyHeader() : std::vector<std::byte>());
}

std::vector<std::byte> Carrier::proxyHeader() const
{
    const auto name = std::as_bytes(std::span(m_name.known.name()));
    const ProxyField field{agentNameField, name};
    return encodeProxyHeader(
        m_name.peer, m_connection->local(), std::span(&field, name.empty() ? 0 : 1));
}

bool Carrier::join(
    StreamNumber number, std::function<void(StreamReset reason, qintptr socket)> reset)
{
    const auto descriptor = m_dials.drop(number);
    if (descriptor < 0)
        return false;
    m_streams.at(number).partner.reset = std::move(reset);
    connected(number, descriptor);
    return true;
}

void Carrier::dialed(StreamNumber number, const Dials::Outcome &outcome)
{
    if (outcome)
        connected(number, *outcome);
    else
        refuse(number, outcome.error().reason, outcome.error().why.toStdString());
}

void Carrier::connected(StreamNumber number, qintptr descriptor)
{
    m_streams.at(number).pump = std::make_unique<Pump>(number, descriptor, *this);
    say(GrantCredit{number, StreamLimits::firstWindow});
    if (const auto still = m_streams.find(number); still != m_streams.end())
        opened(number, still->second);
}

void Carrier::refuse(StreamNumber number, StreamReset reason, std::string_view why)
{
    say(ResetStream{number, reason});
    if (const auto found = m_streams.find(number); found != m_streams.end())
        end(found, reason, why.empty() ? name(reason) : why);
}

void Carrier::credited(const StreamCredited &credit)
{
    const auto found = m_streams.find(credit.number);
    if (found == m_streams.end())
        return;
    if (credit.isAcceptance)
        opened(credit.number, found->second);
    else
        found->second.pump->credited();
}

void Carrier::opened(StreamNumber number, Stream &stream)
{
    stream.wasOpened = true;
    m_context.tap().happened(StreamOpened{seen(number, stream)});
    if (stream.partner.opened)
        stream.partner.opened(number);
    stream.pump->open();
}

void Carrier::wasReset(const StreamWasReset &reset)
{
    const auto found = m_streams.find(reset.number);
    if (found == m_streams.end())
        return;
    const auto known = name(reset.reason);
    end(found, reset.reason,
        known.empty() ? "for a reason that this version does not know" : known);
}

void Carrier::reset(StreamNumber number, StreamReset reason, std::string_view why)
{
    if (m_streams.contains(number))
        refuse(number, reason, why);
}

void Carrier::breakOff(StreamNumber number)
{
    if (const auto found = m_streams.find(number); found == m_streams.end() || !found->second.pump)
        reset(number, StreamReset::Cancelled);
    else
        found->second.pump->breakOff(ECONNRESET);
}

void Carrier::endUnless(const std::function<bool(std::string_view target, bool isPeers)> &isAllowed)
{
    std::vector<StreamNumber> ending;
    for (const auto &[number, stream] : m_streams) {
        if (!isAllowed(stream.target, stream.isPeers))
            ending.push_back(number);
    }
    for (const auto number : ending)
        refuse(number, StreamReset::NotAllowed, "not allowed any longer");
}

void Carrier::tellStanding() const
{
    for (const auto &[number, stream] : m_streams) {
        StreamStands stands{.stream = seen(number, stream), .age = age(stream)};
        if (const auto &pump = stream.pump; pump && stream.wasOpened) {
            stands.state = pump->state();
            stands.bytesIn = pump->bytesIn();
            stands.bytesOut = pump->bytesOut();
        }
        m_context.tap().happened(stands);
    }
}

// Who has heard the end of the peer's bytes, and has not written all of them, still does.
void Carrier::connectionEnded()
{
    m_connection = nullptr;
    std::vector<StreamNumber> ending;
    for (const auto &[number, stream] : m_streams) {
        if (!stream.pump || !stream.pump->isDraining())
            ending.push_back(number);
    }
    for (const auto number : ending)
        end(m_streams.find(number), StreamReset::Cancelled, "the connection has ended");
}

void Carrier::say(const StreamOrder &order)
{
    if (m_connection)
        std::ignore = m_connection->say([&](ReportedSession &session, ByteBuffer &out) {
            return session.say(order, out);
        }); // what cannot be said is about a stream that is over, or the connection is
}

std::size_t Carrier::credit(StreamNumber number) const
{
    return m_connection ? m_connection->session().streamCredit(number) : 0;
}

std::expected<std::size_t, int> Carrier::sendFrom(
    StreamNumber number, qintptr descriptor, std::size_t most)
{
    std::expected<std::size_t, int> got = std::unexpected(EAGAIN);
    std::ignore = m_connection->say([&](ReportedSession &session, ByteBuffer &out) {
        const auto room = session.dataRoom(most, out);
        if (room.empty())
            return SendResult::NotNow;
        got = receiveAtOnce(descriptor, room);
        const auto count = got.value_or(0);
        if (count > 0)
            tellData(number, Direction::Out, room.first(count));
        return session.sendData(number, count, out);
    });
    return got;
}

std::uint32_t Carrier::widened(std::uint32_t window)
{
    const auto more = std::min(window, StreamLimits::mostWindow - window);
    if (m_windows + more > StreamLimits::mostWindows)
        return window;
    m_windows += more;
    return window + more;
}

bool Carrier::hasInput(Pump &pump)
{
    const auto number = pump.number();
    if (!std::exchange(m_streams.at(number).isQueued, true))
        m_turns.join(number);
    if (m_isTurning)
        m_nextTurn.start(0, this);
    else
        turn();
    const auto still = m_streams.find(number);
    return still == m_streams.end() || !still->second.isQueued;
}

void Carrier::holds(std::size_t before, std::size_t now)
{
    m_held += now - before; // wraps where it is less now
    if (m_connection)
        m_connection->setHeldByStreams(m_held);
}

void Carrier::done(Pump &pump)
{
    if (const auto found = m_streams.find(pump.number()); found != m_streams.end())
        end(found, std::nullopt, {});
}

void Carrier::failed(Pump &pump, int error)
{
    say(ResetStream{pump.number(), StreamReset::Cancelled});
    if (const auto found = m_streams.find(pump.number()); found != m_streams.end())
        end(found, StreamReset::Cancelled, std::strerror(error));
}

bool Carrier::mayFill() const
{
    return m_connection && !m_connection->hasEnded() && m_connection->bytesOwed() == 0;
}

void Carrier::turn()
{
    if (m_isTurning || !mayFill() || m_turns.isEmpty())
        return;
    m_isTurning = true;
    m_turns.begin(m_turns.hasMuch() ? m_connection->roomForMuch() : StreamTurns::length);
    {
        const SendBatch batch(*m_connection);
        fillTurn();
    }
    m_isTurning = false;
    if (!mayFill() || m_turns.isEmpty())
        return;
    if (!m_turns.hasLittle() && m_connection->roomForMuch() == 0)
        m_connection->awaitRoomForMuch();
    else
        m_nextTurn.start(0, this);
}

void Carrier::fillTurn()
{
    while (m_connection) {
        const auto turn = m_turns.next();
        if (!turn)
            return;
        const auto found = m_streams.find(turn->number);
        if (found == m_streams.end())
            continue; // it has ended meanwhile
        found->second.isQueued = false;
        if (found->second.pump->fill(turn->most) != Pump::Filled::More)
            continue;
        if (const auto still = m_streams.find(turn->number); still != m_streams.end()) {
            still->second.isQueued = true;
            m_turns.goOn(turn->number);
        }
    }
}

StreamSeen Carrier::seen(StreamNumber number, const Stream &stream) const
{
    return {m_name, number, stream.isPeers, stream.target, stream.from};
}

std::chrono::milliseconds Carrier::age(const Stream &stream) const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_context.now() - stream.since);
}

void Carrier::tellData(StreamNumber number, Direction direction, std::span<const std::byte> bytes)
{
    if (direction == Direction::Out)
        m_turns.sent(bytes.size());
    if (m_context.tap().interest() < TapInterest::Numbers)
        return;
    if (const auto found = m_streams.find(number); found != m_streams.end())
        m_context.tap().happened(StreamDataSeen{
            seen(number, found->second), direction, bytes, std::chrono::system_clock::now()});
}

void Carrier::end(Streams::iterator found, std::optional<StreamReset> reset, std::string_view why)
{
    auto &[number, stream] = *found;
    // A reset would take from its peer what the kernel has not sent yet.
    const bool isPeerServed = !m_connection && stream.pump && stream.pump->isShut();
    auto socket = m_dials.drop(number);
    StreamClosed closed{.stream = seen(number, stream),
        .duration = age(stream),
        .wasOpened = stream.wasOpened,
        .reset = reset,
        .why = why};
    if (auto &pump = stream.pump) {
        closed.bytesIn = pump->bytesIn();
        closed.bytesOut = pump->bytesOut();
        socket = pump->release();
        m_windows -= pump->window() - StreamLimits::firstWindow;
        holds(pump->held(), 0);
        m_over.push_back(std::move(pump));
    }
    if (reset != StreamReset::ShuttingDown || !isTakenBack(stream, socket)) {
        if (reset && !isPeerServed)
            stream.partner.cutOff(*reset, socket);
        else
            closeDescriptor(socket);
        m_context.tap().happened(closed);
    }
    m_streams.erase(found);
    m_nextTurn.start(0, this);
}

// Nothing was read of it yet, so it may go another way, and is not told as refused.
bool Carrier::isTakenBack(Stream &stream, qintptr socket)
{
    if (stream.isPeers || stream.wasOpened)
        return false;
    Arrival arrival{socket, stream.target, stream.from, std::move(stream.partner), stream.since};
    if (m_host.takesBack(arrival))
        return true;
    stream.partner = std::move(arrival.partner);
    return false;
}

void Carrier::timerEvent(QTimerEvent *)
{
    m_nextTurn.stop();
    m_over.clear();
    turn();
}

} // namespace sealcord
