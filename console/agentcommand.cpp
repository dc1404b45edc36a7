// SPDX-License-Identifier: MIT
#include "console/agentcommand.h"

#include "console/helloconversation.h"
#include "console/pipeconversation.h"
#include "core/app/log/log.h"
#include "core/app/log/qtmessages.h"
#include "core/app/process/process.h"
#include "core/app/process/signals.h"
#include "core/app/settings/agentoptions.h"
#include "core/app/startup.h"
#include "core/text/systemtext.h"

#include <QCoreApplication>
#include <QObject>
#include <QProcessEnvironment>

#include <memory>

namespace sealcord {

using namespace Qt::StringLiterals;

static std::unique_ptr<Conversation> makeConversation(
    Agent &agent, const AgentOptions &options, Log &log)
{
    if (options.readsStdin)
        return std::make_unique<PipeConversation>(agent, options, log);
    return std::make_unique<HelloConversation>(agent, options, log);
}

int runAgent(const QStringList &arguments)
{
    const auto environment = variablesOfProcess();
    const auto options = parseAgentOptions(arguments, environment);
    if (const auto code = answerInstead(options))
        return *code;

    const bool isProtected = forbidDumps(environment);
    Log log(LogRole::Agent, options->log);
    const QtMessages qtMessages(log);
    if (const auto code = logBeginning(log, options->settings.aead, options->warnings, isProtected))
        return *code;

    Agent agent(options->settings, log);
    const auto conversation = makeConversation(agent, *options, log);
    const Signals signals;
    QObject::connect(
        &signals, &Signals::stopRequested, conversation.get(), &Conversation::interrupt);
    QObject::connect(conversation.get(), &Conversation::over, &agent,
        [&] { QCoreApplication::exit(static_cast<int>(conversation->exitCode())); });
    agent.start();
    return QCoreApplication::exec();
}

} // namespace sealcord
