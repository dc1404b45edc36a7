// SPDX-License-Identifier: MIT
#include "core/protocol/sealed/preamble.h"

#include <algorithm>
#include <string>
#include <utility>

namespace sealcord::sealed {

namespace {

constexpr std::byte asks{0};
constexpr std::byte goesOn{1};
constexpr std::byte versionRefused{2};
constexpr std::byte modeRefused{3};

Preamble::Bytes preamble(std::byte mode, std::byte status)
{
    Preamble::Bytes bytes{};
    std::ranges::copy(Preamble::magic, bytes.begin());
    bytes[Preamble::versionOffset] = Preamble::version;
    bytes[Preamble::modeOffset] = mode;
    bytes[Preamble::statusOffset] = status;
    return bytes;
}

std::byte byteOf(Mode mode)
{
    return std::byte{std::to_underlying(mode)};
}

Failure badHandshake(const std::string &what)
{
    return {Failure::Reason::BadHandshake, what};
}

// Each byte of the magic is judged as it arrives.
std::optional<Undecoded> unfinished(std::span<const std::byte> in)
{
    const auto begun = in.first(std::min(in.size(), Preamble::magic.size()));
    if (!std::ranges::equal(begun, std::span(Preamble::magic).first(begun.size())))
        return Failure{Failure::Reason::NotAPeer, "not a Sealcord peer: " + describeFirstBytes(in)};
    if (in.size() < Preamble::length)
        return NeedBytes{begun.size() < Preamble::magic.size() ? in.size() + 1 : Preamble::length};
    return std::nullopt;
}

std::string number(std::byte value)
{
    return std::to_string(std::to_integer<int>(value));
}

} // namespace

Preamble::Bytes question(Mode mode)
{
    return preamble(byteOf(mode), asks);
}

Preamble::Bytes goOn(Mode mode)
{
    return preamble(byteOf(mode), goesOn);
}

std::expected<void, RefusedPreamble> checkQuestion(std::span<const std::byte> in, Mode mode)
{
    if (auto why = unfinished(in))
        return std::unexpected(RefusedPreamble{std::move(*why)});
    const auto version = in[Preamble::versionOffset];
    const auto wanted = in[Preamble::modeOffset];
    if (version != Preamble::version)
        return std::unexpected(RefusedPreamble{
            Failure{Failure::Reason::VersionNotSpoken,
                "the agent speaks version " + number(version) + " of the sealed protocol, not 1"},
            preamble(wanted, versionRefused)});
    if (in[Preamble::statusOffset] != asks)
        return std::unexpected(RefusedPreamble{badHandshake("byte 7 of the agent's preamble is "
            + number(in[Preamble::statusOffset]) + ", not 0")});
    if (wanted != byteOf(mode))
        return std::unexpected(RefusedPreamble{
            Failure{Failure::Reason::ModeNotTaken,
                mode == Mode::XX ? "the agent uses a pre-shared key, and there is none here"
                                 : "the agent uses no pre-shared key"},
            preamble(byteOf(mode), modeRefused)});
    return {};
}

std::expected<void, Undecoded> checkAnswer(std::span<const std::byte> in, Mode mode)
{
    if (auto why = unfinished(in))
        return std::unexpected(std::move(*why));
    const auto version = in[Preamble::versionOffset];
    const auto status = in[Preamble::statusOffset];
    if (status == versionRefused)
        return std::unexpected(Failure{Failure::Reason::VersionNotSpoken,
            "the answer (not authenticated) says that the server speaks version "
                + number(version)});
    if (status == modeRefused && version == Preamble::version)
        return std::unexpected(Failure{Failure::Reason::ModeNotTaken,
            std::string("the answer (not authenticated) says that the server wants ")
                + (in[Preamble::modeOffset] == byteOf(Mode::XX) ? "no" : "a") + " pre-shared key"});
    if (const auto wanted = goOn(mode); !std::ranges::equal(in.first(wanted.size()), wanted))
        return std::unexpected(badHandshake("the server's preamble is not the answer to ours"));
    return {};
}

} // namespace sealcord::sealed
