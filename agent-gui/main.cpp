// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "core/app/log.h"
#include "core/app/process.h"
#include "core/app/qtmessages.h"
#include "core/app/signals.h"
#include "core/app/startup.h"
#include "widgets/windowprogram.h"

#include <QApplication>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace sealcord;

int main(int argc, char *argv[])
{
    openStandardStreams();
    returnLargeBuffers();
    std::signal(SIGPIPE, SIG_IGN);

    const auto environment = QProcessEnvironment::systemEnvironment();
    auto options = parseAgentWindowOptions(argumentsOf(argc, argv), environment);
    if (const auto code = answerInstead(options))
        return *code;
    if (const auto why = whyNoDisplay(environment)) {
        printError(u"sealcord-agent-gui: "_s + *why);
        return 1;
    }

    const bool isProtected = forbidDumps(environment);
    const QApplication application(argc, argv);
    const WindowLook look(options->window, u"agent"_s);
    Log log(LogRole::Agent, options->agent.log);
    const QtMessages qtMessages(log);
    logBeginning(log, options->agent.settings.aead, options->warnings, isProtected);

    AgentWindow window(*options, &log);
    const Signals signals;
    QObject::connect(&signals, &Signals::stopRequested, &window, &AgentWindow::quitGracefully);
    window.show();
    return QApplication::exec();
}
