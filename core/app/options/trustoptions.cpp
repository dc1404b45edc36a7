// SPDX-License-Identifier: MIT
#include "core/app/options/trustoptions.h"

#include "core/trust/keyword.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr auto group = "Trust"_L1;
constexpr qsizetype longestName = 64; // bytes: docs/protocols/sealed.md

Value<Protocol> parseAgentProtocol(QStringView text)
{
    return parseChoice<Protocol>(
        text, {{"sealed"_L1, Protocol::Sealed}, {"classic"_L1, Protocol::Classic}});
}

Value<Protocol> parseServerProtocol(QStringView text)
{
    return parseChoice<Protocol>(text,
        {{"both"_L1, Protocol::None}, {"sealed"_L1, Protocol::Sealed},
            {"classic"_L1, Protocol::Classic}});
}

Value<std::optional<TrustMode>> parseTrust(QStringView text)
{
    return parseChoice<std::optional<TrustMode>>(text,
        {{"auto"_L1, {}}, {"strict"_L1, TrustMode::Strict}, {"ask"_L1, TrustMode::Ask},
            {"accept-new"_L1, TrustMode::AcceptNew}});
}

Value<AgentPolicy> parseAgents(QStringView text)
{
    return parseChoice<AgentPolicy>(text,
        {{"anyone"_L1, AgentPolicy::Anyone}, {"ask"_L1, AgentPolicy::Ask},
            {"authorized"_L1, AgentPolicy::Authorized}});
}

// An empty path is an error, not the default: it is most likely a variable of a script that was not
// set, and a server that silently goes without its pre-shared key would be found out late.
Value<std::optional<QString>> parsePathUnless(QLatin1StringView word, QStringView text)
{
    if (text == word)
        return std::nullopt;
    auto path = parseText(text);
    if (!path)
        return std::unexpected(std::move(path.error()));
    return *std::move(path);
}

Value<std::optional<QString>> parsePathOrNone(QStringView text)
{
    return parsePathUnless("none"_L1, text);
}

Value<std::optional<X25519KeyPair::PublicKey>> parseServerKey(QStringView text)
{
    if (text.trimmed() == "none"_L1)
        return std::nullopt;
    auto key = parseKeyWord(text.trimmed());
    if (!key)
        return std::unexpected(std::move(key.error()));
    return *key;
}

Value<QString> parseName(QStringView text)
{
    const auto length = text.toUtf8().size();
    if (length > longestName) {
        return std::unexpected(
            valueError(text, u"has %1 bytes, more than %2"_s.arg(length).arg(longestName)));
    }
    return text.toString();
}

Option pskOption(std::optional<QString> &path)
{
    return {group, "psk-file"_L1, "FILE"_L1, "none"_L1,
        "A key that server and agents have beforehand, as 'sealcord key psk' makes it."_L1,
        into(path, parsePathOrNone)};
}

Option nameOption(QString &name, QLatin1StringView help)
{
    return {group, "name"_L1, "NAME"_L1, {}, help, into(name, parseName)};
}

} // namespace

std::vector<Option> agentTrustTable(AgentTrustOptions &options)
{
    return {
        {group, "protocol"_L1, "PROTOCOL"_L1, "sealed"_L1,
            "sealed, which tells who the server is, or classic, which authenticates nobody."_L1,
            into(options.protocol, parseAgentProtocol)},
        {group, "identity"_L1, "FILE"_L1, "auto"_L1,
            "The agent's key, made at the first start. auto: agent.key in the state folder."_L1,
            into(options.identity, parsePathOrAuto)},
        {group, "known-servers"_L1, "FILE"_L1, "auto"_L1,
            "The servers it knows. auto: known_servers in the configuration folder."_L1,
            into(options.knownServers, parsePathOrAuto)},
        {group, "trust"_L1, "HOW"_L1, "auto"_L1,
            "With a server that is not known yet: strict refuses it, ask asks, accept-new "
            "remembers it. auto: ask on a terminal and in a window, else strict."_L1,
            into(options.trust, parseTrust)},
        {group, "server-key"_L1, "KEY"_L1, "none"_L1,
            "The only key that is accepted, as 'sealcord key show' prints it on the server. What "
            "servers are known does not count then."_L1,
            into(options.serverKey, parseServerKey)},
        pskOption(options.pskFile),
        nameOption(options.name,
            "What the agent calls itself towards a server that it trusts. Nobody checks it."_L1),
    };
}

std::vector<Option> serverTrustTable(ServerTrustOptions &options)
{
    return {
        {group, "protocol"_L1, "PROTOCOL"_L1, "both"_L1,
            "sealed, which tells who the agents are, classic, or both on one port."_L1,
            into(options.protocol, parseServerProtocol)},
        {group, "identity"_L1, "FILE"_L1, "auto"_L1,
            "The server's key, made at the first start. auto: server.key in the state folder."_L1,
            into(options.identity, parsePathOrAuto)},
        {group, "agents"_L1, "WHO"_L1, "anyone"_L1,
            "Who is admitted: anyone; authorized: those whose keys are in the file; ask: those, "
            "and the others wait for 'sealcord agents approve'. The last two take sealed "
            "alone."_L1,
            into(options.agents, parseAgents)},
        {group, "authorized-agents"_L1, "FILE"_L1, "auto"_L1,
            "Whose keys are authorised. auto: authorized_agents in the configuration folder."_L1,
            into(options.authorizedAgents, parsePathOrAuto)},
        pskOption(options.pskFile),
        nameOption(
            options.name, "What the server calls itself towards agents that it admitted."_L1),
    };
}

Value<std::optional<QString>> parsePathOrAuto(QStringView text)
{
    return parsePathUnless("auto"_L1, text);
}

std::expected<void, QString> settle(AgentTrustOptions &options)
{
    if (options.protocol == Protocol::Classic && options.pskFile)
        return std::unexpected(u"--psk-file needs --protocol sealed"_s);
    return {};
}

std::expected<void, QString> settle(ServerTrustOptions &options)
{
    if (options.protocol == Protocol::Classic && options.pskFile)
        return std::unexpected(u"--psk-file needs --protocol sealed or both"_s);
    if (allowsClassic(options.agents))
        return {};
    if (options.protocol == Protocol::Classic) {
        return std::unexpected(
            u"--agents %1 needs --protocol sealed: classic cannot tell who an agent is"_s.arg(
                QLatin1StringView(name(options.agents))));
    }
    options.isSealedForAgents = options.protocol == Protocol::None;
    options.protocol = Protocol::Sealed;
    return {};
}

} // namespace sealcord
