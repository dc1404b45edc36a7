// SPDX-License-Identifier: MIT
#include "core/app/options/recordingoptions.h"

#include "core/app/settings/generaloptions.h"

#include <limits>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostBytes = std::size_t{1} << 50;
constexpr quint64 mostParts = 1'000'000;

bool isOff(QStringView text)
{
    return text.trimmed() == "off"_L1;
}

// "none" as the paths of trust have it.
Value<std::optional<QString>> parseRecordingPath(QStringView text)
{
    if (text == "none"_L1)
        return std::nullopt;
    auto path = parseText(text);
    if (!path)
        return std::unexpected(std::move(path.error()));
    return *std::move(path);
}

Value<std::optional<std::size_t>> parseSizeOrOff(QStringView text)
{
    if (isOff(text))
        return std::nullopt;
    const auto size = parseSize(text, 1, mostBytes);
    if (!size)
        return std::unexpected(size.error());
    return *size;
}

Value<std::optional<std::chrono::milliseconds>> parseAgeOrOff(QStringView text)
{
    if (isOff(text))
        return std::nullopt;
    const auto age = parseDuration(text, std::chrono::milliseconds(1));
    if (!age)
        return std::unexpected(age.error());
    return *age;
}

Value<std::optional<std::size_t>> parseKeep(QStringView text)
{
    if (text.trimmed() == "all"_L1)
        return std::nullopt;
    const auto count = parseCount(text, 1, mostParts);
    if (!count)
        return std::unexpected(count.error());
    return *count;
}

} // namespace

std::vector<Option> recordingOptions(RecordingSettings &recording, RecordingSettings &capture)
{
    constexpr auto group = recordingGroup;
    return {
        {group, "record"_L1, "FILE"_L1, "none"_L1,
            "Write what is said, in plaintext, into this new file, which its owner alone can "
            "read: docs/recordings.md."_L1,
            into(recording.path, parseRecordingPath)},
        {group, "record-if"_L1, "FILTER"_L1, {},
            "Record only the messages and connections that pass, as --show-if does."_L1,
            into(recording.filter, parseFilter)},
        {group, "record-frames"_L1, {}, "false"_L1,
            "Messages come with their bytes on the wire."_L1, into(recording.hasFrames, parseFlag),
            Option::Kind::Flag},
        {group, "record-max-size"_L1, "SIZE"_L1, "off"_L1,
            "Record into several files, each at most so long, unless one line is longer. They are "
            "named after FILE and the time at which each begins."_L1,
            into(recording.maxSize, parseSizeOrOff)},
        {group, "record-max-age"_L1, "TIME"_L1, "off"_L1,
            "Likewise, a new file after so long a time."_L1, into(recording.maxAge, parseAgeOrOff)},
        {group, "record-keep"_L1, "NUMBER"_L1, "all"_L1,
            "Of these files keep so many; the oldest are removed."_L1,
            into(recording.keep, parseKeep)},
        {group, "flight-recorder"_L1, "SIZE"_L1, "off"_L1,
            "Keep the last so many bytes of a recording in memory, and write them into a file "
            "beside FILE, or in the current folder, on SIGUSR1 and when a peer breaks the "
            "protocol, for that at most once a minute."_L1,
            into(recording.flightSize, parseSizeOrOff)},
        {group, "pcap"_L1, "FILE"_L1, "none"_L1,
            "Write what is said, in plaintext, as packets for Wireshark (pcapng) while it happens: "
            "into this new file, which its owner alone can read, a FIFO, or - for standard output. "
            "docs/exporting.md."_L1,
            into(capture.path, parseRecordingPath)},
    };
}

std::expected<void, QString> settle(const RecordingSettings &recording)
{
    if (recording.hasParts() && !recording.path)
        return std::unexpected(u"--record-max-size and --record-max-age need --record"_s);
    if (recording.keep && !recording.hasParts())
        return std::unexpected(u"--record-keep needs --record-max-size or --record-max-age"_s);
    if ((recording.hasFrames || !recording.filter.isEmpty()) && !recording.isAsked())
        return std::unexpected(
            u"--record-if and --record-frames need --record or --flight-recorder"_s);
    return {};
}

} // namespace sealcord
