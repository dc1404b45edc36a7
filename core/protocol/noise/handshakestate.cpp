// SPDX-License-Identifier: MIT
#include "core/protocol/noise/handshakestate.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

namespace sealcord::noise {

// Of an agreement's two letters the first is the initiator's key, the second the responder's.
enum class HandshakeState::Token { E, S, Ee, Es, Se, Psk };

namespace {

constexpr std::size_t messageCount = 3;
constexpr std::size_t keyLength = X25519KeyPair::keyLength;

template <typename Byte> std::span<Byte> take(std::span<Byte> &rest, std::size_t count)
{
    const auto taken = rest.first(count);
    rest = rest.subspan(count);
    return taken;
}

std::string_view protocolName(bool hasPsk)
{
    return hasPsk ? "Noise_XXpsk3_25519_AESGCM_SHA256" : "Noise_XX_25519_AESGCM_SHA256";
}

} // namespace

HandshakeState::HandshakeState(const HandshakeSettings &settings, RandomSource &random)
    : m_role(settings.role)
    , m_identity(settings.identity)
    , m_psk(settings.psk)
    , m_random(&random)
    , m_symmetric(protocolName(settings.psk != nullptr), settings.engine)
{ }

std::expected<HandshakeState, Failure> HandshakeState::create(
    const HandshakeSettings &settings, RandomSource &random)
{
    HandshakeState state(settings, random);
    if (auto mixed = state.m_symmetric.mixHash(settings.prologue); !mixed)
        return std::unexpected(std::move(mixed.error()));
    return state;
}

// The patterns of 7.5 and, with psk3, 9.4.
std::span<const HandshakeState::Token> HandshakeState::tokens() const
{
    using enum Token;
    static constexpr std::array first{E};
    static constexpr std::array second{E, Ee, S, Es};
    static constexpr std::array third{S, Se, Psk};
    assert(!isFinished());
    if (m_messages == 0)
        return first;
    if (m_messages == 1)
        return second;
    return std::span<const Token>(third).first(m_psk ? 3 : 2);
}

std::size_t HandshakeState::overhead() const
{
    std::size_t length = 0;
    bool hasKey = m_symmetric.cipher().hasKey();
    for (const auto token : tokens()) {
        if (token == Token::S)
            length += keyLength + (hasKey ? Aead::tagLength : 0);
        else if (token == Token::E)
            length += keyLength;
        hasKey = hasKey || (token == Token::E ? m_psk != nullptr : token != Token::S);
    }
    return length + (hasKey ? Aead::tagLength : 0);
}

Result HandshakeState::writeMessage(std::span<const std::byte> payload, ByteBuffer &out)
{
    assert(isInitiator() == (m_messages % 2 == 0));
    const auto before = out.size();
    auto rest = out.extend(overhead() + payload.size());
    Result result;
    for (const auto token : tokens()) {
        if (result)
            result = writeToken(token, rest);
    }
    if (result)
        result = m_symmetric.encryptAndHash(payload, rest);
    if (!result)
        out.truncate(before);
    ++m_messages;
    return result;
}

Result HandshakeState::readMessage(std::span<const std::byte> message, std::span<std::byte> payload)
{
    assert(isInitiator() == (m_messages % 2 == 1));
    assert(message.size() == overhead() + payload.size());
    Result result;
    for (const auto token : tokens()) {
        if (result)
            result = readToken(token, message);
    }
    if (result)
        result = m_symmetric.decryptAndHash(message, payload);
    ++m_messages;
    return result;
}

Result HandshakeState::writeToken(Token token, std::span<std::byte> &rest)
{
    if (token == Token::E) {
        auto ephemeral = X25519KeyPair::generate(*m_random);
        if (!ephemeral)
            return internalFailure(std::move(ephemeral.error()));
        m_ephemeral = std::move(*ephemeral);
        std::ranges::copy(m_ephemeral->publicKey(), take(rest, keyLength).begin());
        return mixEphemeral(m_ephemeral->publicKey());
    }
    if (token == Token::S)
        return m_symmetric.encryptAndHash(
            m_identity->publicKey(), take(rest, keyLength + m_symmetric.cipher().overhead()));
    return mixSecret(token);
}

Result HandshakeState::readToken(Token token, std::span<const std::byte> &rest)
{
    if (token == Token::E) {
        std::ranges::copy(take(rest, keyLength), m_remoteEphemeral.begin());
        return mixEphemeral(m_remoteEphemeral);
    }
    if (token == Token::S)
        return m_symmetric.decryptAndHash(
            take(rest, keyLength + m_symmetric.cipher().overhead()), m_remoteStatic);
    return mixSecret(token);
}

// With a pre-shared key an ephemeral one goes into the keys too (9.2), so that no two handshakes
// seal anything under the same.
Result HandshakeState::mixEphemeral(const PublicKey &key)
{
    auto mixed = m_symmetric.mixHash(key);
    return mixed && m_psk ? m_symmetric.mixKey(key) : mixed;
}

Result HandshakeState::mixSecret(Token token)
{
    if (token == Token::Psk)
        return m_symmetric.mixKeyAndHash(m_psk->bytes());
    const bool isInitiatorsStatic = token == Token::Se;
    const bool isRespondersStatic = token == Token::Es;
    const bool isLocalStatic = isInitiator() ? isInitiatorsStatic : isRespondersStatic;
    const bool isRemoteStatic = isInitiator() ? isRespondersStatic : isInitiatorsStatic;
    return mixAgreement(isLocalStatic ? *m_identity : *m_ephemeral,
        isRemoteStatic ? m_remoteStatic : m_remoteEphemeral);
}

Result HandshakeState::mixAgreement(const X25519KeyPair &local, const PublicKey &remote)
{
    auto secret = local.agree(remote);
    if (secret)
        return m_symmetric.mixKey(secret->bytes());
    if (auto *error = std::get_if<CryptoError>(&secret.error()))
        return internalFailure(std::move(*error));
    return std::unexpected(
        Failure{Failure::Reason::LowOrderKey, "the peer's key makes a secret that anybody knows"});
}

bool HandshakeState::isFinished() const
{
    return m_messages == messageCount;
}

std::expected<Split, Failure> HandshakeState::split()
{
    assert(isFinished());
    m_ephemeral.reset();
    return m_symmetric.split();
}

} // namespace sealcord::noise
