// SPDX-License-Identifier: MIT
#include "tests/fuzz/streammodel.h"

#include "tests/fuzz/check.h"

#include <algorithm>

namespace sealcord::fuzz {

using Reason = Failure::Reason;

namespace {

enum : unsigned { Open = 0x10, Data = 0x11, Window = 0x12, End = 0x13 };

constexpr std::uint64_t mostCredit = 0x7fffffff;

std::uint32_t numberOf(std::span<const std::byte> bytes)
{
    std::uint32_t number = 0;
    for (const auto byte : bytes)
        number = number << 8 | std::to_integer<std::uint32_t>(byte);
    return number;
}

bool isRightLength(unsigned type, std::size_t size)
{
    switch (type) {
    case Open:
        return size >= 9 && size <= 137;
    case Data:
        return size >= 5;
    case Window:
        return size == 8;
    default:
        return size == 4 || size == 5;
    }
}

// The fuzzer's targets are letters, the last of which may be damaged.
bool isText(std::span<const std::byte> bytes)
{
    return std::ranges::all_of(bytes, [](std::byte byte) { return byte < std::byte{0x80}; });
}

SealedStep step(unsigned type, std::uint32_t number, std::uint32_t amount,
    std::span<const std::byte> bytes = {})
{
    return {.kind = SealedStep::Kind::Stream,
        .message = exactCopy(bytes),
        .stream = {type, number, amount}};
}

} // namespace

void StreamModel::begin()
{
    if (!m_echoes)
        return;
    m_lastOfOurs = m_isAgent ? 1 : 2;
    m_streams[m_lastOfOurs] = {.toReceive = echoWindow};
}

std::size_t StreamModel::peers() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_streams, [this](const auto &each) { return !isOurs(each.first); }));
}

std::optional<Reason> StreamModel::judge(unsigned type, std::span<const std::byte> body) const
{
    if (!isRightLength(type, body.size()))
        return Reason::BadRecord;
    const auto number = numberOf(body.last(4));
    if (type == Open)
        return judgeOpen(number, body);
    if (number == 0 || number > (isOurs(number) ? m_lastOfOurs : m_lastOfPeer))
        return Reason::UnexpectedRecord;
    const auto found = m_streams.find(number);
    if (found == m_streams.end())
        return std::nullopt; // late
    return judgeOne(type, body, isOurs(number), found->second);
}

std::optional<Reason> StreamModel::judgeOpen(
    std::uint64_t number, std::span<const std::byte> body) const
{
    if (m_most == 0 || isOurs(number) || number <= m_lastOfPeer)
        return Reason::UnexpectedRecord;
    if (numberOf(body.first(4)) > mostCredit || !isText(body.subspan(4, body.size() - 8)))
        return Reason::BadRecord;
    return std::nullopt;
}

std::optional<Reason> StreamModel::judgeOne(
    unsigned type, std::span<const std::byte> body, bool isOurs, const Stream &stream)
{
    const auto unless = [](bool isGood, Reason reason) {
        return isGood ? std::nullopt : std::optional(reason);
    };
    const bool sends = stream.isAccepted && !stream.hasEnded;
    if (type == Data)
        return unless(sends && body.size() - 4 <= stream.toReceive, Reason::UnexpectedRecord);
    if (type == End)
        return unless(sends || body.size() == 5, Reason::UnexpectedRecord);
    if (!isOurs && !stream.isAccepted)
        return Reason::UnexpectedRecord;
    const auto credit = numberOf(body.first(4));
    return unless(credit > 0 && stream.toSend + credit <= mostCredit, Reason::BadRecord);
}

std::optional<SealedStep> StreamModel::take(unsigned type, std::span<const std::byte> body)
{
    const auto number = numberOf(body.last(4));
    if (type == Open)
        return takeOpen(number, body);
    const auto found = m_streams.find(number);
    if (found == m_streams.end())
        return std::nullopt;
    auto &stream = found->second;
    const auto content = body.first(body.size() - 4);
    if (type == Data) {
        stream.toReceive -= m_echoes ? 0 : content.size(); // it grants what came
        stream.toSend -= m_echoes ? std::min<std::uint64_t>(stream.toSend, content.size()) : 0;
        return step(Data, number, 0, content);
    }
    if (type == Window) {
        stream.isAccepted = true;
        stream.toSend += numberOf(content);
        return step(Window, number, numberOf(content));
    }
    stream.hasEnded = true;
    if (!content.empty() || m_echoes)
        m_streams.erase(found);
    return content.empty() ? step(End, number, 0) : step(0, number, numberOf(content));
}

std::optional<SealedStep> StreamModel::takeOpen(
    std::uint32_t number, std::span<const std::byte> body)
{
    m_lastOfPeer = number;
    if (peers() >= m_most)
        return std::nullopt; // it is answered with a reset
    const auto window = numberOf(body.first(4));
    m_streams[number] = {
        .isAccepted = m_echoes, .toSend = window, .toReceive = m_echoes ? echoCredit : 0};
    return step(Open, number, window, body.subspan(4, body.size() - 8));
}

} // namespace sealcord::fuzz
