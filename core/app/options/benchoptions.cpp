// SPDX-License-Identifier: MIT
#include "core/app/options/benchoptions.h"

#include "core/app/options/programs.h"
#include "core/app/settings/settings.h"

#include <algorithm>
#include <iterator>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// Far beyond what a system hands out, so that sums and products of them never overflow.
constexpr quint64 mostConnections = 10'000'000;
constexpr quint64 mostInFlight = 1'000'000;
constexpr quint64 mostThreads = 1024;

constexpr quint64 mostProcess = 4 * 1024 * 1024; // proc(5), pid_max

Value<std::size_t> parseConnections(QStringView text)
{
    return parseCount(text, 1, mostConnections);
}

Value<std::size_t> parseIdle(QStringView text)
{
    return parseCount(text, 0, mostConnections);
}

Value<std::size_t> parseDepth(QStringView text)
{
    return parseCount(text, 1, mostInFlight);
}

Value<std::size_t> parseThreads(QStringView text)
{
    return parseCount(text, 1, mostThreads);
}

Value<std::optional<qint64>> parseProcess(QStringView text)
{
    if (text.trimmed() == "none"_L1)
        return std::nullopt;
    const auto id = parseCount(text, 1, mostProcess);
    if (!id)
        return std::unexpected(id.error());
    return static_cast<qint64>(*id);
}

Value<BenchFormat> parseFormat(QStringView text)
{
    return parseChoice<BenchFormat>(
        text, {{"text"_L1, BenchFormat::Text}, {"json"_L1, BenchFormat::Json}});
}

Value<Protocol> parseProtocol(QStringView text)
{
    return parseChoice<Protocol>(
        text, {{"classic"_L1, Protocol::Classic}, {"sealed"_L1, Protocol::Sealed}});
}

std::vector<Option> connectionOptions(BenchOptions &options)
{
    constexpr auto group = "Connection"_L1;
    return {
        {group, "server"_L1, "HOST:PORT"_L1, "127.0.0.1:1337"_L1,
            "The server: a name or an address, the port 1337 unless given."_L1,
            into(options.server, parseHostPort), Option::Kind::Positional},
        {group, "timeout"_L1, "TIME"_L1, "10 s"_L1,
            "When nothing arrives on any of a thread's connections for so long, while something is "
            "owed, the server counts as lost. What is late at the end is waited for as long."_L1,
            into(options.timeout, parseTimeout)},
        {group, "protocol"_L1, "PROTOCOL"_L1, "classic"_L1,
            "classic, or sealed: with a key made for this run, and without asking whose the "
            "server's is."_L1,
            into(options.protocol, parseProtocol)},
    };
}

std::vector<Option> loadOptions(BenchOptions &options)
{
    constexpr auto group = "Load"_L1;
    return {
        {group, "connections"_L1, "NUMBER"_L1, "1"_L1, "How many carry load."_L1,
            into(options.connections, parseConnections)},
        {group, "size"_L1, "SIZE"_L1, "64"_L1, "Of each message."_L1,
            into(options.size, parseMaxMessage)},
        {group, "depth"_L1, "NUMBER"_L1, "1"_L1,
            "Messages on their way on each connection: 1 sends one when the last has come "
            "back."_L1,
            into(options.depth, parseDepth)},
        {group, "duration"_L1, "TIME"_L1, "10 s"_L1,
            "How long it measures, once all connections are open."_L1,
            into(options.duration, parseTimeout)},
        {group, "idle"_L1, "NUMBER"_L1, "0"_L1,
            "More connections, which echo one message each and then say nothing while the others "
            "carry load."_L1,
            into(options.idle, parseIdle)},
        {group, "opening"_L1, "NUMBER"_L1, "16"_L1,
            "Connections that each thread opens at once; 1: one after another."_L1,
            into(options.opening, parseConnections)},
        {group, "handshakes"_L1, {}, "false"_L1,
            "Measure handshakes instead of messages: each connection is opened, said goodbye on, "
            "and opened again."_L1,
            into(options.measuresHandshakes, parseFlag), Option::Kind::Flag},
        {group, "threads"_L1, "NUMBER"_L1, "1"_L1,
            "Threads that share the connections. One keeps up with about one of the server's."_L1,
            into(options.threads, parseThreads)},
    };
}

std::vector<Option> reportOptions(BenchOptions &options)
{
    constexpr auto group = "Report"_L1;
    return {
        {group, "format"_L1, "FORMAT"_L1, "text"_L1, "text, or json: one object."_L1,
            into(options.format, parseFormat)},
        {group, "watch"_L1, "PID"_L1, "none"_L1,
            "Tell also what this process, the server on this machine, costs: processor time for "
            "each message, memory for each idle connection."_L1,
            into(options.watchedProcess, parseProcess)},
    };
}

} // namespace

std::vector<Option> benchOptionTable(BenchOptions &options)
{
    auto table = connectionOptions(options);
    std::ranges::move(loadOptions(options), std::back_inserter(table));
    std::ranges::move(reportOptions(options), std::back_inserter(table));
    table.push_back(aeadOption(options.aead));
    return table;
}

std::expected<BenchOptions, UsageError> parseBenchOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    BenchOptions options;
    const auto program = benchProgram(options);
    if (auto read = readInto(options, program, arguments, environment); !read)
        return std::unexpected(std::move(read.error()));
    if (options.measuresHandshakes && options.idle > 0)
        return std::unexpected(usageError(program, u"--handshakes leaves no connection idle"_s));
    return options;
}

} // namespace sealcord
