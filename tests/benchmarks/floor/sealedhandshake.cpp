// SPDX-License-Identifier: MIT
#include "tests/benchmarks/floor/sealedhandshake.h"

#include <algorithm>
#include <array>

namespace sealcord::floor {

namespace {

constexpr std::size_t preambleLength = 8;
constexpr std::size_t lengthLength = 2;
constexpr std::size_t tagLength = SymmetricState::tagLength;
constexpr std::size_t sealedKeyLength = keyLength + tagLength;

constexpr std::array<Byte, 34> prologue{'S', 'e', 'a', 'l', 'c', 'o', 'r', 'd', ' ', 's', 'e', 'a',
    'l', 'e', 'd', ' ', 'p', 'r', 'o', 't', 'o', 'c', 'o', 'l', ' ', '1', 0xc5, 0x53, 0x45, 0x41,
    0x4c, 1, 0, 0};
constexpr std::array<Byte, preambleLength + lengthLength> openingHead{
    0xc5, 0x53, 0x45, 0x41, 0x4c, 1, 0, 0, 0, 32};
constexpr std::array<Byte, preambleLength + lengthLength> answerHead{
    0xc5, 0x53, 0x45, 0x41, 0x4c, 1, 0, 1, 0, 96};
constexpr std::array<Byte, lengthLength> lastHead{0, 192};

enum HelloItem : Byte { Name = 1, LargestMessage = 2, FirstThatMustBeKnown = 0x80 };

std::uint32_t bigEndian(const Byte *bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16
        | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

// The largest message that a hello tells, 0 where it breaks its rules. A name is skipped.
std::uint32_t largestMessageOf(const std::array<Byte, SealedHandshake::helloLength> &hello)
{
    std::uint32_t largest = 0;
    Byte before = 0;
    auto at = std::size_t{0};
    while (at < hello.size() && hello[at] != 0) {
        const auto type = hello[at];
        if (type <= before || type >= FirstThatMustBeKnown || at + 2 > hello.size())
            return 0;
        const std::size_t length = hello[at + 1];
        const auto value = at + 2;
        if (value + length > hello.size() || (type == LargestMessage && length != 4))
            return 0;
        if (type == LargestMessage)
            largest = bigEndian(hello.data() + value);
        before = type;
        at = value + length;
    }
    const bool endsInZeros = std::all_of(hello.begin() + static_cast<std::ptrdiff_t>(at),
        hello.end(), [](Byte b) { return b == 0; });
    return endsInZeros ? largest : 0;
}

} // namespace

SealedHandshake::SealedHandshake(const KeyPair &identity)
    : m_state([] {
        static const SymmetricState start(prologue); // the same for all
        return start;
    }())
    , m_identity(identity)
{ }

bool SealedHandshake::answer(const Byte *opening, const Byte *ephemeral, Byte *answer)
{
    if (!std::ranges::equal(openingHead, std::span(opening, openingHead.size())))
        return false;
    const auto *const peer = opening + openingHead.size();
    m_state.mixHash({peer, keyLength});
    m_state.mixHash({}); // the empty payload

    m_ephemeral.emplace(ephemeral);
    answer = std::ranges::copy(answerHead, answer).out;
    answer = std::ranges::copy(m_ephemeral->publicKey(), answer).out;
    m_state.mixHash(m_ephemeral->publicKey());
    Key secret;
    if (!m_ephemeral->agree(peer, secret))
        return false;
    m_state.mixKey(secret);
    m_state.sealAndHash(m_identity.publicKey(), answer);
    if (!m_identity.agree(peer, secret))
        return false;
    m_state.mixKey(secret);
    m_state.sealAndHash({}, answer + sealedKeyLength);
    return true;
}

std::optional<SealedHandshake::Agreed> SealedHandshake::finish(const Byte *last)
{
    if (!std::ranges::equal(lastHead, std::span(last, lastHead.size())))
        return {};
    const auto *const sealedKey = last + lastHead.size();
    Key peer;
    Key secret;
    std::array<Byte, helloLength> hello;
    if (!m_state.openAndHash({sealedKey, sealedKeyLength}, peer.data())
        || !m_ephemeral->agree(peer.data(), secret))
        return {};
    m_state.mixKey(secret);
    constexpr Byte topBit = 0x80;
    if (!m_state.openAndHash({sealedKey + sealedKeyLength, helloLength + tagLength}, hello.data())
        || (peer.back() & topBit) != 0)
        return {};
    const auto largest = largestMessageOf(hello);
    if (largest == 0)
        return {};
    return Agreed{.keys = m_state.split(), .maxMessage = largest};
}

void SealedHandshake::writeHello(Byte *hello)
{
    constexpr std::array<Byte, 6> item{
        LargestMessage, 4, maxMessage >> 24, (maxMessage >> 16) & 0xff, 0, 0};
    static_assert((maxMessage & 0xffff) == 0);
    std::fill_n(std::ranges::copy(item, hello).out, helloLength - item.size(), Byte{0});
}

} // namespace sealcord::floor
