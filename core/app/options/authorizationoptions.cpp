// SPDX-License-Identifier: MIT
#include "core/app/options/authorizationoptions.h"

#include "core/app/options/programs.h"
#include "core/app/options/trustoptions.h"
#include "core/app/settings/settings.h"
#include "core/text/names.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Action = AuthorizationOptions::Action;

Value<Action> parseAction(QStringView text)
{
    return parseChoice<Action>(text,
        {{"list"_L1, Action::List}, {"pending"_L1, Action::Pending},
            {"approve"_L1, Action::Approve}, {"allow"_L1, Action::Allow},
            {"refuse"_L1, Action::Refuse}, {"revoke"_L1, Action::Revoke}});
}

Value<std::optional<UtcTime>> parseExpiry(QStringView text)
{
    const auto time = parseUtcTime(text);
    if (!time)
        return std::unexpected(
            valueError(text, u"is no time in UTC: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"_s));
    if (*time <= utcNow())
        return std::unexpected(valueError(text, u"is past"_s));
    return time;
}

// Empty text is an empty list: nothing of that kind.
template <Value<QStringList> (*Parse)(QStringView)>
Value<std::optional<QStringList>> parseAllowed(QStringView text)
{
    if (text.isEmpty())
        return QStringList();
    auto names = Parse(text);
    if (!names)
        return std::unexpected(std::move(names.error()));
    return *std::move(names);
}

std::vector<Option> fileOptions(AuthorizationOptions &options)
{
    constexpr auto group = "Files"_L1;
    return {
        {"Control"_L1, "control"_L1, "PATH"_L1, "auto"_L1,
            "The control socket of the server that is to do it. auto: that of the one that runs "
            "here, where neither file below is given; off: the files, in any case."_L1,
            into(options.control, parseControlChoice)},
        {group, "identity"_L1, "FILE"_L1, "auto"_L1,
            "The server's key: the list of those who wait is beside it. auto: server.key in the "
            "state folder."_L1,
            into(options.identity, parsePathOrAuto)},
        {group, "authorized-agents"_L1, "FILE"_L1, "auto"_L1,
            "Whose keys are authorised. auto: authorized_agents in the configuration folder."_L1,
            into(options.authorizedAgents, parsePathOrAuto)},
    };
}

std::vector<Option> requestOptions(AuthorizationOptions &options)
{
    constexpr auto group = "On the command line alone"_L1;
    return {
        {group, "who"_L1, "WHO"_L1, {},
            "approve: who waits, by key, whole fingerprint, or what it calls itself where that is "
            "one only; or any key, with --name. refuse: who waits, likewise. allow, revoke: an entry, by key, fingerprint or name."_L1,
            into(options.who, parseText), Option::Kind::Positional},
        {group, "name"_L1, "NAME"_L1, {},
            "approve: its name from now on, instead of what it calls itself."_L1,
            into(options.entry.name, parseAgentName)},
        {group, "from"_L1, "RANGES"_L1, {},
            "approve: where it must come from, such as 10.1.0.0/16,2001:db8::/32."_L1,
            into(options.entry.from, parseAddressRanges)},
        {group, "expires"_L1, "DATE"_L1, {},
            "approve: until when, in UTC: 2026-12-24, or 2026-12-24T18:00:00Z."_L1,
            into(options.entry.expires, parseExpiry)},
        {group, "forward"_L1, "TARGETS"_L1, {},
            "approve, allow: what it may reach: services of the server, and of other agents: web,ssh@pump-3."_L1,
            into(options.forward, parseAllowed<parseStreamTargets>)},
        {group, "publish"_L1, "NAMES"_L1, {},
            "approve, allow: which services of its own it may publish: camera,ssh."_L1,
            into(options.publish, parseAllowed<parseServiceNames>)},
        {group, "json"_L1, {}, {}, "Answer in JSON, one object a line for each agent."_L1,
            into(options.isJson, parseFlag), Option::Kind::Flag},
    };
}

// What is wrong with the wishes together; empty: nothing.
QString contradiction(const AuthorizationOptions &options)
{
    const bool takesWho = options.action != Action::List && options.action != Action::Pending;
    if (takesWho && options.who.isEmpty())
        return u"WHO is missing: a key, a fingerprint or a name"_s;
    if (!takesWho && !options.who.isEmpty())
        return valueError(options.who, u"is unexpected"_s).text;
    if (options.action != Action::Approve && options.entry != AuthorizedAgent())
        return u"--name, --from and --expires go with approve"_s;
    const bool isAllowing = options.forward || options.publish;
    if (options.action == Action::Allow && !isAllowing)
        return u"allow needs --forward or --publish"_s;
    if (options.action != Action::Approve && options.action != Action::Allow && isAllowing)
        return u"--forward and --publish go with approve and allow"_s;
    return {};
}

} // namespace

Program authorizationProgram(AuthorizationOptions &options)
{
    Program program{"agents"_L1,
        "list|pending [OPTION]...\n"
        "       sealcord agents approve|allow|refuse|revoke WHO [OPTION]..."_L1,
        "Who may talk to the server on this machine: lists whose keys are authorised and who "
        "waits, lets an agent in, changes what it may reach and publish, refuses one that waits, "
        "and turns one out. allow leaves as it was what it is not told; an empty --forward= or "
        "--publish= takes all of it away. A server that runs notices within a second; who was "
        "turned out and is connected is disconnected."_L1,
        "Examples:\n"
        "  sealcord agents pending\n"
        "  sealcord agents approve SHA256:vWrM... --name pump-3 --from 10.1.0.0/16\n"
        "  sealcord agents allow pump-3 --forward db,page@desk --publish ssh\n"
        "  sealcord agents revoke pump-3\n"
        "\n"
        "Exit status: 0 done, 1 where that could not be written out or the server at\n"
        "--control could not be asked, 2 for a wrong setting, a file that cannot be used,\n"
        "and an agent that is not there or not the only one.\n"_L1,
        fileOptions(options)};
    program.sharedSection = "server"_L1;
    program.requests = requestOptions(options);
    return program;
}

std::expected<AuthorizationOptions, UsageError> parseAuthorizationOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    AuthorizationOptions options;
    const auto program = authorizationProgram(options);
    const bool hasAction = !arguments.isEmpty() && !arguments.first().startsWith(u'-');
    auto read = readInto(options, program, arguments.sliced(hasAction ? 1 : 0), environment);
    if (!read)
        return std::unexpected(std::move(read.error()));
    if (options.answer)
        return options;
    if (!hasAction)
        return std::unexpected(usageError(
            program, u"an action is missing: list, pending, approve, allow, refuse, revoke"_s));
    const auto action = parseAction(arguments.first());
    if (!action)
        return std::unexpected(usageError(program, action.error().text));
    options.action = *action;
    if (const auto fault = contradiction(options); !fault.isEmpty())
        return std::unexpected(usageError(program, fault));
    return options;
}

} // namespace sealcord
