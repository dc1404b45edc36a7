// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/failure.h"
#include "core/protocol/sealed/record.h"
#include "core/protocol/sessionsettings.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <span>

namespace sealcord::sealed {

/// Where an end stands that receives a record.
struct Receiving {
    Role role = Role::Server; ///< of the end that receives
    bool isAdmitted = false; ///< at an agent: ADMIT has come
    bool isInMessage = false; ///< BEGIN has come, and not all parts
};

/// The type of a record, where it is one that may come now: the rules of docs/protocols/sealed.md
/// but for those about PONG and the comparison of codes, which go by what was said before.
[[nodiscard]] std::expected<RecordType, Failure> allowedType(
    std::byte type, const Receiving &receiving);

/// Whether \a body has the length that all of \a type have.
[[nodiscard]] std::optional<Failure> wrongLength(RecordType type, std::span<const std::byte> body);

/// Whether \a body, a batch's, is whole messages up to its end, of which none is longer than
/// \a maxMessageLength. How many.
[[nodiscard]] std::expected<std::size_t, Failure> messagesOfBatch(
    std::span<const std::byte> body, std::size_t maxMessageLength);

[[nodiscard]] Failure tooLong(std::size_t length, std::size_t maxMessageLength);

/// "PART", as the protocol's description writes it. Lives as long as the program.
[[nodiscard]] std::string_view name(RecordType type);

} // namespace sealcord::sealed
