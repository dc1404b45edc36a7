// SPDX-License-Identifier: MIT
#include "core/app/options/controloptions.h"

#include "core/app/options/programs.h"
#include "core/app/settings/generaloptions.h"
#include "core/app/settings/settings.h"
#include "core/net/limits.h"

#include <QDir>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Command = ControlOptions::Command;
using Fault = QString; // in words; empty: there is none

/// A command on the command line.
struct Word {
    using Read = Fault (*)(ControlOptions &options); // what is wrong with its argument

    Command command;
    QLatin1StringView name;
    QLatin1StringView argument; ///< its placeholder; empty: nothing follows
    bool isArgumentNeeded;
    QLatin1StringView options; ///< that go with it, between spaces
    Read read;
};

template <typename T> Fault take(T &target, Value<T> value)
{
    if (!value)
        return value.error().text;
    target = *std::move(value);
    return {};
}

Value<MessageTargets> parseTargets(QStringView text)
{
    if (text.trimmed() == "all"_L1)
        return MessageTargets{.isAll = true, .connections = {}};
    MessageTargets targets;
    for (const auto part : text.split(u','))
        if (const auto id = parseCount(part, 1, std::numeric_limits<quint64>::max()))
            targets.connections.push_back(*id);
        else
            return std::unexpected(valueError(text, u"is no number of a connection"_s));
    return targets;
}

Fault readNothing(ControlOptions &)
{
    return {};
}

Fault readConnection(ControlOptions &options)
{
    if (auto fault = take(options.connections, parseTargets(options.argument)); !fault.isEmpty())
        return fault;
    const auto &[isAll, connections] = options.connections;
    return isAll || connections.size() != 1 ? u"the NUMBER of one connection is needed"_s : Fault();
}

Fault readAnyConnection(ControlOptions &options)
{
    return options.argument.isEmpty() ? Fault() : readConnection(options);
}

Fault readStream(ControlOptions &options)
{
    if (options.argument != "kill"_L1)
        return valueError(options.argument, u"is not kill"_s).text;
    const auto connection = parseCount(options.file, 1, std::numeric_limits<quint64>::max());
    if (!connection || options.stream == 0)
        return u"stream kill needs the NUMBER of a connection, and of a STREAM of it"_s;
    options.connections.connections = {*connection};
    return {};
}

Fault readMessage(ControlOptions &options)
{
    if (auto fault = take(options.connections, parseTargets(options.argument)); !fault.isEmpty())
        return fault;
    const int forms = (options.text ? 1 : 0) + (options.hex ? 1 : 0) + (options.base64 ? 1 : 0);
    return forms == 1 ? Fault() : u"send needs one of --text, --hex and --base64"_s;
}

Fault readLevel(ControlOptions &options)
{
    if (options.argument.isEmpty())
        return {};
    const auto level = parseLevel(options.argument);
    return level ? Fault() : level.error().text;
}

Fault readRecord(ControlOptions &options)
{
    if (options.argument == "stop"_L1)
        return options.file.isEmpty() ? Fault() : u"record stop needs no FILE"_s;
    if (options.argument != "start"_L1)
        return valueError(options.argument, u"is none of start, stop"_s).text;
    if (options.file.isEmpty())
        return u"record start needs FILE"_s;
    options.file = QDir::current().absoluteFilePath(options.file); // the server may be elsewhere
    return {};
}

Fault readAllowance(ControlOptions &options)
{
    return options.forward || options.publish ? Fault() : u"allow needs --forward or --publish"_s;
}

constexpr std::array words{
    Word{Command::Status, "status"_L1, {}, false, {}, readNothing},
    Word{Command::Clients, "clients"_L1, {}, false, {}, readNothing},
    Word{Command::Client, "client"_L1, "NUMBER"_L1, true, {}, readConnection},
    Word{Command::Kick, "kick"_L1, "NUMBER"_L1, true, {}, readConnection},
    Word{Command::Send, "send"_L1, "NUMBER"_L1, true, "text hex base64"_L1, readMessage},
    Word{Command::Limits, "limits"_L1, {}, false, "max-connections max-pending max-per-address"_L1,
        readNothing},
    Word{Command::Reload, "reload"_L1, {}, false, {}, readNothing},
    Word{Command::LogLevel, "log-level"_L1, "LEVEL"_L1, false, {}, readLevel},
    Word{Command::Dump, "dump"_L1, {}, false, {}, readNothing},
    Word{Command::Record, "record"_L1, "start|stop"_L1, true, {}, readRecord},
    Word{Command::Drain, "drain"_L1, {}, false, "within"_L1, readNothing},
    Word{Command::Watch, "watch"_L1, {}, false, "if no-contents"_L1, readNothing},
    Word{Command::Verify, "verify"_L1, "NUMBER"_L1, true, "name"_L1, readConnection},
    Word{Command::Agents, "agents"_L1, {}, false, {}, readNothing},
    Word{Command::Pending, "pending"_L1, {}, false, {}, readNothing},
    Word{Command::Approve, "approve"_L1, "WHO"_L1, true, "name from expires forward publish"_L1,
        readNothing},
    Word{Command::Allow, "allow"_L1, "WHO"_L1, true, "forward publish"_L1, readAllowance},
    Word{Command::Refuse, "refuse"_L1, "WHO"_L1, true, {}, readNothing},
    Word{Command::Revoke, "revoke"_L1, "WHO"_L1, true, {}, readNothing},
    Word{Command::Streams, "streams"_L1, "NUMBER"_L1, false, {}, readAnyConnection},
    Word{Command::Stream, "stream"_L1, "kill"_L1, true, {}, readStream},
    Word{Command::Forwards, "forwards"_L1, {}, false, {}, readNothing},
    Word{Command::Publish, "publish"_L1, {}, false, {}, readNothing},
};

const Word &wordOf(Command command)
{
    return *std::ranges::find(words, command, &Word::command);
}

QString allNames()
{
    QStringList names;
    for (const auto &word : words)
        names += word.name;
    return names.join(u", "_s);
}

Value<std::optional<Command>> parseCommand(QStringView text)
{
    const auto *const word = std::ranges::find_if(
        words, [name = text.trimmed()](const Word &one) { return one.name == name; });
    if (word == words.end())
        return std::unexpected(valueError(text, u"is none of "_s + allNames()));
    return word->command;
}

Value<std::optional<QString>> parseGiven(QStringView text)
{
    auto given = parseText(text);
    if (!given)
        return std::unexpected(std::move(given.error()));
    return *std::move(given);
}

Value<std::optional<QString>> parseAny(QStringView text)
{
    return text.toString();
}

Value<std::optional<quint64>> parseConnections(QStringView text)
{
    const auto count = parseCount(text, 1, mostConnections);
    if (!count)
        return std::unexpected(count.error());
    return *count;
}

Value<std::optional<quint64>> parsePerAddress(QStringView text)
{
    return text.trimmed() == "off"_L1 ? 0 : parseConnections(text);
}

Value<std::optional<std::chrono::milliseconds>> parseWithin(QStringView text)
{
    const auto within = parseTimeout(text);
    if (!within)
        return std::unexpected(within.error());
    return *within;
}

Value<StreamNumber> parseStreamNumber(QStringView text)
{
    const auto number = parseCount(text, 1, std::numeric_limits<StreamNumber>::max());
    if (!number)
        return std::unexpected(valueError(text, u"is no number of a stream"_s));
    return static_cast<StreamNumber>(*number);
}

std::vector<Option> requestOptions(ControlOptions &options)
{
    constexpr auto group = "On the command line alone"_L1;
    return {{group, "command"_L1, "COMMAND"_L1, {}, "What to ask for."_L1,
                into(options.command, parseCommand), Option::Kind::Positional},
        {group, "argument"_L1, "WHAT"_L1, {},
            "client, kick, verify, streams: a connection, by its number. send: one, or several "
            "(1,2,3), or all. stream: kill. "
            "log-level: trace, debug, info, warn or error; without it, it is told. approve, "
            "allow, refuse, revoke: an agent, by key, whole "
            "fingerprint or name."_L1,
            into(options.argument, parseText), Option::Kind::Positional},
        {group, "file"_L1, "FILE"_L1, {},
            "record start: the file to make. stream kill: the connection, by its number."_L1,
            into(options.file, parseText), Option::Kind::Positional},
        {group, "stream"_L1, "STREAM"_L1, {}, "stream kill: the stream, by its number."_L1,
            into(options.stream, parseStreamNumber), Option::Kind::Positional},
        {group, "text"_L1, "TEXT"_L1, {}, "send: the message, in UTF-8."_L1,
            into(options.text, parseGiven)},
        {group, "hex"_L1, "DIGITS"_L1, {}, "send: the message, byte by byte: 00ffa1."_L1,
            into(options.hex, parseGiven)},
        {group, "base64"_L1, "TEXT"_L1, {}, "send: the message in base64, with padding."_L1,
            into(options.base64, parseGiven)},
        {group, "max-connections"_L1, "NUMBER"_L1, {}, "limits: connections at once."_L1,
            into(options.maxConnections, parseConnections)},
        {group, "max-pending"_L1, "NUMBER"_L1, {}, "limits: handshakes at once."_L1,
            into(options.maxPending, parseConnections)},
        {group, "max-per-address"_L1, "NUMBER"_L1, {},
            "limits: connections at once from one address, or off."_L1,
            into(options.maxPerAddress, parsePerAddress)},
        {group, "within"_L1, "TIME"_L1, {},
            "drain: say goodbye to who is still there after that."_L1,
            into(options.within, parseWithin)},
        {group, "name"_L1, "NAME"_L1, {},
            "approve: its name from now on. verify: authorise it under this name where the codes "
            "are the same."_L1,
            into(options.name, parseGiven)},
        {group, "from"_L1, "RANGES"_L1, {},
            "approve: where it must come from, such as 10.1.0.0/16,2001:db8::/32."_L1,
            into(options.from, parseGiven)},
        {group, "expires"_L1, "DATE"_L1, {},
            "approve: until when, in UTC: 2026-12-24, or 2026-12-24T18:00:00Z."_L1,
            into(options.expires, parseGiven)},
        {group, "forward"_L1, "TARGETS"_L1, {},
            "approve, allow: what it may reach, such as web,ssh@pump-3."_L1,
            into(options.forward, parseAny)},
        {group, "publish"_L1, "NAMES"_L1, {},
            "approve, allow: which services of its own it may publish, such as camera,ssh."_L1,
            into(options.publish, parseAny)},
        {group, "if"_L1, "FILTER"_L1, {}, "watch: only the messages and events that pass."_L1,
            into(options.filter, parseFilter)},
        {group, "no-contents"_L1, {}, {}, "watch: how long messages are, not what they say."_L1,
            into(options.isWithoutContents, parseFlag), Option::Kind::Flag},
        {group, "json"_L1, {}, {}, "Print the server's answer as it is: JSON, on one line."_L1,
            into(options.isJson, parseFlag), Option::Kind::Flag}};
}

// Has each of the options that go with some commands alone note that it was given.
void noteGiven(std::vector<Option> &options, QStringList &given)
{
    for (auto &option : options) {
        if (option.kind == Option::Kind::Positional || option.name == "json"_L1)
            continue;
        option.assign = [&given, name = option.name, assign = option.assign](const QString &text) {
            given += name;
            return assign(text);
        };
    }
}

// What is wrong with the wishes together.
Fault contradiction(ControlOptions &options, const QStringList &given)
{
    const auto &word = wordOf(*options.command);
    if (word.argument.isEmpty() && !options.argument.isEmpty())
        return valueError(options.argument, u"is unexpected"_s).text;
    if (word.isArgumentNeeded && options.argument.isEmpty())
        return word.name + u" needs "_s + word.argument;
    const bool hasMore = options.command == Command::Record || options.command == Command::Stream;
    if (!options.file.isEmpty() && !hasMore)
        return valueError(options.file, u"is unexpected"_s).text;
    if (options.stream > 0 && options.command != Command::Stream)
        return valueError(QString::number(options.stream), u"is unexpected"_s).text;
    for (const auto &option : given) {
        if (!QString(word.options).split(u' ').contains(option))
            return u"--"_s + option + u" does not go with "_s + word.name;
    }
    if (options.control.kind == ControlChoice::Kind::Off)
        return u"--control is off: there is nobody to ask"_s;
    return word.read(options);
}

} // namespace

QLatin1StringView name(ControlOptions::Command command)
{
    return wordOf(command).name;
}

Program controlProgram(ControlOptions &options)
{
    Program program{"ctl"_L1,
        "status|clients|limits|reload|dump|drain|agents|pending|forwards|publish [OPTION]...\n"
        "       sealcord ctl verify NUMBER [--name NAME] [OPTION]...\n"
        "       sealcord ctl approve|allow|refuse|revoke WHO [OPTION]...\n"
        "       sealcord ctl watch [--if FILTER] [OPTION]...\n"
        "       sealcord ctl client|kick NUMBER [OPTION]...\n"
        "       sealcord ctl send NUMBER|all --text TEXT [OPTION]...\n"
        "       sealcord ctl log-level [LEVEL] [OPTION]...\n"
        "       sealcord ctl streams [NUMBER] [OPTION]...\n"
        "       sealcord ctl stream kill NUMBER STREAM [OPTION]..."_L1,
        "Asks a server that runs on this machine, through its control socket. status: what it is "
        "and how it does; clients: who is connected; client: one of them; kick: answers what has "
        "arrived from one and says goodbye to it; send: a message; limits: tells them, or sets "
        "them until it ends; reload: reads the authorised agents again; log-level: likewise; dump: "
        "has its flight recorder write; drain: has it accept nobody any more, and leave when the "
        "last one is gone; watch: prints what happens until it is stopped, as 'sealcord show "
        "--follow' does; verify: compares a code with the person at an agent; agents, pending, "
        "approve, allow, refuse, revoke: as 'sealcord agents' does; streams: what is carried, on "
        "one "
        "connection or on all; stream kill: ends one of them; forwards: what agents may reach "
        "here; publish: the ports that lead to what agents publish."_L1,
        "Examples:\n"
        "  sealcord ctl status\n"
        "  sealcord ctl clients --json | jq -r '.[].peer'\n"
        "  sealcord ctl send 3,7 --text 'Back in five minutes'\n"
        "  sealcord ctl drain --within 5min\n"
        "  sealcord ctl watch --if 'dir:in len>100'\n"
        "  sealcord ctl --control /run/sealcord/control.sock clients\n"
        "\n"
        "Exit status: 0 done, 1 where no server is there to be asked or its answer does\n"
        "not come, 2 for a wrong setting, 3 where the server says no, 6 verify: the codes\n"
        "differ.\n"_L1,
        {{"Control"_L1, "control"_L1, "PATH"_L1, "auto"_L1,
            "The server's control socket. auto: that of the one that runs here."_L1,
            into(options.control, parseControlChoice)}}};
    program.sharedSection = "server"_L1;
    program.requests = requestOptions(options);
    return program;
}

std::expected<ControlOptions, UsageError> parseControlOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    ControlOptions options;
    QStringList given;
    auto program = controlProgram(options);
    noteGiven(program.requests, given);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));
    if (options.answer)
        return options;
    if (!options.command)
        return std::unexpected(usageError(program, u"a command is missing: "_s + allNames()));
    if (const auto fault = contradiction(options, given); !fault.isEmpty())
        return std::unexpected(usageError(program, fault));
    return options;
}

} // namespace sealcord
