// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/recordrules.h"

#include "core/protocol/endian.h"
#include "core/protocol/sealed/hello.h"
#include "core/protocol/sealed/streamrecord.h"
#include "core/protocol/sealed/verification.h"

#include <algorithm>
#include <array>
#include <string>

namespace sealcord::sealed {

namespace {

enum class From { Both, Agent, Server };
enum class Within { Either, OutsideMessage, InMessage };

struct Rule {
    RecordType type;
    std::string_view name;
    From from;
    Within within;
    std::size_t leastBody;
    std::size_t mostBody;
};

constexpr std::size_t any = Record::mostBody;

constexpr std::array rules{
    Rule{RecordType::Message, "MESSAGE", From::Both, Within::OutsideMessage, 1, any},
    Rule{RecordType::Batch, "BATCH", From::Both, Within::OutsideMessage, batchLengthSize + 1, any},
    Rule{RecordType::Begin, "BEGIN", From::Both, Within::OutsideMessage, beginBody, beginBody},
    Rule{RecordType::Part, "PART", From::Both, Within::InMessage, 1, any},
    Rule{RecordType::Ping, "PING", From::Agent, Within::Either, 8, 8},
    Rule{RecordType::Pong, "PONG", From::Server, Within::Either, 8, 8},
    Rule{RecordType::Admit, "ADMIT", From::Server, Within::Either, Hello::length, Hello::length},
    Rule{RecordType::Close, "CLOSE", From::Both, Within::Either, 1, 1},
    Rule{RecordType::Open, "OPEN", From::Both, Within::Either, openHead + 1 + streamNumberSize,
        openHead + longestTarget + streamNumberSize},
    Rule{RecordType::Data, "DATA", From::Both, Within::Either, 1 + streamNumberSize, any},
    Rule{RecordType::Window, "WINDOW", From::Both, Within::Either, openHead + streamNumberSize,
        openHead + streamNumberSize},
    Rule{
        RecordType::End, "END", From::Both, Within::Either, streamNumberSize, 1 + streamNumberSize},
    Rule{RecordType::Commit, "COMMIT", From::Agent, Within::Either, sizeof(Share), sizeof(Share)},
    Rule{RecordType::Nonce, "NONCE", From::Server, Within::Either, sizeof(Share), sizeof(Share)},
    Rule{RecordType::Reveal, "REVEAL", From::Agent, Within::Either, sizeof(Share), sizeof(Share)},
};

const Rule *ruleOf(std::byte type)
{
    const auto *const found = std::ranges::find_if(rules, [type](const Rule &rule) {
        return std::byte{static_cast<std::uint8_t>(rule.type)} == type;
    });
    return found == rules.end() ? nullptr : found;
}

std::unexpected<Failure> unexpectedRecord(const Rule &rule, std::string_view why)
{
    return std::unexpected(
        Failure{Failure::Reason::UnexpectedRecord, std::string(rule.name) + std::string(why)});
}

bool isFrom(From from, Role receiver)
{
    return from == From::Both || (from == From::Server) == (receiver == Role::Agent);
}

Failure badRecord(const std::string &what)
{
    return {Failure::Reason::BadRecord, what};
}

} // namespace

std::expected<RecordType, Failure> allowedType(std::byte type, const Receiving &receiving)
{
    const auto *const rule = ruleOf(type);
    if (rule == nullptr)
        return std::unexpected(badRecord(
            "a record of the unknown type " + std::to_string(std::to_integer<int>(type))));
    if (!isFrom(rule->from, receiving.role))
        return unexpectedRecord(
            *rule, receiving.role == Role::Agent ? " from a server" : " from an agent");
    const bool isFirst = receiving.role == Role::Agent && !receiving.isAdmitted;
    if (isFirst && rule->type != RecordType::Admit && rule->type != RecordType::Close)
        return unexpectedRecord(*rule, " before ADMIT");
    if (!isFirst && rule->type == RecordType::Admit)
        return unexpectedRecord(*rule, " a second time");
    if (rule->within == Within::InMessage && !receiving.isInMessage)
        return unexpectedRecord(*rule, " without BEGIN");
    if (rule->within == Within::OutsideMessage && receiving.isInMessage)
        return unexpectedRecord(*rule, " in the middle of a message");
    return rule->type;
}

std::optional<Failure> wrongLength(RecordType type, std::span<const std::byte> body)
{
    const auto *const rule = std::ranges::find(rules, type, &Rule::type);
    if (body.size() >= rule->leastBody && body.size() <= rule->mostBody)
        return std::nullopt;
    return badRecord(std::string(rule->name) + " of " + std::to_string(body.size()) + " bytes");
}

std::expected<std::size_t, Failure> messagesOfBatch(
    std::span<const std::byte> body, std::size_t maxMessageLength)
{
    std::size_t count = 0;
    std::size_t longest = 0;
    for (; !body.empty(); ++count) {
        if (body.size() < batchLengthSize)
            return std::unexpected(badRecord("batch: half a length at its end"));
        const std::size_t length = fromBigEndian<std::uint16_t>(body.first<batchLengthSize>());
        if (length == 0)
            return std::unexpected(badRecord("batch: an empty message"));
        if (length > body.size() - batchLengthSize)
            return std::unexpected(badRecord("batch: a message runs over its end"));
        longest = std::max(longest, length);
        body = body.subspan(batchLengthSize + length);
    }
    if (longest > maxMessageLength)
        return std::unexpected(tooLong(longest, maxMessageLength));
    return count;
}

Failure tooLong(std::size_t length, std::size_t maxMessageLength)
{
    return {Failure::Reason::MessageTooLong,
        "message of " + std::to_string(length) + " bytes is over the limit of "
            + std::to_string(maxMessageLength)};
}

std::string_view name(RecordType type)
{
    return std::ranges::find(rules, type, &Rule::type)->name;
}

} // namespace sealcord::sealed
