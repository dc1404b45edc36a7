// SPDX-License-Identifier: MIT
#include "core/app/options/streamoptions.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr auto group = "Services"_L1;
constexpr auto pipePrefix = "-="_L1;

Value<LocalPort> parseExposed(QStringView text)
{
    auto port = parseLocalPort(text);
    if (port && !port->target.contains(u'@'))
        return std::unexpected(valueError(port->target, u"names no agent: web@pump-3"_s));
    return port;
}

// Who comes by a stream has no address here that a header could name.
Value<NamedService> parsePublished(QStringView text)
{
    auto service = parseNamedService(text);
    if (service && service->address.takesProxyHeader)
        return std::unexpected(valueError(text, u"cannot have a header: proxy+ is for a server"_s));
    return service;
}

// A port that leads somewhere, or standard input and output: those have no address.
Value<LocalPort> parseLocal(QStringView text)
{
    if (!text.startsWith(pipePrefix))
        return parseLocalPort(text);
    auto port = parseLocalPort(u"0="_s + text.sliced(pipePrefix.size()).toString());
    if (port)
        port->listen.address.clear();
    return port;
}

bool isPipe(const LocalPort &port)
{
    return port.listen.address.isNull();
}

Option::Assign intoLocals(AgentSettings &settings)
{
    return [&settings](const QString &text) -> std::expected<void, ValueError> {
        auto locals = parseList(QStringView(text), parseLocal);
        if (!locals)
            return std::unexpected(std::move(locals.error()));
        const auto pipes = std::ranges::partition(*locals, std::not_fn(isPipe));
        if (pipes.size() > 1)
            return std::unexpected(ValueError{u"- leads to one service alone"_s});
        settings.pipedTarget = pipes.empty() ? QString() : pipes.front().target;
        locals->erase(pipes.begin(), pipes.end());
        settings.locals = *std::move(locals);
        return {};
    };
}

// What is wrong with services that stand together; empty: nothing.
QString nameFault(const std::vector<NamedService> &services, QLatin1StringView option)
{
    for (auto one = services.begin(); one != services.end(); ++one) {
        if (std::ranges::find(services.begin(), one, one->name, &NamedService::name) != one)
            return u"%1 has the name %2 twice"_s.arg(option, one->name);
    }
    return {};
}

QString portFault(const std::vector<LocalPort> &ports)
{
    for (auto one = ports.begin(); one != ports.end(); ++one) {
        const auto other = std::find_if(ports.begin(), one,
            [one](const LocalPort &port) { return doClash(port.listen, one->listen); });
        if (other != one)
            return u"%1 and %2 would listen on one port"_s.arg(other->toString(), one->toString());
    }
    return {};
}

QString serverFault(const ServerOptions &options)
{
    const auto &settings = options.settings;
    const bool hasForwards = !settings.forwards.empty();
    if (options.trust.protocol == Protocol::Classic && (hasForwards || !settings.exposed.empty()))
        return u"--forward and --expose need --protocol sealed: classic has no streams"_s;
    if (options.trust.isForwardedToAnyone && !hasForwards)
        return u"--forward-to-anyone needs --forward"_s;
    if (hasForwards && options.trust.agents == AgentPolicy::Anyone
        && !options.trust.isForwardedToAnyone)
        return u"--forward with --agents anyone lets every stranger in: say --agents authorized, "
               "or --forward-to-anyone if that is what you want"_s;
    const ListenAddress own{settings.address, settings.port};
    const auto taken = std::ranges::find_if(
        settings.exposed, [&own](const LocalPort &port) { return doClash(port.listen, own); });
    if (taken != settings.exposed.end())
        return u"--expose %1 is where the server itself listens"_s.arg(taken->toString());
    if (auto fault = nameFault(settings.forwards, "--forward"_L1); !fault.isEmpty())
        return fault;
    return portFault(settings.exposed);
}

// What else would have standard input or output.
QLatin1StringView otherPipe(const AgentOptions &options)
{
    if (options.readsStdin)
        return "--stdin"_L1;
    if (!options.replay.path.isEmpty())
        return "--replay"_L1;
    if (options.verifies)
        return "--verify"_L1;
    return options.capture.isStandardOutput() ? "--pcap -"_L1 : QLatin1StringView();
}

QString agentFault(const AgentOptions &options)
{
    const auto &settings = options.settings;
    const bool hasPipe = !settings.pipedTarget.isEmpty();
    const bool hasStreams = hasPipe || !settings.locals.empty() || !settings.published.empty();
    if (options.trust.protocol == Protocol::Classic && hasStreams)
        return u"--local and --publish need --protocol sealed: classic has no streams"_s;
    if (const auto other = otherPipe(options); hasPipe && !other.isEmpty())
        return u"--local - and %1 do not go together"_s.arg(other);
    if (auto fault = nameFault(settings.published, "--publish"_L1); !fault.isEmpty())
        return fault;
    return portFault(settings.locals);
}

std::expected<void, QString> unless(QString fault)
{
    if (!fault.isEmpty())
        return std::unexpected(std::move(fault));
    return {};
}

} // namespace

std::vector<Option> streamTable(ServerOptions &options)
{
    auto &settings = options.settings;
    constexpr auto list = Option::Kind::List;
    return {
        {group, "forward"_L1, "NAME=HOST:PORT"_L1, {},
            "A service that agents may reach by this name, where authorized_agents lets them: "
            "docs/forwarding.md. Also NAME=unix:/PATH; NAME=proxy+HOST:PORT sends it a PROXY "
            "protocol v2 header first, with the agent's address and name."_L1,
            intoList(settings.forwards, parseNamedService), list},
        {group, "expose"_L1, "[ADDRESS:]PORT=NAME@AGENT"_L1, {},
            "A port that leads to what this agent publishes by this name. On 127.0.0.1 unless "
            "there is an address."_L1,
            intoList(settings.exposed, parseExposed), list},
        {group, "forward-to-anyone"_L1, {}, "false"_L1,
            "With --agents anyone: strangers too may reach what is forwarded."_L1,
            into(options.trust.isForwardedToAnyone, parseFlag), Option::Kind::Flag},
    };
}

std::vector<Option> streamTable(AgentSettings &settings)
{
    constexpr auto list = Option::Kind::List;
    return {
        {group, "local"_L1, "[ADDRESS:]PORT=NAME[@AGENT]"_L1, {},
            "A port that leads to the server's service NAME, or to what another agent publishes: "
            "docs/forwarding.md. On 127.0.0.1 unless there is an address. -=NAME: standard input "
            "and output lead there, once."_L1,
            intoLocals(settings), list},
        {group, "publish"_L1, "NAME=HOST:PORT"_L1, {},
            "A service that others may reach through the server by this name. Also "
            "NAME=unix:/PATH."_L1,
            intoList(settings.published, parsePublished), list},
    };
}

std::expected<void, QString> settleStreams(const ServerOptions &options)
{
    return unless(serverFault(options));
}

std::expected<void, QString> settleStreams(const AgentOptions &options)
{
    return unless(agentFault(options));
}

} // namespace sealcord
