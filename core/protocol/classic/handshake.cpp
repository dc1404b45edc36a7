// SPDX-License-Identifier: MIT
#include "core/protocol/classic/handshake.h"

#include <algorithm>

namespace sealcord::classic {

namespace {

std::unexpected<Failure> internalFailure(std::string text)
{
    return std::unexpected(Failure{Failure::Reason::Internal, std::move(text)});
}

std::unexpected<Failure> generatorFailure()
{
    return internalFailure("the random number generator failed");
}

// Below 2^32 the request would be shorter than the 42 bytes that the Rust server insists on.
// One draw in four billion is repeated.
bool drawToken(RandomSource &random, VerifyToken &token)
{
    const auto upperHalf = token.bytes().first<4>();
    do {
        if (!random.fill(token.bytes()))
            return false;
    } while (std::ranges::all_of(upperHalf, [](std::byte byte) { return byte == std::byte{}; }));
    return true;
}

std::expected<Aead, Failure> agree(
    const X25519KeyPair &keyPair, const X25519KeyPair::PublicKey &peer, AeadEngine engine)
{
    const auto secret = keyPair.agree(peer);
    if (!secret) {
        if (const auto *error = std::get_if<CryptoError>(&secret.error()))
            return internalFailure(error->text);
        return std::unexpected(
            Failure{Failure::Reason::LowOrderKey, "the peer's public key is of low order"});
    }
    auto aead = Aead::create(*secret, engine);
    if (!aead)
        return internalFailure(std::move(aead.error().text));
    return std::move(*aead);
}

std::expected<Fingerprint, Failure> fingerprintOf(
    const X25519KeyPair::PublicKey &agent, const X25519KeyPair::PublicKey &server)
{
    std::array<std::byte, 2 * X25519KeyPair::keyLength> keys;
    std::ranges::copy(server, std::ranges::copy(agent, keys.begin()).out);
    auto digest = sha256(keys);
    if (!digest)
        return internalFailure(std::move(digest.error().text));
    return Fingerprint{*digest};
}

} // namespace

std::expected<AgentHandshake, Failure> AgentHandshake::begin(RandomSource &random, ByteBuffer &out)
{
    auto keyPair = X25519KeyPair::generate(random);
    if (!keyPair)
        return internalFailure(std::move(keyPair.error().text));
    EncryptionRequest request{.key = keyPair->publicKey(), .token = {}};
    if (!drawToken(random, request.token))
        return generatorFailure();
    encode(request, out);
    return AgentHandshake(std::move(*keyPair), std::move(request.token));
}

std::expected<Agreement, Failure> AgentHandshake::finish(
    const EncryptionResponse &response, AeadEngine engine) const
{
    auto aead = agree(m_keyPair, response.key, engine);
    if (!aead)
        return std::unexpected(std::move(aead.error()));

    VerifyToken token;
    if (!aead->open(response.nonce, response.sealedToken, response.tag, token.bytes())
        || !equalInConstantTime(token.bytes(), m_token.bytes()))
        return std::unexpected(Failure{
            Failure::Reason::NotVerified, "the server did not prove that it agreed the same key"});

    const auto fingerprint = fingerprintOf(m_keyPair.publicKey(), response.key);
    if (!fingerprint)
        return std::unexpected(fingerprint.error());
    return Agreement{std::move(*aead), *fingerprint};
}

std::expected<Agreement, Failure> answer(
    const EncryptionRequest &request, RandomSource &random, ByteBuffer &out, AeadEngine engine)
{
    const auto keyPair = X25519KeyPair::generate(random);
    if (!keyPair)
        return internalFailure(keyPair.error().text);
    auto aead = agree(*keyPair, request.key, engine);
    if (!aead)
        return std::unexpected(std::move(aead.error()));
    const auto fingerprint = fingerprintOf(request.key, keyPair->publicKey());
    if (!fingerprint)
        return std::unexpected(fingerprint.error());

    EncryptionResponse response;
    response.key = keyPair->publicKey();
    if (!random.fill(response.nonce))
        return generatorFailure();
    if (!aead->seal(response.nonce, request.token.bytes(), response.sealedToken, response.tag))
        return internalFailure("sealing the verify token failed");
    encode(response, out);
    return Agreement{std::move(*aead), *fingerprint};
}

} // namespace sealcord::classic
