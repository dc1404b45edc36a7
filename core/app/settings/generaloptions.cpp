// SPDX-License-Identifier: MIT
#include "core/app/settings/generaloptions.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

Value<LogFormat> parseFormat(QStringView text)
{
    return parseChoice<LogFormat>(
        text, {{"text"_L1, LogFormat::Text}, {"json"_L1, LogFormat::Json}});
}

Value<std::optional<ShowData>> parseShowData(QStringView text)
{
    return parseChoice<std::optional<ShowData>>(text,
        {{"auto"_L1, {}}, {"bytes"_L1, ShowData::Bytes}, {"text"_L1, ShowData::Text},
            {"hex"_L1, ShowData::Hex}, {"none"_L1, ShowData::None}});
}

Value<std::optional<quint64>> parseLimit(QStringView text)
{
    constexpr quint64 most = 1'000'000; // beyond it no output follows, and dropped lines are told
    if (text.trimmed() == "off"_L1)
        return std::nullopt;
    const auto count = parseCount(text, 1, most);
    if (!count)
        return std::unexpected(count.error());
    return *count;
}

} // namespace

Value<LogLevel> parseLevel(QStringView text)
{
    return parseChoice<LogLevel>(text,
        {{"trace"_L1, LogLevel::Trace}, {"debug"_L1, LogLevel::Debug}, {"info"_L1, LogLevel::Info},
            {"warn"_L1, LogLevel::Warn}, {"error"_L1, LogLevel::Error}});
}

Value<Filter> parseFilter(QStringView text)
{
    auto filter = Filter::parse(text.toString());
    if (filter)
        return *std::move(filter);
    const auto &error = filter.error();
    return std::unexpected(
        valueError(text, u"is no filter: %1 (column %2)"_s.arg(error.text).arg(error.offset + 1)));
}

std::vector<Option> logOptions(LogSettings &log)
{
    constexpr auto group = "Log"_L1;
    return {
        {group, "log-level"_L1, "LEVEL"_L1, "info"_L1, "trace, debug, info, warn or error."_L1,
            into(log.level, parseLevel), Option::Kind::Value, "SEALCORD_LOG"_L1},
        {group, "log-format"_L1, "FORMAT"_L1, "text"_L1, "text, or json: one object a line."_L1,
            into(log.format, parseFormat)},
        {group, "log-limit"_L1, "NUMBER"_L1, "10"_L1,
            "Lines a second of each kind that peers can cause, such as received messages; what is "
            "more is counted, and the count is told. What was not used is saved up for 10 s. off: "
            "every line, at the risk that a peer fills the disk."_L1,
            into(log.linesPerSecond, parseLimit)},
        {group, "show-data"_L1, "HOW"_L1, "auto"_L1,
            "How the content of messages is shown: bytes, text, hex or none (the length only). "
            "auto: bytes on a terminal; elsewhere none in a server's log, since a journal is no "
            "place for decrypted traffic."_L1,
            into(log.showData, parseShowData)},
        {group, "show-if"_L1, "FILTER"_L1, {},
            "Tell only of the messages and connections that pass, such as 'dir:in len>100': "
            "docs/filters.md."_L1,
            into(log.showIf, parseFilter)},
    };
}

std::vector<Option> generalOptions(GeneralRequests &requests)
{
    constexpr auto group = "General"_L1;
    return {
        {group, "config"_L1, "FILE"_L1, {}, "Read settings from this INI file."_L1,
            into(requests.configPath, parseText)},
        {group, "print-config"_L1, {}, {},
            "Show every setting, its value and where it came from, and exit. The output is a "
            "valid file for --config."_L1,
            into(requests.printConfig, parseFlag), Option::Kind::Flag},
        {group, "help"_L1, {}, {}, "Show this help and exit."_L1, into(requests.help, parseFlag),
            Option::Kind::Flag, {}, "-h"_L1},
        {group, "version"_L1, {}, {}, "Show the version and those of the libraries, and exit."_L1,
            into(requests.version, parseFlag), Option::Kind::Flag},
    };
}

} // namespace sealcord
