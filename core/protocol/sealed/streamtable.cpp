// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/streamtable.h"

#include "core/protocol/sealed/recordrules.h"
#include "core/protocol/sealed/streamrecord.h"
#include "core/protocol/utf8.h"

#include <limits>
#include <string>

namespace sealcord::sealed {

namespace {

constexpr std::uint64_t firstOf(Role role)
{
    return role == Role::Agent ? 1 : 2;
}

std::unexpected<Failure> unexpectedRecord(
    RecordType type, StreamNumber number, std::string_view why)
{
    return std::unexpected(Failure{Failure::Reason::UnexpectedRecord,
        std::string(name(type)) + " of stream " + std::to_string(number) + std::string(why)});
}

StreamStep stepOf(RecordType type)
{
    switch (type) {
    case RecordType::Window:
        return StreamStep::HearWindow;
    case RecordType::Data:
        return StreamStep::HearData;
    default:
        return StreamStep::HearEnd;
    }
}

} // namespace

StreamTable::StreamTable(Role role, std::uint32_t mostOfPeer)
    : m_ours{firstOf(role), 0}
    , m_peers{firstOf(role == Role::Agent ? Role::Server : Role::Agent), mostOfPeer}
{ }

StreamTable::Side &StreamTable::sideOf(StreamNumber number)
{
    return isOurs(number) ? m_ours : m_peers;
}

std::expected<StreamNumber, SendResult> StreamTable::next() const
{
    if (!hasPeerStreams())
        return std::unexpected(SendResult::NoStreams);
    if (m_ours.next > std::numeric_limits<StreamNumber>::max())
        return std::unexpected(SendResult::KeyExhausted);
    if (m_ours.count >= m_ours.most)
        return std::unexpected(SendResult::TooManyStreams);
    return static_cast<StreamNumber>(m_ours.next);
}

std::size_t StreamTable::credit(StreamNumber number) const
{
    const auto found = m_streams.find(number);
    const bool maySend =
        found != m_streams.end() && after(found->second.state, StreamStep::SayData);
    return maySend ? found->second.toSend : 0;
}

// Whether the step may be taken; then it was.
bool StreamTable::take(Streams::iterator found, StreamStep step)
{
    if (found == m_streams.end())
        return false;
    const auto next = after(found->second.state, step);
    if (!next)
        return false;
    found->second.state = *next;
    if (*next == StreamState::Gone)
        drop(found);
    return true;
}

void StreamTable::drop(Streams::iterator found)
{
    --sideOf(found->first).count;
    m_streams.erase(found);
}

SendResult StreamTable::say(const StreamOrder &order)
{
    return std::visit([this](const auto &said) { return apply(said); }, order);
}

SendResult StreamTable::apply(const OpenStream &open)
{
    const auto number = next();
    if (!number)
        return number.error();
    if (open.number != *number || open.target.empty() || open.target.size() > longestTarget
        || open.window > mostStreamCredit)
        return SendResult::NotNow;
    m_streams.emplace(open.number, Stream{StreamState::Opening, 0, open.window});
    m_ours.next += 2;
    ++m_ours.count;
    return SendResult::Sent;
}

SendResult StreamTable::apply(const GrantCredit &grant)
{
    const auto found = m_streams.find(grant.number);
    if (found == m_streams.end() || grant.credit == 0
        || grant.credit > mostStreamCredit - found->second.toReceive
        || !take(found, StreamStep::SayWindow))
        return SendResult::NotNow;
    found->second.toReceive += grant.credit;
    return SendResult::Sent;
}

SendResult StreamTable::apply(const EndStream &end)
{
    return take(m_streams.find(end.number), StreamStep::SayEnd) ? SendResult::Sent
                                                                : SendResult::NotNow;
}

SendResult StreamTable::apply(const ResetStream &reset)
{
    const auto found = m_streams.find(reset.number);
    if (found == m_streams.end())
        return SendResult::NotNow;
    drop(found);
    return SendResult::Sent;
}

SendResult StreamTable::sayData(StreamNumber number, std::size_t count)
{
    const auto found = m_streams.find(number);
    if (found == m_streams.end() || count > found->second.toSend
        || !take(found, StreamStep::SayData))
        return SendResult::NotNow;
    found->second.toSend -= static_cast<std::uint32_t>(count);
    return SendResult::Sent;
}

std::expected<StreamTable::Heard, Failure> StreamTable::hear(
    RecordType type, std::span<const std::byte> body)
{
    if (type == RecordType::Open)
        return hearOpen(body);
    const auto number = streamOf(body);
    if (number == 0 || number >= sideOf(number).next)
        return unexpectedRecord(type, number, ", which was not opened");
    const auto found = m_streams.find(number);
    if (found == m_streams.end())
        return Heard{}; // said before the peer heard of its end here
    return hearOf(found, type, body);
}

std::expected<StreamTable::Heard, Failure> StreamTable::hearOpen(std::span<const std::byte> body)
{
    const auto number = streamOf(body);
    const auto target = body.subspan(openHead, body.size() - openHead - streamNumberSize);
    const auto window = fromBigEndian<std::uint32_t>(body.first<openHead>());
    if (m_peers.most == 0)
        return unexpectedRecord(RecordType::Open, number, ", and this end takes no streams");
    if (isOurs(number))
        return unexpectedRecord(RecordType::Open, number, ", which is this end's to open");
    if (number < m_peers.next)
        return unexpectedRecord(RecordType::Open, number, ", which was there before");
    if (window > mostStreamCredit || !isUtf8(target))
        return std::unexpected(Failure{Failure::Reason::BadRecord,
            window > mostStreamCredit ? "OPEN with a window over the limit"
                                      : "OPEN of a target that is not UTF-8"});
    m_peers.next = std::uint64_t{number} + 2;
    if (m_peers.count >= m_peers.most)
        return Heard{.event = {}, .answer = ResetStream{number, StreamReset::Limit}};
    m_streams.emplace(number, Stream{StreamState::Offered, window, 0});
    ++m_peers.count;
    return Heard{.event = StreamOffered{number, window, target}, .answer = {}};
}

std::expected<StreamTable::Heard, Failure> StreamTable::hearOf(
    Streams::iterator found, RecordType type, std::span<const std::byte> body)
{
    const auto number = found->first;
    const auto content = body.first(body.size() - streamNumberSize);
    if (type == RecordType::End && !content.empty()) {
        drop(found);
        return Heard{.event = StreamWasReset{number, static_cast<StreamReset>(content.front())},
            .answer = {}};
    }
    if (type == RecordType::Data && content.size() > found->second.toReceive)
        return unexpectedRecord(type, number, " over its credit");
    const bool isAcceptance = found->second.state == StreamState::Opening;
    if (!take(found, stepOf(type)))
        return unexpectedRecord(type, number, " in a state that has none");
    if (type == RecordType::Window)
        return hearWindow(
            found, fromBigEndian<std::uint32_t>(content.first<openHead>()), isAcceptance);
    if (type == RecordType::Data)
        return hearData(found, content);
    return Heard{.event = StreamEnded{number}, .answer = {}};
}

std::expected<StreamTable::Heard, Failure> StreamTable::hearWindow(
    Streams::iterator found, std::uint32_t credit, bool isAcceptance)
{
    auto &[number, stream] = *found;
    if (credit == 0 || credit > mostStreamCredit - stream.toSend)
        return std::unexpected(Failure{Failure::Reason::BadRecord,
            "WINDOW of stream " + std::to_string(number) + " by " + std::to_string(credit)});
    stream.toSend += credit;
    return Heard{.event = StreamCredited{number, credit, isAcceptance}, .answer = {}};
}

std::expected<StreamTable::Heard, Failure> StreamTable::hearData(
    Streams::iterator found, std::span<const std::byte> bytes)
{
    found->second.toReceive -= static_cast<std::uint32_t>(bytes.size());
    return Heard{.event = StreamData{found->first, bytes}, .answer = {}};
}

} // namespace sealcord::sealed
