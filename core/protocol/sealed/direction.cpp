// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/direction.h"

#include <array>
#include <limits>

namespace sealcord::sealed {

std::expected<Direction, CryptoError> Direction::create(
    const Aead::Key &key, std::uint64_t recordsPerKey, AeadEngine engine, std::uint64_t mostRecords)
{
    auto aead = Aead::create(key, engine);
    if (!aead)
        return std::unexpected(std::move(aead.error()));
    return Direction(std::move(*aead), recordsPerKey, mostRecords);
}

// The new key is what the old one makes of zeros (Noise, 4.2).
Direction::Result Direction::rekey()
{
    constexpr auto never = std::numeric_limits<std::uint64_t>::max(); // the nonce that is for this
    if (m_count == m_mostRecords)
        return std::unexpected(Failure::Reason::KeyExhausted);
    Aead::Key key;
    std::array<std::byte, Aead::tagLength> unused;
    if (!m_aead.seal(Aead::counterNonce(never), key.bytes(), key.bytes(), unused))
        return std::unexpected(Failure::Reason::Internal);
    auto aead = Aead::create(key, m_aead.engine());
    if (!aead)
        return std::unexpected(Failure::Reason::Internal);
    m_aead = std::move(*aead);
    m_rekeyAt += std::min(m_recordsPerKey, m_mostRecords - m_rekeyAt);
    return {};
}

Direction::Result Direction::seal(std::span<const std::byte> body, std::byte type,
    std::span<std::byte> ciphertext, std::span<std::byte, Aead::tagLength> tag)
{
    if (const auto ready = prepare(); !ready)
        return ready;
    if (!m_aead.sealTwo(Aead::counterNonce(m_count), body, {&type, 1}, ciphertext, tag))
        return std::unexpected(Failure::Reason::Internal);
    ++m_count;
    return {};
}

Direction::Result Direction::open(std::span<const std::byte> sealed, std::span<std::byte> plaintext)
{
    if (const auto ready = prepare(); !ready)
        return ready;
    const auto length = sealed.size() - Aead::tagLength;
    if (!m_aead.open(Aead::counterNonce(m_count), sealed.first(length),
            sealed.last<Aead::tagLength>(), plaintext))
        return std::unexpected(Failure::Reason::NotAuthentic);
    ++m_count;
    return {};
}

} // namespace sealcord::sealed
