// SPDX-License-Identifier: MIT
#include "tests/fuzz/watchedsession.h"

#include "core/protocol/classic/frame.h"
#include "core/protocol/endian.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sealcord::fuzz {

using classic::EncryptionRequest;
using classic::EncryptionResponse;
using classic::Frame;

/// The state in front of a call of next().
struct WatchedSession::Before {
    std::vector<std::byte> bytes; ///< the pending input
    std::size_t consumed = 0; ///< of them, by the call
    std::size_t outSize = 0;
    std::uint64_t sealed = 0;
    bool isEstablished = false;
};

namespace {

// As far as the bytes of an unfinished frame tell.
std::size_t frameSize(std::span<const std::byte> begun)
{
    constexpr std::size_t lengthAndNonce = 4 + 12;
    return begun.size() < 4 ? 4 : lengthAndNonce + fromBigEndian<std::uint32_t>(begun.first(4));
}

} // namespace

WatchedSession::WatchedSession(
    const Setup &setup, std::span<const std::byte> stream, Patience patience)
    : m_setup(setup)
    , m_stream(stream)
    , m_patience(patience)
    , m_random(setup.random)
    , m_session(setup.settings, m_random)
{
    m_session.start(m_out);
    const bool speaksFirst = setup.settings.role == Role::Agent && !m_random.hasFailed();
    require(m_out.size() == (speaksFirst ? EncryptionRequest::fullLength : 0),
        "start() writes an agent's whole request and nothing else");
}

void WatchedSession::feed(std::span<const std::byte> chunk)
{
    if (m_isOver)
        return;
    m_arrived.insert(m_arrived.end(), chunk.begin(), chunk.end());
    if (m_patience == Patience::Patient && pending().size() + m_arrived.size() < m_trace.needed)
        return;
    showArrived();
    do {
        step();
    } while (!m_isOver && m_trace.needed == 0);
}

void WatchedSession::showArrived()
{
    std::vector<std::byte> joined;
    joined.reserve(pending().size() + m_arrived.size());
    joined.insert(joined.end(), pending().begin(), pending().end());
    joined.insert(joined.end(), m_arrived.begin(), m_arrived.end());
    m_bytes = std::move(joined);
    m_taken = 0;
    m_arrived.clear();
}

Trace WatchedSession::finish()
{
    if (!m_isOver) {
        showArrived();
        const auto expected = !m_session.isEstablished() ? StreamEnd::InHandshake
            : pending().empty()                          ? StreamEnd::BetweenMessages
                                                         : StreamEnd::InMessage;
        m_trace.end = m_session.peerClosed(pending());
        require(m_trace.end == expected, "peerClosed() tells where the stream ended");
    }
    checkNonces();
    m_trace.out = exactCopy(m_out.bytes());
    return std::move(m_trace);
}

void WatchedSession::step()
{
    Before before{.bytes = exactCopy(pending()),
        .outSize = m_out.size(),
        .sealed = m_session.sealed(),
        .isEstablished = m_session.isEstablished()};
    auto in = pending();
    const auto event = m_session.next(in, m_out);

    require(
        in.size() <= before.bytes.size() && in.data() + in.size() == std::to_address(m_bytes.end()),
        "next() consumes the front of the input");
    before.consumed = before.bytes.size() - in.size();
    require(before.bytes.size() >= m_trace.needed
            || (std::holds_alternative<NeedBytes>(event)
                && std::get<NeedBytes>(event).total == m_trace.needed),
        "with fewer bytes than NeedBytes asked for, the answer stays the same");
    m_trace.needed = 0;
    std::visit([&](const auto &happened) { take(happened, before); }, event);
}

void WatchedSession::take(const NeedBytes &need, const Before &before)
{
    require(need.total > before.bytes.size(), "NeedBytes asks for more than was shown");
    require(need.total <= longestItem(), "NeedBytes asks for no more than the longest item has");
    require(!before.isEstablished || need.total == frameSize(before.bytes),
        "NeedBytes asks for the length, then for the frame that it announces");
    require(before.consumed == 0 && m_out.size() == before.outSize
            && m_session.sealed() == before.sealed,
        "NeedBytes changes nothing");
    checkUntouched(before, 0, 0);
    m_trace.needed = need.total;
}

void WatchedSession::take(const Established &, const Before &before)
{
    const bool isServer = m_setup.settings.role == Role::Server;
    require(!before.isEstablished && m_trace.steps.empty(), "Established comes once, and first");
    require(m_session.isEstablished() && m_session.sealed() == 1, "the token counts as sealed");
    require(m_session.protocol() == Protocol::Classic, "an established session has a protocol");
    require(before.consumed <= longestItem() && before.consumed > 0, "one packet is consumed");
    require(m_out.size() - before.outSize == (isServer ? EncryptionResponse::length : 0),
        "a server answers the request, an agent says nothing");
    checkUntouched(before, 0, 0);
    m_taken += before.consumed;
    m_trace.consumed += before.consumed;
    m_trace.steps.push_back({.kind = Step::Kind::Established, .plaintext = {}, .reason = {}});
}

void WatchedSession::take(const MessageReceived &message, const Before &before)
{
    const auto size = message.plaintext.size();
    require(before.isEstablished, "messages come after Established");
    require(size > 0 && size <= m_setup.settings.maxMessageLength,
        "a message is not empty and within the limit");
    require(before.consumed == size + Frame::overhead, "a message consumes its frame");
    require(message.plaintext.data() == pending().data() + Frame::ciphertextOffset,
        "a message is opened in place");
    require(
        m_session.sealed() == before.sealed + 1 && m_session.sealed() < m_setup.settings.sealBudget,
        "a message counts against the budget");
    require(m_out.size() == before.outSize, "a message makes the protocol say nothing");
    checkUntouched(before, Frame::ciphertextOffset, Frame::ciphertextOffset + size);

    m_trace.steps.push_back(
        {.kind = Step::Kind::Message, .plaintext = exactCopy(message.plaintext), .reason = {}});
    m_taken += before.consumed;
    m_trace.consumed += before.consumed;
    answer(message.plaintext);
}

void WatchedSession::take(const PeerClosed &closed, const Before &before)
{
    require(before.isEstablished, "a goodbye comes after Established");
    require(before.consumed == (closed.isAuthenticated ? Frame::overhead : Frame::lengthSize),
        "a goodbye consumes an empty message or a length of zero");
    require(closed.isAuthenticated == (m_session.sealed() == before.sealed + 1),
        "a goodbye was sealed, a length of zero was not");
    require(m_out.size() == before.outSize, "a goodbye is not answered");
    checkUntouched(before, 0, 0);
    m_taken += before.consumed;
    m_trace.consumed += before.consumed;
    end({.kind = closed.isAuthenticated ? Step::Kind::Goodbye : Step::Kind::UnprotectedClose,
        .plaintext = {},
        .reason = {}});
}

void WatchedSession::take(const SessionFailed &, const Before &before)
{
    const auto &failure = m_session.failure();
    require(!failure.text.empty()
            && std::ranges::all_of(failure.text, [](char c) { return c >= ' ' && c <= '~'; }),
        "a failure is told in printable ASCII");
    require(m_out.size() == before.outSize, "a failure leaves the output as it was");
    require(m_session.sealed() == before.sealed, "a failure counts no seal");
    if (failure.reason == Failure::Reason::NotAuthentic)
        checkFailedFrame(before);
    else
        checkUntouched(before, 0, 0);
    if (failure.reason == Failure::Reason::KeyExhausted)
        require(before.sealed + 1 >= m_setup.settings.sealBudget, "the budget is used up");
    m_taken += before.consumed;
    m_trace.consumed += before.consumed;
    end({.kind = Step::Kind::Failed, .plaintext = {}, .reason = failure.reason});
}

// Where opening happens in place, a tag that does not verify has already turned the ciphertext into
// something that an attacker chose: it must not stay.
void WatchedSession::checkFailedFrame(const Before &before)
{
    require(before.isEstablished && before.consumed >= Frame::overhead,
        "only a whole frame can fail authentication");
    const auto begin = Frame::ciphertextOffset;
    const auto end = before.consumed - Aead::tagLength;
    require(std::ranges::all_of(pending().subspan(begin, end - begin),
                [](std::byte byte) { return byte == std::byte{}; }),
        "unverified plaintext is wiped");
    checkUntouched(before, begin, end);
}

void WatchedSession::answer(std::span<const std::byte> message)
{
    ++m_messages;
    if (m_setup.echoes)
        echo(message);
    if (m_messages == m_setup.closesAfter)
        sayGoodbye();
}

void WatchedSession::echo(std::span<const std::byte> message)
{
    const auto outSize = m_out.size();
    const auto sealed = m_session.sealed();
    const auto result = m_session.send(message, m_out);
    const auto expected = m_saidGoodbye ? SendResult::NotEstablished
        // The last seal is kept for the goodbye.
        : sealed + 2 >= m_setup.settings.sealBudget ? SendResult::KeyExhausted
        : m_random.hasFailed()                      ? SendResult::Internal
                                                    : SendResult::Sent;
    const bool isSent = result == SendResult::Sent;
    require(result == expected, "send() is refused for the right reason, or not at all");
    require(m_out.size() == outSize + (isSent ? message.size() + Frame::overhead : 0),
        "send() writes a whole frame or nothing");
    require(m_session.sealed() == sealed + (isSent ? 1 : 0), "a sent message is counted");
}

void WatchedSession::sayGoodbye()
{
    const auto outSize = m_out.size();
    const bool canSeal = m_session.sealed() + 1 < m_setup.settings.sealBudget;
    m_session.close(m_out);
    m_saidGoodbye = true;
    require(m_out.size() == outSize + (canSeal && !m_random.hasFailed() ? Frame::overhead : 0),
        "close() writes an empty message where it can");
    const auto afterwards = m_out.size();
    m_session.close(m_out);
    require(m_out.size() == afterwards, "one goodbye is enough");
    require(m_session.isEstablished(), "after our goodbye the peer can still be read");
}

void WatchedSession::end(Step step)
{
    m_trace.steps.push_back(std::move(step));
    m_isOver = true;
    checkNothingFollows(pending());
    checkNothingFollows(m_stream); // a server could take its beginning for a new handshake
}

void WatchedSession::checkNothingFollows(std::span<const std::byte> bytes)
{
    const auto outSize = m_out.size();
    const auto isGoodbye = m_trace.steps.back().kind != Step::Kind::Failed;
    const std::vector message{std::byte{'x'}};
    require(!m_session.isEstablished(), "a session that is over is not established");
    require(m_session.send(message, m_out) == SendResult::NotEstablished,
        "nothing is sent after the end");
    m_session.close(m_out);

    auto copy = exactCopy(bytes);
    std::span<std::byte> in(copy);
    const auto again = m_session.next(in, m_out);
    require(isGoodbye ? std::holds_alternative<PeerClosed>(again)
                      : std::holds_alternative<SessionFailed>(again),
        "after the end next() tells the same end");
    require(in.size() == bytes.size() && areEqual(copy, bytes), "after the end nothing is read");
    require(m_out.size() == outSize, "after the end nothing is written");
}

// Two seals under one key and nonce give that key away. Whether a generator repeats itself is not
// the session's affair; that it takes a draw of its own for each seal is.
void WatchedSession::checkNonces() const
{
    std::vector<std::vector<std::byte>> nonces;
    auto rest = m_out.bytes();
    if (!rest.empty()) {
        const bool isServer = m_setup.settings.role == Role::Server;
        if (isServer)
            nonces.push_back(
                exactCopy(rest.subspan(EncryptionResponse::nonceOffset, Aead::nonceLength)));
        rest = rest.subspan(isServer ? EncryptionResponse::length : EncryptionRequest::fullLength);
    }
    for (; !rest.empty(); rest = rest.subspan(frameSize(rest)))
        nonces.push_back(exactCopy(rest.subspan(Frame::nonceOffset, Aead::nonceLength)));

    auto drawn = m_random.drawn();
    std::erase_if(drawn, [](const auto &draw) { return draw.size() != Aead::nonceLength; });
    require(nonces == drawn, "each nonce is a draw of its own");
}

// All but [from, to) of the pending bytes are as before.
void WatchedSession::checkUntouched(const Before &before, std::size_t from, std::size_t to)
{
    const auto now = pending();
    const std::span was(before.bytes);
    require(
        areEqual(now.first(from), was.first(from)) && areEqual(now.subspan(to), was.subspan(to)),
        "of the input nothing but an opened ciphertext changes");
}

std::size_t WatchedSession::longestItem() const
{
    if (m_session.isEstablished() && !m_trace.steps.empty())
        return m_setup.settings.maxMessageLength + Frame::overhead;
    return m_setup.settings.role == Role::Server ? EncryptionRequest::fullLength
                                                 : EncryptionResponse::length;
}

namespace {

Trace runInPieces(
    const Setup &setup, std::span<const std::byte> stream, Patience patience, auto nextLength)
{
    WatchedSession session(setup, stream, patience);
    session.feed({}); // an owner may ask before anything has arrived
    for (auto rest = stream; !rest.empty();) {
        const auto length = std::min<std::size_t>(nextLength(), rest.size());
        session.feed(rest.first(length));
        rest = rest.subspan(length);
    }
    return session.finish();
}

} // namespace

Trace runInAllCuts(const Setup &setup, std::span<const std::byte> stream, std::uint64_t cutSeed)
{
    WatchedSession whole(setup, stream, Patience::Eager);
    whole.feed(stream);
    auto trace = whole.finish();

    // Single bytes far into a long stream show nothing new and cost the most.
    constexpr std::size_t longestInBytes = 512;
    const auto one = [shown = std::size_t{}]() mutable {
        const auto length = shown < longestInBytes ? std::size_t{1} : std::size_t{31};
        shown += length;
        return length;
    };
    require(runInPieces(setup, stream, Patience::Eager, one) == trace,
        "byte by byte, the same happens");
    require(runInPieces(setup, stream, Patience::Patient, one) == trace,
        "waiting for the bytes that were asked for, the same happens");
    NumberStream numbers(cutSeed);
    // Mostly short pieces, some of which hold several items.
    const auto any = [&numbers] {
        const auto number = numbers.next();
        return static_cast<std::size_t>(1 + (number >> 8) % (number % 4 == 0 ? 300 : 40));
    };
    require(
        runInPieces(setup, stream, Patience::Eager, any) == trace, "in pieces, the same happens");
    return trace;
}

} // namespace sealcord::fuzz
