// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/verification.h"

#include "core/crypto/hmac.h"
#include "core/protocol/endian.h"
#include "core/protocol/sealed/words.h"

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

template <std::size_t Length>
std::array<std::byte, Length + 2 * sizeof(Share)> joined(
    std::span<const char, Length> text, const Share &first, const Share &second)
{
    std::array<std::byte, Length + 2 * sizeof(Share)> all;
    auto next = std::ranges::copy(std::as_bytes(text), all.begin()).out;
    next = std::ranges::copy(first, next).out;
    std::ranges::copy(second, next);
    return all;
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
    const auto message =
        joined(std::span<const char, commitText.size()>(commitText), handshake, agents);
    auto digest = sha256(message);
    if (!digest)
        return std::unexpected(internal(std::move(digest.error())));
    return *digest;
}

std::expected<VerificationCode, Failure> verificationCode(
    const HandshakeHash &handshake, const Share &agents, const Share &servers)
{
    const auto message = joined(std::span<const char, codeText.size()>(codeText), agents, servers);
    const auto code = hmacSha256(handshake, message);
    if (!code)
        return std::unexpected(internal(code.error()));
    const auto bytes = code->bytes();
    return VerificationCode{digitsOf(bytes.first<8>()),
        {evenWord(bytes[8]), oddWord(bytes[9]), evenWord(bytes[10]), oddWord(bytes[11]),
            evenWord(bytes[12])}};
}

} // namespace sealcord::sealed
