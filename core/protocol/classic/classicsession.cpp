// SPDX-License-Identifier: MIT
#include "core/protocol/classic/classicsession.h"

#include "core/protocol/classic/frame.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace sealcord::classic {

ClassicSession::ClassicSession(const SessionSettings &settings, RandomSource &random)
    : m_settings(settings)
    , m_random(&random)
{
    m_settings.maxMessageLength = std::min(settings.maxMessageLength, largestMaxMessageLength);
}

void ClassicSession::start(ByteBuffer &out)
{
    if (m_settings.role == Role::Server)
        return;
    auto handshake = AgentHandshake::begin(*m_random, out);
    if (handshake)
        m_handshake = std::make_unique<AgentHandshake>(std::move(*handshake));
    else
        m_failure = std::move(handshake.error()); // next() tells it, as it does every failure
}

Event ClassicSession::next(std::span<std::byte> &in, ByteBuffer &out, ByteBuffer *opened)
{
    if (m_state == State::Established)
        return nextFrame(in, opened);
    if (m_state == State::Over)
        return m_end; // what follows must not be taken for a new handshake
    return m_settings.role == Role::Server ? answerRequest(in, out) : verifyResponse(in);
}

Event ClassicSession::answerRequest(std::span<std::byte> &in, ByteBuffer &out)
{
    auto request = decodeRequest(in);
    if (!request)
        return undecoded(std::move(request.error()));
    in = in.subspan(request->length);
    return establish(answer(request->packet, *m_random, out, m_settings.aead));
}

Event ClassicSession::verifyResponse(std::span<std::byte> &in)
{
    if (!m_handshake)
        return fail(std::move(m_failure));
    auto response = decodeResponse(in);
    if (!response)
        return undecoded(std::move(response.error()));
    in = in.subspan(response->length);
    auto event = establish(m_handshake->finish(response->packet, m_settings.aead));
    m_handshake.reset(); // the private key and the token have served
    return event;
}

Event ClassicSession::establish(std::expected<Agreement, Failure> agreement)
{
    if (!agreement)
        return fail(std::move(agreement.error()));
    m_aead = std::move(agreement->aead);
    m_fingerprint = agreement->fingerprint;
    m_sealed = 1; // the token
    m_state = State::Established;
    return Established{};
}

Event ClassicSession::nextFrame(std::span<std::byte> &in, ByteBuffer *opened)
{
    if (in.size() < Frame::lengthSize)
        return NeedBytes{Frame::lengthSize};

    // Judged before anything is buffered for it: the length is the peer's word alone.
    const std::size_t length = frameLength(in);
    if (length == 0) {
        in = in.subspan(Frame::lengthSize);
        return end(PeerClosed{.isAuthenticated = false});
    }
    if (length < Aead::tagLength || length - Aead::tagLength > m_settings.maxMessageLength)
        return failForLength(length);

    const auto total = length - Aead::tagLength + Frame::overhead;
    if (in.size() < total)
        return NeedBytes{total};
    const auto frame = in.first(total);
    in = in.subspan(total);
    return openMessage(frame, opened);
}

Event ClassicSession::failForLength(std::size_t length)
{
    if (length < Aead::tagLength)
        return fail({Failure::Reason::BadFrameLength,
            "a frame of length " + std::to_string(length) + " cannot hold a tag"});
    return fail({Failure::Reason::MessageTooLong,
        "message of " + std::to_string(length - Aead::tagLength) + " bytes is over the limit of "
            + std::to_string(m_settings.maxMessageLength)});
}

Event ClassicSession::openMessage(std::span<std::byte> frame, ByteBuffer *into)
{
    if (!maySeal(1)) // the peer has, under the key that we share
        return fail(
            {Failure::Reason::KeyExhausted, "the peer sealed more messages than one key allows"});
    const auto opened = openFrame(*m_aead, frame, into);
    if (!opened.isAuthentic)
        return fail({Failure::Reason::NotAuthentic, "message failed authentication"});
    ++m_sealed;
    if (!opened.plaintext.empty())
        return MessageReceived{opened.plaintext, into ? frame : std::span<std::byte>{}};
    return end(PeerClosed{.isAuthenticated = true});
}

SendResult ClassicSession::send(std::span<const std::byte> message, ByteBuffer &out)
{
    constexpr std::uint64_t messageAndGoodbye = 2;
    if (!isEstablished() || m_saidGoodbye)
        return SendResult::NotEstablished;
    if (message.empty())
        return SendResult::Empty;
    if (message.size() > m_settings.maxMessageLength)
        return SendResult::TooLong;
    if (!maySeal(messageAndGoodbye))
        return SendResult::KeyExhausted;
    if (!seal(message, out))
        return SendResult::Internal;
    return SendResult::Sent;
}

void ClassicSession::close(ByteBuffer &out, CloseReason) // which the protocol has no word for
{
    if (!isEstablished() || m_saidGoodbye)
        return;
    m_saidGoodbye = true;
    if (maySeal(1))
        std::ignore = seal({}, out); // without it the end of the stream says the same, unprotected
}

StreamEnd ClassicSession::peerClosed(std::span<const std::byte> unread) const
{
    if (!m_fingerprint)
        return StreamEnd::InHandshake;
    return unread.empty() ? StreamEnd::BetweenMessages : StreamEnd::InMessage;
}

Event ClassicSession::undecoded(Undecoded why)
{
    if (const auto *needed = std::get_if<NeedBytes>(&why))
        return *needed;
    return fail(std::get<Failure>(std::move(why)));
}

Event ClassicSession::fail(Failure failure)
{
    m_failure = std::move(failure);
    return end(SessionFailed{});
}

Event ClassicSession::end(Event event)
{
    m_state = State::Over;
    m_handshake.reset();
    m_aead.reset();
    m_end = event;
    return event;
}

bool ClassicSession::maySeal(std::uint64_t more) const
{
    return m_sealed + more < m_settings.sealBudget;
}

bool ClassicSession::seal(std::span<const std::byte> plaintext, ByteBuffer &out)
{
    std::array<std::byte, Aead::nonceLength> nonce;
    if (!m_random->fill(nonce) || !sealFrame(*m_aead, nonce, plaintext, out))
        return false;
    ++m_sealed;
    return true;
}

} // namespace sealcord::classic
