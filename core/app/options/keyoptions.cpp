// SPDX-License-Identifier: MIT
#include "core/app/options/keyoptions.h"

#include "core/app/options/programs.h"
#include "core/app/options/trustoptions.h"
#include "core/app/settings/settings.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Action = KeyOptions::Action;

Value<Action> parseAction(QStringView text)
{
    return parseChoice<Action>(text,
        {{"show"_L1, Action::Show}, {"fingerprint"_L1, Action::Fingerprint},
            {"new"_L1, Action::New}, {"psk"_L1, Action::Psk}});
}

Value<TrustFile> parseWhose(QStringView text)
{
    return parseChoice<TrustFile>(
        text, {{"server"_L1, TrustFile::ServerKey}, {"agent"_L1, TrustFile::AgentKey}});
}

// The words before the first option: what to do, and with what.
QStringList wordsOf(const QStringList &arguments)
{
    QStringList words;
    for (const auto &argument : arguments) {
        if (argument.startsWith(u'-'))
            break;
        words += argument;
    }
    return words;
}

std::expected<void, ValueError> readWords(const QStringList &words, KeyOptions &options)
{
    if (words.isEmpty())
        return std::unexpected(ValueError{u"an action is missing: show, fingerprint, new, psk"_s});
    const auto action = parseAction(words[0]);
    if (!action)
        return std::unexpected(action.error());
    options.action = *action;
    const bool isPsk = options.action == Action::Psk;
    if (words.size() > 2)
        return std::unexpected(valueError(words[2], u"is unexpected"_s));
    if (isPsk && (words.size() < 2 || words[1].isEmpty()))
        return std::unexpected(ValueError{u"psk needs the FILE that is to be made"_s});
    if (isPsk) {
        options.pskPath = words[1];
    } else if (words.size() == 2) {
        const auto whose = parseWhose(words[1]);
        if (!whose)
            return std::unexpected(whose.error());
        options.whose = *whose;
    }
    return {};
}

} // namespace

Program keyProgram(KeyOptions &options)
{
    Program program{"key"_L1,
        "show|fingerprint|new [server|agent] [OPTION]...\n"
        "       sealcord key psk FILE [OPTION]..."_L1,
        "Shows the public key of the server (or the agent) on this machine, its fingerprint, or "
        "makes a new key; psk makes a pre-shared key for a server and its agents. What is secret "
        "is never printed, and a file that is there never written over."_L1,
        "Examples:\n"
        "  sealcord key fingerprint\n"
        "  sealcord agent --server-key \"$(ssh lab sealcord key show)\" lab:1337\n"
        "  sealcord key new agent --identity pump-3.key\n"
        "\n"
        "Exit status: 0 done, 1 where that could not be written out, 2 for a wrong\n"
        "setting and a file that cannot be used.\n"_L1,
        {}};
    program.sharedSection = options.whose == TrustFile::AgentKey ? "agent"_L1 : "server"_L1;
    program.options = {{"Key"_L1, "identity"_L1, "FILE"_L1, "auto"_L1,
        "Where the key is. auto: server.key, or agent.key, in the state folder."_L1,
        into(options.identity, parsePathOrAuto)}};
    program.requests = {{"On the command line alone"_L1, "json"_L1, {}, {}, "Answer in JSON."_L1,
        into(options.isJson, parseFlag), Option::Kind::Flag}};
    return program;
}

std::expected<KeyOptions, UsageError> parseKeyOptions(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    KeyOptions options;
    const auto words = wordsOf(arguments);
    const auto understood = readWords(words, options);
    const auto program = keyProgram(options);
    auto read = readInto(options, program, arguments.sliced(words.size()), environment);
    if (!read)
        return std::unexpected(std::move(read.error()));
    if (!understood && !options.answer)
        return std::unexpected(usageError(program, understood.error().text));
    return options;
}

} // namespace sealcord
