// SPDX-License-Identifier: MIT
#include "core/recording/compare/recordingcomparison.h"

#include <algorithm>

namespace sealcord {

namespace {

using Place = RecordingDifference::Place;
using Taker = std::function<bool(const RecordingDifference &)>;

constexpr Role speakers[] = {Role::Agent, Role::Server};

Place placeOf(const RecordingIndex &index, std::size_t connection)
{
    quint64 messages = 0;
    for (const auto speaker : speakers)
        messages += index.messages(connection, speaker).size();
    return {0, index.beginning(connection), messages};
}

std::optional<Place> placeOf(
    std::span<const IndexedMessage> messages, const std::optional<std::size_t> &at)
{
    if (!at)
        return std::nullopt;
    return Place{*at + 1, messages[*at].line, messages[*at].length};
}

// False: no more is wanted.
std::expected<bool, std::string> compareMessages(const ComparedRecording &first,
    const ComparedRecording &second, std::size_t connection, Role speaker, const Taker &taker)
{
    const auto here = first.index.messages(connection, speaker);
    const auto there = second.index.messages(connection, speaker);
    for (const auto &found : differences(here, there)) {
        RecordingDifference difference{.kind = found.kind,
            .connection = connection + 1,
            .speaker = speaker,
            .first = placeOf(here, found.first),
            .second = placeOf(there, found.second)};
        if (found.kind == DifferenceKind::Changed) {
            auto bytes =
                changedBytes(first.reader, here[*found.first], second.reader, there[*found.second]);
            if (!bytes)
                return std::unexpected(std::move(bytes.error()));
            difference.bytes = *bytes;
        }
        if (!taker(difference))
            return false;
    }
    return true;
}

} // namespace

std::expected<void, std::string> compareRecordings(
    ComparedRecording first, ComparedRecording second, const Taker &taker)
{
    const auto both = std::min(first.index.connections(), second.index.connections());
    for (std::size_t connection = 0; connection < both; ++connection) {
        for (const auto speaker : speakers) {
            const auto goesOn = compareMessages(first, second, connection, speaker, taker);
            if (!goesOn)
                return std::unexpected(goesOn.error());
            if (!*goesOn)
                return {};
        }
    }
    for (auto at = both; at < first.index.connections(); ++at) {
        if (!taker({.kind = DifferenceKind::Missing,
                .connection = at + 1,
                .first = placeOf(first.index, at)}))
            return {};
    }
    for (auto at = both; at < second.index.connections(); ++at) {
        if (!taker({.kind = DifferenceKind::Extra,
                .connection = at + 1,
                .second = placeOf(second.index, at)}))
            return {};
    }
    return {};
}

} // namespace sealcord
