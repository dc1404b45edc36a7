// SPDX-License-Identifier: MIT
#include "console/agentcommand.h"

#include "console/forwardconversation.h"
#include "console/helloconversation.h"
#include "console/pipeconversation.h"
#include "console/recording.h"
#include "console/replayconversation.h"
#include "console/verifyconversation.h"
#include "core/app/log/log.h"
#include "core/app/log/qtmessages.h"
#include "core/app/options/agentoptions.h"
#include "core/app/process/process.h"
#include "core/app/process/signals.h"
#include "core/app/process/terminalquestion.h"
#include "core/app/startup.h"
#include "core/app/trust/credentials.h"
#include "core/text/systemtext.h"

#include <QCoreApplication>
#include <QObject>
#include <QProcessEnvironment>

#include <expected>
#include <memory>
#include <optional>

namespace sealcord {

using namespace Qt::StringLiterals;

static std::unique_ptr<Conversation> makeConversation(Agent &agent, const AgentOptions &options,
    Log &log, ServerJudge *judge, std::optional<Replay> &replay)
{
    if (options.verifies)
        return std::make_unique<VerifyConversation>(agent, options, log, *judge);
    if (replay)
        return std::make_unique<ReplayConversation>(agent, options, log, *replay);
    if (options.settings.hasStreams())
        return std::make_unique<ForwardConversation>(agent, options, log);
    if (options.readsStdin)
        return std::make_unique<PipeConversation>(agent, options, log);
    return std::make_unique<HelloConversation>(agent, options, log);
}

// From the first attempt to the agent's end. Afterwards the signals do again what they did before.
static ExitCode converse(const AgentOptions &options, Log &log, Recording &recording,
    ServerJudge *judge, std::optional<Replay> &replay)
{
    Agent agent(options.settings, recording.tap());
    if (const auto listening = agent.streams().listen(); !listening) {
        log.write(LogLevel::Error, "start-failed", listening.error());
        return ExitCode::NotConnected;
    }
    for (const auto &local : agent.streams().locals())
        log.write(LogLevel::Info, "local-port",
            u"Listening on "_s + local.address + u" for "_s + local.target,
            {{"address", local.address.toStdString()}, {"target", local.target.toStdString()}});
    const auto conversation = makeConversation(agent, options, log, judge, replay);
    const Signals signals;
    QObject::connect(
        &signals, &Signals::stopRequested, conversation.get(), &Conversation::interrupt);
    QObject::connect(
        &signals, &Signals::dumpRequested, &agent, [&recording] { recording.writeFlight(); });
    QObject::connect(
        conversation.get(), &Conversation::over, &agent, [] { QCoreApplication::exit(0); });
    agent.start();
    QCoreApplication::exec();
    return conversation->exitCode();
}

// Where the server's key is not known it is asked for or told, and the connection is long over.
static bool isTrustedNow(ServerJudge &judge)
{
    const auto &settings = judge.settings();
    const auto refused = judge.refused();
    if (!refused || refused->changed)
        return false; // something else ended it, and that was told
    if (settings.mode != TrustMode::Ask || !hasTerminal()) {
        printError(unknownServerText(settings.place, refused->key));
        return false;
    }
    if (!isAnsweredYes(firstContactQuestion(settings.place, refused->key)))
        return false;
    judge.trust(refused->key);
    return true;
}

// None: nothing is to be replayed.
static std::expected<std::optional<Replay>, QString> openReplay(const AgentOptions &options)
{
    if (options.replay.path.isEmpty())
        return std::nullopt;
    return Replay::open(options);
}

int runAgent(const QStringList &arguments)
{
    const auto environment = variablesOfProcess();
    auto options = parseAgentOptions(arguments, environment);
    if (const auto code = answerInstead(options))
        return *code;

    if (options->verifies && !hasTerminal()) {
        printError(u"sealcord agent: --verify asks a person, and there is no terminal"_s);
        return UsageError::exitCode;
    }
    auto replay = openReplay(*options);
    if (!replay) {
        printError(u"sealcord agent: "_s + replay.error());
        return UsageError::exitCode;
    }

    auto &settings = options->settings;
    const auto place = Place::of(settings.host, settings.port);
    settings.protocol = options->trust.protocol;
    const auto credentials = openCredentials(options->trust, environment, place,
        hasTerminal() ? TrustMode::Ask : TrustMode::Strict, Wording::English);
    if (!credentials) {
        printError(credentials.error().text);
        return static_cast<int>(
            credentials.error().isRefusal ? ExitCode::NotTrusted : ExitCode::Usage);
    }
    credentials->giveTo(settings);

    const bool isProtected = forbidDumps(environment);
    Log log(Role::Agent, options->log);
    Recording recording(*options, Role::Agent, settings.protocol, log);
    if (const auto code = refused(recording))
        return *code;
    const QtMessages qtMessages(log);
    if (const auto code = logBeginning(log, settings.aead, options->warnings, isProtected))
        return *code;
    for (;;) {
        const auto code = converse(*options, log, recording, credentials->judge.get(), *replay);
        if (code != ExitCode::NotTrusted || !credentials->judge
            || !isTrustedNow(*credentials->judge))
            return static_cast<int>(code);
    }
}

} // namespace sealcord
