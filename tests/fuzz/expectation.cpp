// SPDX-License-Identifier: MIT
#include "tests/fuzz/expectation.h"

#include "tests/fuzz/loworderkeys.h"

#include <algorithm>
#include <array>

namespace sealcord::fuzz {

namespace {

// The numbers stand here as the protocol's description has them, and are not taken from the code
// under test.
constexpr std::byte sealedPreamble{0xc5};
constexpr std::size_t responseLength = 69;
constexpr std::size_t tokenMarkerOffset = 33;
constexpr std::size_t tagLength = 16;
constexpr std::size_t frameOverhead = 4 + 12 + tagLength;

// The number that a public key stands for: its top bit does not count (RFC 7748, 5).
std::array<std::byte, 32> keyNumber(std::span<const std::byte> packet)
{
    std::array<std::byte, 32> key;
    std::ranges::copy(packet.subspan(1, key.size()), key.begin());
    key.back() &= std::byte{0x7f};
    return key;
}

bool isLowOrder(std::span<const std::byte> packet)
{
    return std::ranges::any_of(lowOrderKeys, [number = keyNumber(packet)](const RawKey &key) {
        return std::ranges::equal(number, std::as_bytes(std::span(key)));
    });
}

std::size_t bigEndian(std::span<const std::byte> bytes)
{
    std::size_t value = 0;
    for (const auto byte : bytes)
        value = value << 8 | std::to_integer<std::size_t>(byte);
    return value;
}

// 0 where the marker announces nothing.
std::size_t requestLength(std::byte marker)
{
    constexpr std::array<std::size_t, 5> longOnes{36, 38, 42, 0, 0};
    const auto value = std::to_integer<std::size_t>(marker);
    return value < 0xfb ? 34 : longOnes[value - 0xfb];
}

} // namespace

std::vector<Step> Expectation::stepsFor(std::span<const std::byte> stream)
{
    if (readHandshake(stream)) {
        m_steps.push_back({.kind = Step::Kind::Established, .plaintext = {}, .reason = {}});
        while (readFrame(stream)) { }
    }
    return std::move(m_steps);
}

std::optional<std::vector<std::byte>> Expectation::answerTo(std::span<const std::byte> stream) const
{
    if (m_settings.role == Role::Agent)
        return m_rehearsal.answer; // written before the first byte arrived
    const auto &opening = m_rehearsal.opening;
    const auto whole = stream.size() >= opening.size();
    return whole && std::ranges::equal(stream.first(opening.size()), opening)
        ? std::optional(m_rehearsal.answer)
        : std::nullopt;
}

bool Expectation::readHandshake(std::span<const std::byte> &stream)
{
    if (stream.empty())
        return false;
    if (m_settings.role == Role::Server && stream.front() == sealedPreamble)
        return fail(Failure::Reason::ProtocolNotTaken); // a server of this protocol alone
    if (stream.front() != m_rehearsal.opening.front())
        return fail(Failure::Reason::NotAPeer);
    return m_settings.role == Role::Server ? readRequest(stream) : readResponse(stream);
}

bool Expectation::readRequest(std::span<const std::byte> &stream)
{
    if (stream.size() <= tokenMarkerOffset)
        return false;
    const auto length = requestLength(stream[tokenMarkerOffset]);
    if (length == 0)
        return fail(Failure::Reason::BadHandshake);
    if (stream.size() < length)
        return false;
    if (isLowOrder(stream))
        return fail(Failure::Reason::LowOrderKey);
    m_hasRehearsedKey = isKeyUnharmed(stream);
    stream = stream.subspan(length);
    return true;
}

bool Expectation::readResponse(std::span<const std::byte> &stream)
{
    if (stream.size() < responseLength)
        return false;
    if (isLowOrder(stream))
        return fail(Failure::Reason::LowOrderKey);
    m_hasRehearsedKey = isKeyUnharmed(stream);
    const auto sealed = stream.subspan(tokenMarkerOffset, responseLength - tokenMarkerOffset);
    const auto rehearsed = std::span(m_rehearsal.opening).subspan(tokenMarkerOffset);
    if (!m_hasRehearsedKey || !std::ranges::equal(sealed, rehearsed))
        return fail(Failure::Reason::NotVerified);
    stream = stream.subspan(responseLength);
    return true;
}

// Whether there may be more to read.
bool Expectation::readFrame(std::span<const std::byte> &stream)
{
    if (stream.size() < 4)
        return false;
    const auto length = bigEndian(stream.first(4));
    if (length == 0) {
        m_steps.push_back({.kind = Step::Kind::UnprotectedClose, .plaintext = {}, .reason = {}});
        return false;
    }
    if (length < tagLength)
        return fail(Failure::Reason::BadFrameLength);
    if (length - tagLength > m_settings.maxMessageLength)
        return fail(Failure::Reason::MessageTooLong);
    const auto total = length - tagLength + frameOverhead;
    if (stream.size() < total)
        return false;
    const auto frame = stream.first(total);
    stream = stream.subspan(total);
    return openFrame(frame);
}

bool Expectation::openFrame(std::span<const std::byte> frame)
{
    if (m_sealed + 1 >= m_settings.sealBudget)
        return fail(Failure::Reason::KeyExhausted);
    const auto isIt = [frame](const auto &one) { return std::ranges::equal(one.wire, frame); };
    const auto found = std::ranges::find_if(m_rehearsal.frames, isIt);
    const auto *genuine = found != m_rehearsal.frames.end() ? &*found
        : isIt(m_rehearsal.reflected)                       ? &m_rehearsal.reflected
                                                            : nullptr;
    if (!genuine || !m_hasRehearsedKey)
        return fail(Failure::Reason::NotAuthentic);
    ++m_sealed;
    const bool isGoodbye = genuine->plaintext.empty();
    m_steps.push_back({.kind = isGoodbye ? Step::Kind::Goodbye : Step::Kind::Message,
        .plaintext = genuine->plaintext,
        .reason = {}});
    return !isGoodbye;
}

bool Expectation::isKeyUnharmed(std::span<const std::byte> stream) const
{
    return keyNumber(stream) == keyNumber(m_rehearsal.opening);
}

bool Expectation::fail(Failure::Reason reason)
{
    m_steps.push_back({.kind = Step::Kind::Failed, .plaintext = {}, .reason = reason});
    return false;
}

} // namespace sealcord::fuzz
