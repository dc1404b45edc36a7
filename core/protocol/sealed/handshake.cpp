// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/handshake.h"

#include "core/protocol/endian.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace sealcord::sealed {

namespace {

using NoiseRole = noise::HandshakeSettings::Role;

constexpr std::size_t messageLengthSize = sizeof(std::uint16_t);
constexpr std::string_view prologueText = "Sealcord sealed protocol 1";

// What both ends know and no message carries: the protocol, and what the agent asked for.
std::array<std::byte, prologueText.size() + Preamble::length> prologue(
    const Preamble::Bytes &question)
{
    std::array<std::byte, prologueText.size() + Preamble::length> bytes;
    const auto text = std::as_bytes(std::span(prologueText));
    std::ranges::copy(question, std::ranges::copy(text, bytes.begin()).out);
    return bytes;
}

Failure badHandshake(std::string what)
{
    return {Failure::Reason::BadHandshake, std::move(what)};
}

std::unexpected<Undecoded> undecoded(Failure failure)
{
    return std::unexpected<Undecoded>(std::move(failure));
}

} // namespace

Handshake::Handshake(const SessionSettings &settings, RandomSource &random)
    : m_settings(settings)
    , m_random(&random)
    , m_nextMessage(settings.role == Role::Agent ? 2 : 1)
{ }

// Fixed, so that a length tells nothing and there is none to attack.
std::size_t Handshake::lengthOf(int message) const
{
    if (message == 1)
        return mode() == Mode::XX ? 32 : 48;
    return message == 2 ? 96 : 192;
}

std::expected<void, Failure> Handshake::startNoise(const Preamble::Bytes &question)
{
    const auto bound = prologue(question);
    const auto &identity = *m_settings.identity;
    auto noise = noise::HandshakeState::create(
        {.role = isAgent() ? NoiseRole::Initiator : NoiseRole::Responder,
            .identity = &identity.key,
            .psk = identity.preSharedKey ? &*identity.preSharedKey : nullptr,
            .prologue = bound,
            .engine = m_settings.aead},
        *m_random);
    if (!noise)
        return std::unexpected(std::move(noise.error()));
    m_noise.emplace(std::move(*noise));
    return {};
}

std::expected<void, Failure> Handshake::write(std::span<const std::byte> payload, ByteBuffer &out)
{
    const auto before = out.size();
    const auto length = out.extend(messageLengthSize).data() - out.bytes().data();
    auto written = m_noise->writeMessage(payload, out);
    if (!written) {
        out.truncate(before);
        return written;
    }
    const auto size = out.size() - before - messageLengthSize;
    toBigEndian(static_cast<std::uint16_t>(size),
        out.bytes().subspan(static_cast<std::size_t>(length)).first<messageLengthSize>());
    return {};
}

std::expected<void, Failure> Handshake::begin(ByteBuffer &out)
{
    const auto before = out.size();
    const auto asked = question(mode());
    if (auto started = startNoise(asked); !started)
        return started;
    out.append(asked);
    auto written = write({}, out);
    if (!written)
        out.truncate(before);
    return written;
}

std::expected<void, Undecoded> Handshake::read(std::span<std::byte> &in, ByteBuffer &out)
{
    if (m_awaited == Awaited::Preamble) {
        if (auto taken = readPreamble(in, out); !taken)
            return taken;
        m_awaited = Awaited::Message;
    }
    auto message = takeMessage(in);
    if (!message)
        return std::unexpected(std::move(message.error()));
    if (m_nextMessage == 1) {
        if (auto answered = readFirst(*message, out); !answered)
            return undecoded(std::move(answered.error()));
        m_nextMessage = 3;
        return read(in, out); // what follows may have arrived as well
    }
    if (auto taken = readLast(*message); !taken)
        return undecoded(std::move(taken.error()));
    return {};
}

std::expected<void, Undecoded> Handshake::readPreamble(std::span<std::byte> &in, ByteBuffer &out)
{
    if (isAgent()) {
        if (auto checked = checkAnswer(in, mode()); !checked)
            return checked;
    } else {
        if (auto checked = checkQuestion(in, mode()); !checked) {
            if (checked.error().answer)
                out.append(*checked.error().answer);
            return std::unexpected(std::move(checked.error().why));
        }
        if (auto started = startNoise(question(mode())); !started)
            return undecoded(std::move(started.error()));
    }
    in = in.subspan(Preamble::length);
    return {};
}

// The length is judged as soon as it is there.
std::expected<std::span<std::byte>, Undecoded> Handshake::takeMessage(
    std::span<std::byte> &in) const
{
    if (in.size() < messageLengthSize)
        return std::unexpected<Undecoded>(NeedBytes{messageLengthSize});
    const std::size_t length = fromBigEndian<std::uint16_t>(in.first<messageLengthSize>());
    const auto fixed = lengthOf(m_nextMessage);
    if (length != fixed)
        return undecoded(badHandshake("handshake message " + std::to_string(m_nextMessage) + " of "
            + std::to_string(length) + " bytes, it has " + std::to_string(fixed)));
    if (in.size() < messageLengthSize + length)
        return std::unexpected<Undecoded>(NeedBytes{messageLengthSize + length});
    const auto message = in.subspan(messageLengthSize, length);
    in = in.subspan(messageLengthSize + length);
    return message;
}

std::expected<void, Failure> Handshake::readFirst(
    std::span<const std::byte> message, ByteBuffer &out)
{
    if (auto read = m_noise->readMessage(message, {}); !read)
        return read;
    const auto before = out.size();
    out.append(goOn(mode()));
    auto written = write({}, out);
    if (!written)
        out.truncate(before);
    return written;
}

std::expected<void, Failure> Handshake::readLast(std::span<const std::byte> message)
{
    std::array<std::byte, Hello::length> hello{};
    const auto payload = isAgent() ? std::span<std::byte>() : std::span<std::byte>(hello);
    if (auto read = m_noise->readMessage(message, payload); !read)
        return read;
    if ((peerKey().back() & std::byte{0x80}) != std::byte{0})
        return std::unexpected(badHandshake("the top bit of the peer's static key is set"));
    if (isAgent())
        return {};
    auto decoded = decodeHello(hello);
    if (!decoded)
        return std::unexpected(std::move(decoded.error()));
    m_peerHello = std::move(*decoded);
    return {};
}

std::expected<noise::Split, Failure> Handshake::accept(ByteBuffer &out)
{
    if (isAgent()) {
        if (auto written = write(helloOf(m_settings), out); !written)
            return std::unexpected(std::move(written.error()));
    }
    return m_noise->split();
}

std::array<std::byte, Hello::length> helloOf(const SessionSettings &settings)
{
    return encodeHello(settings.identity->name,
        static_cast<std::uint32_t>(settings.maxMessageLength), settings.mostStreams);
}

} // namespace sealcord::sealed
