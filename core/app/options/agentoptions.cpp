// SPDX-License-Identifier: MIT
#include "core/app/options/agentoptions.h"

#include "core/app/options/programs.h"
#include "core/app/options/recordingoptions.h"
#include "core/app/options/streamoptions.h"
#include "core/app/settings/generaloptions.h"
#include "core/app/settings/settings.h"
#include "core/net/hostport.h"

#include <limits>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

Value<std::chrono::milliseconds> parseInterval(QStringView text)
{
    return parseDuration(text, std::chrono::milliseconds(0));
}

Value<quint64> parseMessageCount(QStringView text)
{
    return parseCount(text, 0, std::numeric_limits<quint64>::max());
}

Value<std::optional<int>> parseSpeed(QStringView text)
{
    return parseChoice<std::optional<int>>(text, {{"1"_L1, 1}, {"10"_L1, 10}, {"max"_L1, 0}});
}

// What is wrong with the wishes together; empty: nothing.
QString contradiction(const AgentOptions &options)
{
    const auto &replay = options.replay;
    if (replay.path.isEmpty() && (replay.speed || replay.compares))
        return u"--speed and --compare need --replay"_s;
    if (!replay.path.isEmpty() && options.readsStdin)
        return u"--replay and --stdin do not go together"_s;
    if (options.readsStdin && options.capture.isStandardOutput())
        return u"--pcap - and --stdin would both write to standard output"_s;
    if (options.verifies && (options.readsStdin || !replay.path.isEmpty()))
        return u"--verify goes with neither --stdin nor --replay"_s;
    if (options.verifies && options.trust.protocol == Protocol::Classic)
        return u"--verify needs the sealed protocol: classic has no codes to compare"_s;
    if (options.isRaw && !options.readsStdin)
        return u"--raw needs --stdin"_s;
    if (!options.readsStdin && replay.path.isEmpty()
        && std::size_t(options.message.toUtf8().size())
            > options.settings.connection.maxMessageLength)
        return u"--message is longer than --max-message"_s;
    return {};
}

Option serverOption(AgentSettings &settings)
{
    return {"Connection"_L1, "server"_L1, "HOST:PORT"_L1, "127.0.0.1:1337"_L1,
        "The server: a name or an address, the port 1337 unless given."_L1,
        [&settings](const QString &text) -> std::expected<void, ValueError> {
            auto server = parseHostPort(text);
            if (!server)
                return std::unexpected(server.error());
            settings.host = std::move(server->host);
            settings.port = server->port;
            return {};
        },
        Option::Kind::Positional};
}

std::vector<Option> connectionOptions(AgentOptions &options)
{
    auto &settings = options.settings;
    constexpr auto group = "Connection"_L1;
    return {
        serverOption(settings),
        {group, "connect-timeout"_L1, "TIME"_L1, "10 s"_L1, "For each address of the name."_L1,
            into(settings.connectTimeout, parseTimeout)},
        {group, "handshake-timeout"_L1, "TIME"_L1, "10 s"_L1,
            "From the connection to the end of the handshake."_L1,
            into(settings.connection.handshakeTimeout, parseTimeout)},
        {group, "reply-timeout"_L1, "TIME"_L1, "10 s"_L1,
            "Without an echo that is owed, the connection counts as lost."_L1,
            into(settings.replyTimeout, parseTimeout)},
        {group, "reconnect-delay"_L1, "TIME"_L1, "5 s"_L1, "From a failure to the next attempt."_L1,
            into(options.reconnectDelay, parseTimeout)},
        {group, "no-reconnect"_L1, {}, "false"_L1,
            "Exit with 1 instead of starting again after a failure."_L1,
            into(options.neverReconnects, parseFlag), Option::Kind::Flag},
        {group, "max-message"_L1, "SIZE"_L1, "16 MiB"_L1, "The longest message."_L1,
            into(settings.connection.maxMessageLength, parseMaxMessage)},
    };
}

std::vector<Option> messageOptions(AgentOptions &options)
{
    constexpr auto group = "Messages"_L1;
    return {
        {group, "message"_L1, "TEXT"_L1, "Hello from client!"_L1, "What is sent."_L1,
            into(options.message, parseText)},
        {group, "count"_L1, "NUMBER"_L1, "5"_L1, "How often; 0: for ever."_L1,
            into(options.count, parseMessageCount)},
        {group, "interval"_L1, "TIME"_L1, "1 s"_L1, "Between an echo and the next message."_L1,
            into(options.interval, parseInterval)},
        {group, "stdin"_L1, {}, "false"_L1,
            "Pipe mode: each line of standard input is sent as a message instead, its newline "
            "included, and each reply goes to standard output."_L1,
            into(options.readsStdin, parseFlag), Option::Kind::Flag},
        {group, "raw"_L1, {}, "false"_L1,
            "With --stdin: in chunks of at most 64 KiB as they come, instead of lines."_L1,
            into(options.isRaw, parseFlag), Option::Kind::Flag},
    };
}

} // namespace

std::vector<Option> agentOptionTable(AgentOptions &options)
{
    auto table = connectionOptions(options);
    std::ranges::move(messageOptions(options), std::back_inserter(table));
    std::ranges::move(agentTrustTable(options.trust), std::back_inserter(table));
    std::ranges::move(streamTable(options.settings), std::back_inserter(table));
    table.push_back(aeadOption(options.settings.aead));
    std::ranges::move(logOptions(options.log), std::back_inserter(table));
    std::ranges::move(
        recordingOptions(options.recording, options.capture), std::back_inserter(table));
    return table;
}

std::vector<Option> agentRequestTable(AgentOptions &options)
{
    auto &replay = options.replay;
    constexpr auto group = "Replay"_L1;
    return {
        {group, "replay"_L1, "FILE"_L1, {},
            "Send what the agent of this recording sent instead, on the first connection that has "
            "messages of one: docs/recordings.md."_L1,
            into(replay.path, parseText)},
        {group, "speed"_L1, "SPEED"_L1, {},
            "How much faster: 1, 10, or max, without a pause. 1 unless given."_L1,
            into(replay.speed, parseSpeed)},
        {group, "compare"_L1, {}, {},
            "Compare each reply with the recorded one; the first difference is shown, and the exit "
            "status is 4."_L1,
            into(replay.compares, parseFlag), Option::Kind::Flag},
        {"Trust"_L1, "verify"_L1, {}, {},
            "Send nothing, and compare a code with the person at the server: docs/trust.md. Exit "
            "status 0 where it is the same, 6 where it differs."_L1,
            into(options.verifies, parseFlag), Option::Kind::Flag},
    };
}

std::expected<AgentOptions, UsageError> parseAgentOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    AgentOptions options;
    const auto program = agentProgram(options);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));

    auto &settings = options.settings;
    settings.reconnectDelay = options.neverReconnects
        ? std::nullopt
        : std::optional<std::chrono::milliseconds>(options.reconnectDelay);
    if (const auto settled = settle(options.trust); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (const auto settled = settle(options.recording); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (const auto settled = settleStreams(options); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (const auto what = contradiction(options); !what.isEmpty())
        return std::unexpected(usageError(program, what));
    return options;
}

} // namespace sealcord
