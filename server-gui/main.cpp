// SPDX-License-Identifier: MIT
#include "core/app/log.h"
#include "core/app/process.h"
#include "core/app/qtmessages.h"
#include "core/app/signals.h"
#include "core/app/startup.h"
#include "server-gui/serverwindow.h"
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
    auto options = parseServerWindowOptions(argumentsOf(argc, argv), environment);
    if (const auto code = answerInstead(options))
        return *code;
    if (const auto why = whyNoDisplay(environment)) {
        printError(u"sealcord-server-gui: "_s + *why);
        return 1;
    }

    const bool isProtected = forbidDumps(environment);
    options->server.settings.admission = options->server.admission(raiseDescriptorLimit());
    const QApplication application(argc, argv);
    const WindowLook look(options->window, u"server"_s);
    Log log(LogRole::Server, options->server.log);
    const QtMessages qtMessages(log);
    logBeginning(log, options->server.settings.aead, options->warnings, isProtected);

    ServerWindow window(*options, &log);
    const Signals signals;
    QObject::connect(&signals, &Signals::stopRequested, &window, &ServerWindow::quitGracefully);
    window.show();
    return QApplication::exec();
}
