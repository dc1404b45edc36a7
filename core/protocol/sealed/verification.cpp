// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/verification.h"

#include "core/crypto/hmac.h"
#include "core/protocol/endian.h"
#include "core/protocol/words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace sealcord::sealed {

namespace {

constexpr std::string_view commitText = "Sealcord verify commit 1";
constexpr std::string_view codeText = "Sealcord verify code 1";

Failure internal(CryptoError error)
{
    return {Failure::Reason::Internal, std::move(error.text)};
}

// What the code is computed over.
std::array<std::byte, codeText.size() + 2 * sizeof(Share)> codeMessage(
    const Share &agents, const Share &servers)
{
    std::array<std::byte, codeText.size() + 2 * sizeof(Share)> message;
    auto *next = std::ranges::copy(std::as_bytes(std::span(codeText)), message.begin()).out;
    next = std::ranges::copy(agents, next).out;
    std::ranges::copy(servers, next);
    return message;
}

// Six digits of the first eight bytes: the rest of the division favours no code by more than 2^-44.
std::string digitsOf(std::span<const std::byte, 8> bytes)
{
    constexpr std::uint64_t codes = 1'000'000;
    const auto text = std::to_string(codes + fromBigEndian<std::uint64_t>(bytes) % codes);
    return text.substr(1, 3) + ' ' + text.substr(4);
}

} // namespace

std::expected<Share, Failure> commitment(const HandshakeHash &handshake, const Share &agents)
{
    auto digest = sha256OfParts({std::as_bytes(std::span(commitText)), handshake, agents});
    if (!digest)
        return std::unexpected(internal(std::move(digest.error())));
    return *digest;
}

std::expected<VerificationCode, Failure> verificationCode(
    const HandshakeHash &handshake, const Share &agents, const Share &servers)
{
    const auto code = hmacSha256(handshake, codeMessage(agents, servers));
    if (!code)
        return std::unexpected(internal(code.error()));
    const auto bytes = code->bytes();
    return VerificationCode{digitsOf(bytes.first<8>()),
        {evenWord(bytes[8]), oddWord(bytes[9]), evenWord(bytes[10]), oddWord(bytes[11]),
            evenWord(bytes[12])}};
}

} // namespace sealcord::sealed
