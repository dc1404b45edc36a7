// SPDX-License-Identifier: MIT
#include "core/app/settings/controloptions.h"

#include "core/app/settings/programs.h"
#include "core/app/settings/settings.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Command = ControlOptions::Command;

Value<std::optional<Command>> parseCommand(QStringView text)
{
    const auto command = parseChoice<Command>(
        text, {{"status"_L1, Command::Status}, {"clients"_L1, Command::Clients}});
    if (!command)
        return std::unexpected(command.error());
    return *command;
}

} // namespace

Program controlProgram(ControlOptions &options)
{
    Program program{"ctl"_L1, "[OPTION]... COMMAND"_L1,
        "Asks a server that runs on this machine, through its control socket. status: what it is "
        "and how it does; clients: who is connected."_L1,
        "Examples:\n"
        "  sealcord ctl status\n"
        "  sealcord ctl clients --json | jq -r '.[].peer'\n"
        "  sealcord ctl --control /run/sealcord/control.sock clients\n"
        "\n"
        "Exit status: 0 done, 1 where no server is there to be asked or its answer does\n"
        "not come, 2 for a wrong setting, 3 where the server says no.\n"_L1,
        {{"Control"_L1, "control"_L1, "PATH"_L1, "auto"_L1,
            "The server's control socket. auto: that of the one that runs here."_L1,
            into(options.control, parseControlChoice)}}};
    program.sharedSection = "server"_L1;
    constexpr auto group = "On the command line alone"_L1;
    program.requests = {{group, "command"_L1, "COMMAND"_L1, {}, "status or clients."_L1,
                            into(options.command, parseCommand), Option::Kind::Positional},
        {group, "json"_L1, {}, {}, "Print the server's answer as it is: JSON, on one line."_L1,
            into(options.isJson, parseFlag), Option::Kind::Flag}};
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
        return std::unexpected(usageError(program, u"a command is missing: status, clients"_s));
    if (options.control.kind == ControlChoice::Kind::Off)
        return std::unexpected(usageError(program, u"--control is off: there is nobody to ask"_s));
    return options;
}

} // namespace sealcord
