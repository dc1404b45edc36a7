// SPDX-License-Identifier: MIT
#pragma once

#include "tests/benchmarks/floor/nonce.h"
#include "tests/benchmarks/floor/x25519.h"

#include <cstdint>
#include <optional>

namespace sealcord::floor {

/// Records of the sealed protocol: a length of two bytes, a body and its type, the tag.
namespace record {

enum Type : Byte {
    Message = 1,
    Batch = 2,
    Begin = 3,
    Part = 4,
    Ping = 5,
    Pong = 6,
    Admit = 7,
    Close = 8,
};

constexpr std::size_t headLength = 2;
constexpr std::size_t typeLength = 1;
constexpr std::size_t tagLength = 16;
constexpr std::size_t overhead = headLength + typeLength + tagLength;
constexpr std::size_t maxBody = 65535 - typeLength - tagLength;
constexpr std::size_t minPart = 16384;

inline std::size_t lengthAt(const Byte *bytes)
{
    return std::size_t{bytes[0]} << 8 | bytes[1];
}

inline void writeLength(Byte *bytes, std::size_t length)
{
    bytes[0] = static_cast<Byte>(length >> 8);
    bytes[1] = static_cast<Byte>(length);
}

} // namespace record

/// One direction of a connection: its key, which changes by itself, and its counter.
template <typename Engine> class Direction
{
public:
    explicit Direction(const Key &key) { m_engine.emplace(key.data()); }

    /// Seals \a length bytes, the type the last of them, and writes the tag behind.
    void seal(const Byte *plain, std::size_t length, Byte *cipher)
    {
        const auto nonce = next();
        m_engine->seal(nonce.data(), plain, length, cipher, cipher + length);
    }

    /// Opens \a length bytes, behind which the tag is.
    [[nodiscard]] bool open(const Byte *cipher, std::size_t length, Byte *plain)
    {
        const auto nonce = next();
        return m_engine->open(nonce.data(), cipher, length, plain, cipher + length);
    }

private:
    Nonce next()
    {
        constexpr std::uint64_t recordsOfKey = 1 << 14;
        if (m_counter % recordsOfKey == 0 && m_counter > 0)
            rekey();
        return nonceOf(m_counter++);
    }

    void rekey() // Noise, 4.2 and 11.3
    {
        const Key zeros{};
        Key key;
        std::array<Byte, record::tagLength> tag; // not part of the key
        m_engine->seal(
            nonceOf(~std::uint64_t{0}).data(), zeros.data(), zeros.size(), key.data(), tag.data());
        m_engine.emplace(key.data());
    }

    std::optional<Engine> m_engine;
    std::uint64_t m_counter = 0;
};

} // namespace sealcord::floor
