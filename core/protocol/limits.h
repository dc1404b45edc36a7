// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aead.h"

#include <cstddef>
#include <cstdint>
#include <limits>

/// Every limit of the protocols, each with where it comes from. Sizes are bytes.
namespace sealcord {

/// The longest message by default: what the classic protocol's description sets. Configurable at
/// both ends.
constexpr std::size_t defaultMaxMessageLength = 16 * 1024 * 1024;

/// The longest message that can be configured: a frame's length is 32 bits and a buffer of twice
/// that must still be addressable.
constexpr std::size_t largestMaxMessageLength = 1024 * 1024 * 1024;

/// Messages sealed under one key with random nonces, both directions and the sealed token counted
/// together, stay below this number (SP 800-38D, 8.3).
constexpr std::uint64_t defaultSealBudget = std::uint64_t{1} << 32;

/// Records sealed under one key of the sealed protocol, in one direction: under 1 GiB, far below
/// what GCM allows. Fixed by the protocol; a test may lower it at both ends.
constexpr std::uint64_t sealedRecordsPerKey = std::uint64_t{1} << 14;

/// Records of one direction of a sealed connection, all keys together: the nonce behind the last
/// makes the next key (Noise, 4.2), and no record. Not reachable; a test may lower it.
constexpr std::uint64_t sealedMostRecords = std::numeric_limits<std::uint64_t>::max();

static_assert(largestMaxMessageLength <= Aead::maxMessageLength);

} // namespace sealcord
