// SPDX-License-Identifier: MIT
#include "tests/fuzz/recordmodel.h"

#include "core/protocol/sealed/hello.h"
#include "tests/fuzz/check.h"

namespace sealcord::fuzz {

using Reason = Failure::Reason;
using Kind = SealedStep::Kind;

namespace {

std::size_t numberOf(std::span<const std::byte> bytes)
{
    std::size_t number = 0;
    for (const auto byte : bytes)
        number = number << 8 | std::to_integer<std::size_t>(byte);
    return number;
}

constexpr bool isAgents(unsigned type)
{
    return type == 5 || type == 0x20 || type == 0x22;
}

constexpr bool isServers(unsigned type)
{
    return type == 6 || type == 7 || type == 0x21;
}

constexpr bool isOfStream(unsigned type)
{
    return type >= 0x10 && type <= 0x13;
}

constexpr bool isKnown(unsigned type)
{
    return (type >= 1 && type <= 8) || isOfStream(type) || (type >= 0x20 && type <= 0x22);
}

constexpr std::size_t mostBody = 65'518;

} // namespace

void RecordModel::take(unsigned type, std::span<const std::byte> body)
{
    if (m_isOver)
        return;
    if (const auto reason = judge(type, body))
        return fail(*reason);
    if (isOfStream(type)) {
        if (auto told = m_streams.take(type, body))
            m_steps.push_back(std::move(*told));
        return;
    }
    switch (type) {
    case 1:
        return tellMessage(body);
    case 2:
        while (!body.empty()) {
            const auto length = numberOf(body.first(2));
            tellMessage(body.subspan(2, length));
            body = body.subspan(2 + length);
        }
        return;
    case 3:
        m_total = numberOf(body);
        return;
    case 4:
        m_message.insert(m_message.end(), body.begin(), body.end());
        if (isInMessage())
            return;
        tellMessage(m_message);
        m_message.clear();
        m_total = 0;
        return;
    case 7:
        m_isAdmitted = true;
        m_streams.begin();
        return tell(Kind::Established);
    case 8:
        m_isOver = true;
        return tell(Kind::Closed);
    case 0x20:
        m_isAsked = true;
        return tell(Kind::Asked);
    default:
        return; // a ping
    }
}

void RecordModel::fail(Reason reason)
{
    m_isOver = true;
    m_steps.push_back({.kind = Kind::Failed, .reason = reason});
}

void RecordModel::tellMessage(std::span<const std::byte> message)
{
    m_steps.push_back({.kind = Kind::Message, .message = exactCopy(message)});
}

std::optional<Reason> RecordModel::judge(unsigned type, std::span<const std::byte> body) const
{
    if (!isKnown(type))
        return Reason::BadRecord;
    if (const auto reason = judgeTime(type))
        return reason;
    if (const auto reason = isOfStream(type) ? m_streams.judge(type, body) : judgeBody(type, body))
        return reason;
    if (type == 8 && !m_isAdmitted)
        return Reason::NotAdmitted;
    // A PONG that nobody asked for, and codes that nobody here wants to compare.
    if (type == 6 || type == 0x21 || type == 0x22 || (type == 0x20 && m_isAsked))
        return Reason::UnexpectedRecord;
    return std::nullopt;
}

std::optional<Reason> RecordModel::judgeTime(unsigned type) const
{
    const bool isFromWrongEnd = m_tested == Role::Agent ? isAgents(type) : isServers(type);
    const bool isTooEarly = !m_isAdmitted && type != 7 && type != 8;
    const bool isTooLate = m_isAdmitted && type == 7;
    const bool isInTheWay = isInMessage() && type <= 3;
    const bool isPartOfNothing = !isInMessage() && type == 4;
    if (isFromWrongEnd || isTooEarly || isTooLate || isInTheWay || isPartOfNothing)
        return Reason::UnexpectedRecord;
    return std::nullopt;
}

std::optional<Reason> RecordModel::judgeBody(unsigned type, std::span<const std::byte> body) const
{
    const auto size = body.size();
    const auto left = m_total - m_message.size();
    const auto unless = [](bool isGood) {
        return isGood ? std::nullopt : std::optional(Reason::BadRecord);
    };
    switch (type) {
    case 1:
        return size > m_limit ? Reason::MessageTooLong : unless(size > 0);
    case 2:
        return judgeBatch(body);
    case 3:
        if (size != 4 || numberOf(body) <= mostBody)
            return Reason::BadRecord;
        return numberOf(body) > m_limit ? std::optional(Reason::MessageTooLong) : std::nullopt;
    case 4:
        return unless(size > 0 && (size == left || (size >= 16'384 && size < left)));
    case 5:
    case 6:
        return unless(size == 8);
    case 7:
        if (size != sealed::Hello::length)
            return Reason::BadRecord;
        return sealed::decodeHello(body.first<sealed::Hello::length>())
            ? std::nullopt
            : std::optional(Reason::BadHello);
    case 8:
        return unless(size == 1);
    default:
        return unless(size == 32);
    }
}

std::optional<Reason> RecordModel::judgeBatch(std::span<const std::byte> body) const
{
    if (body.empty())
        return Reason::BadRecord;
    bool isTooLong = false;
    while (!body.empty()) {
        if (body.size() < 2)
            return Reason::BadRecord;
        const auto length = numberOf(body.first(2));
        if (length == 0 || length > body.size() - 2)
            return Reason::BadRecord;
        isTooLong = isTooLong || length > m_limit;
        body = body.subspan(2 + length);
    }
    return isTooLong ? std::optional(Reason::MessageTooLong) : std::nullopt;
}

} // namespace sealcord::fuzz
