// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/bytebuffer.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace sealcord {

/// The messages of a load generator: each is told from every other one, and its echo is compared in
/// full.
///
/// A message is its number, 8 bytes little endian or as many as fit, and then a piece of a pattern
/// that begins at another place for each number. So nothing is generated per message, and what a
/// server mixes up still shows. Not thread safe.
class BenchPayload
{
public:
    /// Messages of \a size bytes, 1 or more.
    explicit BenchPayload(std::size_t size);

    /// The message of that \a number, valid until the next call of any function.
    [[nodiscard]] std::span<const std::byte> message(std::uint64_t number);

    /// How \a echo differs from the message of that \a number, in words; nothing where it does not.
    [[nodiscard]] std::optional<std::string> difference(
        std::uint64_t number, std::span<const std::byte> echo);

private:
    static constexpr std::size_t places = 64; ///< where the piece may begin
    static constexpr std::size_t numberLength = sizeof(std::uint64_t);
    using Number = std::array<std::byte, numberLength>;

    [[nodiscard]] std::size_t stampLength() const;
    [[nodiscard]] static Number encoded(std::uint64_t number);
    [[nodiscard]] std::span<std::byte> piece(std::uint64_t number);
    void restore();

    const std::size_t m_size;
    ByteBuffer m_pattern;
    Number m_overwritten{}; ///< what the number of the last message covers of the pattern
    std::span<std::byte> m_stamped; ///< where it does
};

} // namespace sealcord
