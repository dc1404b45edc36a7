// SPDX-License-Identifier: MIT
#include "core/app/options/windowoptions.h"

#include "core/app/options/programs.h"
#include "core/app/options/recordingoptions.h"
#include "core/app/options/streamoptions.h"

#include <QFileInfo>

#include <algorithm>
#include <iterator>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Appearance = WindowOptions::Appearance;

Value<Appearance> parseAppearance(QStringView text)
{
    return parseChoice<Appearance>(text,
        {{"stored"_L1, Appearance::Stored}, {"system"_L1, Appearance::System},
            {"light"_L1, Appearance::Light}, {"dark"_L1, Appearance::Dark}});
}

Value<QString> parseLanguage(QStringView text)
{
    return parseChoice<QString>(text, {{"stored"_L1, {}}, {"en"_L1, u"en"_s}, {"de"_L1, u"de"_s}});
}

std::vector<Option> windowOptions(WindowOptions &options, QLatin1StringView startHelp)
{
    constexpr auto group = "Window"_L1;
    return {
        {group, "start"_L1, {}, "false"_L1, startHelp, into(options.start, parseFlag),
            Option::Kind::Flag},
        {group, "appearance"_L1, "WHICH"_L1, "stored"_L1,
            "system, light or dark. stored: as chosen in the window's settings."_L1,
            into(options.appearance, parseAppearance)},
        {group, "language"_L1, "WHICH"_L1, "stored"_L1,
            "en or de. stored: as chosen in the window's settings, or else as the system has it."_L1,
            into(options.language, parseLanguage)},
    };
}

Value<QString> parseRecording(QStringView text)
{
    auto path = text.toString();
    if (!QFileInfo::exists(path))
        return std::unexpected(valueError(text, u"does not exist"_s));
    return path;
}

std::vector<Option> windowRequests(WindowOptions &options)
{
    return {{"Window"_L1, "recording"_L1, "FILE"_L1, {},
        "A recording to look at; nothing else is done then."_L1,
        into(options.recording, parseRecording), Option::Kind::Positional}};
}

Value<std::optional<ControlChoice>> parseAttach(QStringView text)
{
    auto choice = parseControlChoice(text);
    if (!choice)
        return std::unexpected(std::move(choice.error()));
    if (choice->kind == ControlChoice::Kind::Off)
        return std::unexpected(valueError(text, u"is no socket"_s));
    return *std::move(choice);
}

std::vector<Option> serverWindowRequests(ServerWindowOptions &options)
{
    auto requests = windowRequests(options.window);
    requests.push_back({"Window"_L1, "attach"_L1, "PATH"_L1, {},
        "Show a server that runs on this machine, through its control socket. Without PATH, or "
        "auto: the one that runs here."_L1,
        into(options.attach, parseAttach)});
    return requests;
}

// "--attach" alone is for the server that runs here.
QStringList withAttachPath(QStringList arguments)
{
    const auto at = arguments.indexOf(u"--attach"_s);
    if (at >= 0 && (at + 1 == arguments.size() || arguments[at + 1].startsWith(u'-')))
        arguments.insert(at + 1, u"auto"_s);
    return arguments;
}

// What a terminal shows of a window is what went wrong: decrypted messages are in the window.
void quieten(std::vector<Option> &table)
{
    const auto level = std::ranges::find(table, "log-level"_L1, &Option::name);
    Q_ASSERT(level != table.end());
    level->defaultText = "warn"_L1;
}

// A window records what it shows, where and when somebody says. What happened before that, none can
// have asked for but here.
void keepFlightRecorder(std::vector<Option> &table)
{
    std::erase_if(table, [](const Option &option) {
        return option.group == recordingGroup && option.name != "flight-recorder"_L1;
    });
    const auto flight = std::ranges::find(table, recordingGroup, &Option::group);
    Q_ASSERT(flight != table.end());
    flight->help = "Keep the last so many bytes of a recording in memory, and write them into a "
                   "file in the current folder when you ask for it, on SIGUSR1, and when a peer "
                   "breaks the protocol, for that at most once a minute: docs/recordings.md."_L1;
}

std::vector<Option> serverTable(ServerWindowOptions &options)
{
    auto table = serverOptionTable(options.server);
    std::erase_if(table, [](const Option &option) {
        return option.group == "Control"_L1 || option.group == "Hooks"_L1;
    });
    keepFlightRecorder(table);
    quieten(table);
    std::ranges::move(
        windowOptions(options.window, "Listen at once."_L1), std::back_inserter(table));
    return table;
}

// Of an agent's settings those of the connection: what is said is written in the window.
std::vector<Option> agentTable(AgentWindowOptions &options)
{
    auto table = agentOptionTable(options.agent);
    keepFlightRecorder(table);
    std::erase_if(table, [](const Option &option) { return option.group == "Messages"_L1; });
    const auto server = std::ranges::find(table, Option::Kind::Positional, &Option::kind);
    Q_ASSERT(server != table.end());
    server->name = "connect"_L1;
    server->kind = Option::Kind::Value;
    quieten(table);
    std::ranges::move(
        windowOptions(options.window, "Connect at once."_L1), std::back_inserter(table));
    table.push_back(
        {"Window"_L1, "demo"_L1, {}, "false"_L1, "Connect at once and say hello five times."_L1,
            into(options.demo, parseFlag), Option::Kind::Flag});
    return table;
}

} // namespace

Program serverWindowProgram(ServerWindowOptions &options)
{
    return {"server-gui"_L1, "[OPTION]... [FILE]"_L1,
        "A window on a server: who is connected, how far it is protected, and what is said, "
        "decrypted. The classic protocol encrypts but authenticates nobody."_L1,
        "Examples:\n"
        "  sealcord-server-gui\n"
        "  sealcord-server-gui --listen 127.0.0.1:1337 --start\n"
        "  sealcord-server-gui --attach\n"
        "  sealcord-server-gui morning.sealcord\n"
        "\n"
        "Exit status: 0 when it was closed, also by a signal, 1 without a display,\n"
        "2 for a wrong setting.\n"_L1,
        serverTable(options), "server"_L1, true, serverWindowRequests(options)};
}

Program agentWindowProgram(AgentWindowOptions &options)
{
    return {"agent-gui"_L1, "[OPTION]... [FILE]"_L1,
        "A window on an agent: connects to a server, says what you write, and shows what comes "
        "back. The classic protocol encrypts but authenticates nobody."_L1,
        "Examples:\n"
        "  sealcord-agent-gui\n"
        "  sealcord-agent-gui --connect 127.0.0.1:1337 --demo\n"
        "  sealcord-agent-gui morning.sealcord\n"
        "\n"
        "Exit status: 0 when it was closed, also by a signal, 1 without a display,\n"
        "2 for a wrong setting.\n"_L1,
        agentTable(options), "agent"_L1, true, windowRequests(options.window)};
}

std::expected<ServerWindowOptions, UsageError> parseServerWindowOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    ServerWindowOptions options;
    const auto program = serverWindowProgram(options);
    if (auto read = readInto(options, program, withAttachPath(arguments), environment); !read)
        return std::unexpected(std::move(read.error()));
    if (const auto settled = settle(options.server.trust); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (const auto settled = settleStreams(options.server); !settled)
        return std::unexpected(usageError(program, settled.error()));
    return options;
}

std::expected<AgentWindowOptions, UsageError> parseAgentWindowOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    AgentWindowOptions options;
    const auto program = agentWindowProgram(options);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));
    auto &agent = options.agent;
    if (const auto settled = settle(agent.trust); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (const auto settled = settleStreams(agent); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (!agent.settings.pipedTarget.isEmpty())
        return std::unexpected(usageError(program, u"--local - needs 'sealcord agent'"_s));
    agent.settings.reconnectDelay = agent.neverReconnects
        ? std::nullopt
        : std::optional<std::chrono::milliseconds>(agent.reconnectDelay);
    return options;
}

} // namespace sealcord
