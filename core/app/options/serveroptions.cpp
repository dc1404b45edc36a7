// SPDX-License-Identifier: MIT
#include "core/app/options/serveroptions.h"

#include "core/app/options/hookoptions.h"
#include "core/app/options/programs.h"
#include "core/app/options/recordingoptions.h"
#include "core/app/options/streamoptions.h"
#include "core/app/settings/generaloptions.h"
#include "core/app/settings/settings.h"
#include "core/net/hostport.h"

#include <QThread>

#include <algorithm>
#include <limits>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 mostWorkers = 1024;

Value<std::optional<std::size_t>> parseDerivedCount(QStringView text)
{
    if (text.trimmed() == "auto"_L1)
        return std::nullopt;
    const auto count = parseCount(text, 1, mostConnections);
    if (!count)
        return std::unexpected(count.error());
    return *count;
}

Value<std::size_t> parsePerAddress(QStringView text)
{
    if (text.trimmed() == "off"_L1)
        return 0;
    return parseCount(text, 0, mostConnections);
}

Value<int> parseWorkers(QStringView text)
{
    if (text.trimmed() == "auto"_L1)
        return std::max(1, QThread::idealThreadCount());
    const auto count = parseCount(text, 1, mostWorkers);
    if (!count)
        return std::unexpected(count.error());
    return static_cast<int>(*count);
}

Value<std::size_t> parseBuffered(QStringView text)
{
    return parseSize(text, 1, std::size_t{1} << 40);
}

Option listenOption(ServerSettings &settings)
{
    return {"Listening"_L1, "listen"_L1, "ADDRESS:PORT"_L1, "0.0.0.0:1337"_L1,
        "Where to listen. [::]:1337 takes IPv6 and IPv4; port 0 picks a free one."_L1,
        [&settings](const QString &text) -> std::expected<void, ValueError> {
            const auto listen = parseListenAddress(text);
            if (!listen)
                return std::unexpected(listen.error());
            settings.address = listen->address;
            settings.port = listen->port;
            return {};
        }};
}

} // namespace

std::vector<Option> serverOptionTable(ServerOptions &options)
{
    auto &settings = options.settings;
    auto &connection = settings.connection;
    auto &admission = settings.admission;
    constexpr auto limits = "Limits"_L1;
    constexpr auto times = "Deadlines"_L1;
    std::vector<Option> table{
        listenOption(settings),
        {"Listening"_L1, "workers"_L1, "NUMBER"_L1, "auto"_L1,
            "Threads that serve connections. auto: one per core."_L1,
            into(settings.workers, parseWorkers)},
        {"Listening"_L1, "proxy-from"_L1, "NETWORK"_L1, {},
            "Balancers: who connects from this address or network must send a PROXY protocol v2 "
            "header first, and counts as the client that it names: docs/operating.md."_L1,
            intoList(settings.proxies, parseAddressRange), Option::Kind::List},
        {limits, "max-connections"_L1, "NUMBER"_L1, "auto"_L1,
            "Connections at once. auto: the limit of open files less 64."_L1,
            into(options.maxConnections, parseDerivedCount)},
        {limits, "max-pending"_L1, "NUMBER"_L1, "auto"_L1,
            "Handshakes at once; the oldest one of the address that has most makes room for a new "
            "one. auto: a quarter of the connections."_L1,
            into(options.maxPending, parseDerivedCount)},
        {limits, "max-per-address"_L1, "NUMBER"_L1, "off"_L1,
            "Connections at once from one address; an IPv6 /64 counts as one."_L1,
            into(admission.maxPerAddress, parsePerAddress)},
        {limits, "max-message"_L1, "SIZE"_L1, "16 MiB"_L1, "The longest message."_L1,
            into(connection.maxMessageLength, parseMaxMessage)},
        {limits, "max-buffered"_L1, "SIZE"_L1, "256 MiB"_L1,
            "Memory for all messages under way together, in and out. Over it, nothing more is "
            "read, "
            "and of the address that holds most the slowest goes. One that needs more by itself "
            "cannot be carried."_L1,
            into(admission.maxBuffered, parseBuffered)},
        {times, "handshake-timeout"_L1, "TIME"_L1, "10 s"_L1,
            "From a client's connection to the end of its handshake."_L1,
            into(connection.handshakeTimeout, parseTimeout)},
        {times, "idle-timeout"_L1, "TIME"_L1, "off"_L1,
            "How long a connection may say nothing, or off."_L1,
            into(connection.idleTimeout, parseTimeoutOrOff)},
    };
    std::ranges::move(serverTrustTable(options.trust), std::back_inserter(table));
    std::ranges::move(streamTable(options), std::back_inserter(table));
    table.push_back({"Control"_L1, "control"_L1, "PATH"_L1, "auto"_L1,
        "The socket at which 'sealcord ctl' asks this server, or off. auto: control.sock in "
        "RUNTIME_DIRECTORY, else sealcord/control-PORT.sock in XDG_RUNTIME_DIR."_L1,
        into(options.control, parseControlChoice)});
    std::ranges::move(hookOptions(options.hooks), std::back_inserter(table));
    table.push_back(aeadOption(settings.aead));
    std::ranges::move(logOptions(options.log), std::back_inserter(table));
    std::ranges::move(
        recordingOptions(options.recording, options.capture), std::back_inserter(table));
    return table;
}

std::expected<ServerOptions, UsageError> parseServerOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    ServerOptions options;
    const auto program = serverProgram(options);
    const auto spelled = spellHooks(arguments);
    if (!spelled)
        return std::unexpected(usageError(program, spelled.error()));
    if (auto read = readInto(options, program, *spelled, environment); !read)
        return std::unexpected(std::move(read.error()));
    if (const auto settled = settle(options.trust); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (const auto settled = settle(options.recording); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (const auto settled = settleStreams(options); !settled)
        return std::unexpected(usageError(program, settled.error()));
    if (options.settings.admission.maxBuffered < options.settings.connection.maxMessageLength)
        options.warnings += u"max-buffered is less than max-message: the longest do not fit"_s;
    if (options.trust.pskFile && options.trust.protocol == Protocol::None)
        options.warnings += u"psk-file guards sealed alone: who speaks classic needs no key"_s;
    return options;
}

AdmissionLimits ServerOptions::admission(std::size_t descriptors) const
{
    const auto free = std::max(descriptors, reservedDescriptors + 1) - reservedDescriptors;
    auto limits = settings.admission;
    limits.maxConnections = maxConnections.value_or(free);
    limits.maxPending = maxPending.value_or(std::max<std::size_t>(1, limits.maxConnections / 4));
    return limits;
}

} // namespace sealcord
