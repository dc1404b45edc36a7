// SPDX-License-Identifier: MIT
#include "core/app/options/readingoptions.h"

#include "core/app/options/programs.h"
#include "core/app/settings/generaloptions.h"
#include "core/app/settings/settings.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Form = ExportForm;

constexpr auto group = "Recording"_L1;

Value<ShowData> parseHow(QStringView text)
{
    return parseChoice<ShowData>(text,
        {{"bytes"_L1, ShowData::Bytes}, {"text"_L1, ShowData::Text}, {"hex"_L1, ShowData::Hex},
            {"none"_L1, ShowData::None}});
}

Value<std::optional<Form>> parseForm(QStringView text)
{
    return parseChoice<std::optional<Form>>(text,
        {{"csv"_L1, Form::Csv}, {"json"_L1, Form::Json}, {"pcapng"_L1, Form::Pcapng},
            {"text"_L1, Form::Text}});
}

Value<QString> parseOutput(QStringView text)
{
    if (text == "-"_L1)
        return QString();
    return parseText(text);
}

Option fileOption(QString &path)
{
    return {group, "recording"_L1, "FILE"_L1, {}, "The recording."_L1, into(path, parseText),
        Option::Kind::Positional};
}

Option filterOption(Filter &filter)
{
    return {group, "if"_L1, "FILTER"_L1, {}, "Only the messages and events that pass."_L1,
        into(filter, parseFilter)};
}

template <typename Options>
std::expected<Options, UsageError> complete(Options options, const Program &program, bool hasForm)
{
    if (options.answer)
        return options;
    if (options.path.isEmpty())
        return std::unexpected(usageError(program, u"the FILE is missing"_s));
    if (!hasForm)
        return std::unexpected(usageError(program, u"--to is missing: csv, json, pcapng, text"_s));
    return options;
}

} // namespace

Program showProgram(ShowOptions &options)
{
    Program program{"show"_L1, "[OPTION]... FILE"_L1,
        "Prints a recording as the live log would have told it, a line for each message and "
        "event."_L1,
        "Examples:\n"
        "  sealcord show morning.sealcord --if 'agent:pump-3 and len>100'\n"
        "  sealcord show morning.sealcord --show-data text --follow\n"
        "\n"
        "Exit status: 0 done, 1 where some of the recording could not be read or the\n"
        "output could not be written, 2 for a wrong setting and a file that is no\n"
        "recording.\n"_L1,
        {}};
    program.requests = {fileOption(options.path), filterOption(options.filter),
        {group, "show-data"_L1, "HOW"_L1, {},
            "How messages are shown: bytes, text, hex or none. bytes unless given."_L1,
            into(options.showData, parseHow)},
        {group, "follow"_L1, {}, {}, "Wait for what is added to it, until SIGINT."_L1,
            into(options.follows, parseFlag), Option::Kind::Flag}};
    return program;
}

Program exportProgram(ExportOptions &options)
{
    Program program{"export"_L1, "[OPTION]... FILE"_L1,
        "Writes a recording in a form that other tools read. A file that is there is never "
        "written over, and one that could not be finished is not left behind."_L1,
        "Examples:\n"
        "  sealcord export morning.sealcord --to pcapng -o morning.pcapng\n"
        "  sealcord export morning.sealcord --to json --if dir:in | jq -r .text\n"
        "\n"
        "Exit status: 0 done, 1 where some of the recording could not be read or the\n"
        "output could not be written, 2 for a wrong setting and a file that is no\n"
        "recording.\n"_L1,
        {}};
    program.requests = {fileOption(options.path), filterOption(options.filter),
        {group, "to"_L1, "FORM"_L1, {}, "csv, json (JSON Lines), pcapng or text."_L1,
            into(options.form, parseForm)},
        {group, "output"_L1, "OUT"_L1, {}, "The file to make; standard output unless given."_L1,
            into(options.output, parseOutput), Option::Kind::Value, {}, "-o"_L1}};
    return program;
}

Program diffProgram(DiffOptions &options)
{
    Program program{"diff"_L1, "A B"_L1,
        "Compares what was said in two recordings, connection by connection in the order of their "
        "opening, and tells what is missing, extra, changed or reordered in B. Times do not "
        "count."_L1,
        "Examples:\n"
        "  sealcord diff monday.sealcord tuesday.sealcord\n"
        "  sealcord diff server.sealcord agent.sealcord\n"
        "\n"
        "Exit status: 0 the same, 1 different, 2 for a wrong setting, and where a file\n"
        "is no recording or some of it could not be read.\n"_L1,
        {}};
    program.requests = {{group, "first"_L1, "A"_L1, {}, "A recording."_L1,
                            into(options.first, parseText), Option::Kind::Positional},
        {group, "second"_L1, "B"_L1, {}, "The one that is compared with it."_L1,
            into(options.second, parseText), Option::Kind::Positional}};
    return program;
}

std::expected<ShowOptions, UsageError> parseShowOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    ShowOptions options;
    const auto program = showProgram(options);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));
    return complete(std::move(options), program, true);
}

std::expected<ExportOptions, UsageError> parseExportOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    ExportOptions options;
    const auto program = exportProgram(options);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));
    const auto hasForm = options.form.has_value();
    return complete(std::move(options), program, hasForm);
}

std::expected<DiffOptions, UsageError> parseDiffOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    DiffOptions options;
    const auto program = diffProgram(options);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));
    if (!options.answer && options.second.isEmpty())
        return std::unexpected(usageError(program, u"two recordings are needed: A and B"_s));
    return options;
}

} // namespace sealcord
