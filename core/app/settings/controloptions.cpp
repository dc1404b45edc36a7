// SPDX-License-Identifier: MIT
#include "core/app/settings/controloptions.h"

#include "core/app/settings/programs.h"
#include "core/app/settings/settings.h"

#include <limits>
#include <utility>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Command = ControlOptions::Command;

Value<std::optional<Command>> parseCommand(QStringView text)
{
    const auto command = parseChoice<Command>(text,
        {{"status"_L1, Command::Status}, {"clients"_L1, Command::Clients},
            {"client"_L1, Command::Client}, {"kick"_L1, Command::Kick},
            {"send"_L1, Command::Send}});
    if (!command)
        return std::unexpected(command.error());
    return *command;
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

Value<std::optional<QString>> parseMessage(QStringView text)
{
    auto message = parseText(text);
    if (!message)
        return std::unexpected(std::move(message.error()));
    return *std::move(message);
}

std::vector<Option> requestOptions(ControlOptions &options)
{
    constexpr auto group = "On the command line alone"_L1;
    return {{group, "command"_L1, "COMMAND"_L1, {}, "status, clients, client, kick or send."_L1,
                into(options.command, parseCommand), Option::Kind::Positional},
        {group, "connections"_L1, "NUMBER"_L1, {},
            "client, kick: a connection, by its number. send: one, or several (1,2,3), or all."_L1,
            into(options.connections, parseTargets), Option::Kind::Positional},
        {group, "text"_L1, "TEXT"_L1, {}, "send: the message, in UTF-8."_L1,
            into(options.text, parseMessage)},
        {group, "hex"_L1, "DIGITS"_L1, {}, "send: the message, byte by byte: 00ffa1."_L1,
            into(options.hex, parseMessage)},
        {group, "base64"_L1, "TEXT"_L1, {}, "send: the message in base64, with padding."_L1,
            into(options.base64, parseMessage)},
        {group, "json"_L1, {}, {}, "Print the server's answer as it is: JSON, on one line."_L1,
            into(options.isJson, parseFlag), Option::Kind::Flag}};
}

// What is wrong with the wishes together; empty: nothing.
QString contradiction(const ControlOptions &options)
{
    const auto command = *options.command;
    const auto &[isAll, connections] = options.connections;
    const int forms = (options.text ? 1 : 0) + (options.hex ? 1 : 0) + (options.base64 ? 1 : 0);
    if (command == Command::Send && !isAll && connections.empty())
        return u"send needs NUMBER: whom it is for"_s;
    if ((command == Command::Client || command == Command::Kick)
        && (isAll || connections.size() != 1))
        return u"the NUMBER of one connection is needed"_s;
    if ((command == Command::Status || command == Command::Clients)
        && (isAll || !connections.empty()))
        return u"NUMBER goes with client, kick and send"_s;
    if (command == Command::Send && forms != 1)
        return u"send needs one of --text, --hex and --base64"_s;
    if (command != Command::Send && forms > 0)
        return u"--text, --hex and --base64 go with send"_s;
    if (options.control.kind == ControlChoice::Kind::Off)
        return u"--control is off: there is nobody to ask"_s;
    return {};
}

} // namespace

Program controlProgram(ControlOptions &options)
{
    Program program{"ctl"_L1,
        "status|clients [OPTION]...\n"
        "       sealcord ctl client|kick NUMBER [OPTION]...\n"
        "       sealcord ctl send NUMBER|all --text TEXT [OPTION]..."_L1,
        "Asks a server that runs on this machine, through its control socket. status: what it is "
        "and how it does; clients: who is connected; client: one of them; kick: answers what has "
        "arrived from one and says goodbye to it; send: a message."_L1,
        "Examples:\n"
        "  sealcord ctl status\n"
        "  sealcord ctl clients --json | jq -r '.[].peer'\n"
        "  sealcord ctl send 3,7 --text 'Back in five minutes'\n"
        "  sealcord ctl --control /run/sealcord/control.sock clients\n"
        "\n"
        "Exit status: 0 done, 1 where no server is there to be asked or its answer does\n"
        "not come, 2 for a wrong setting, 3 where the server says no.\n"_L1,
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
    const auto program = controlProgram(options);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));
    if (options.answer)
        return options;
    if (!options.command)
        return std::unexpected(
            usageError(program, u"a command is missing: status, clients, client, kick, send"_s));
    if (const auto fault = contradiction(options); !fault.isEmpty())
        return std::unexpected(usageError(program, fault));
    return options;
}

} // namespace sealcord
