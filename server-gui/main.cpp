// SPDX-License-Identifier: MIT
#include "core/app/process/process.h"
#include "core/app/startup.h"
#include "core/text/systemtext.h"
#include "server-gui/serverwindow.h"
#include "widgets/window/windowprogram.h"

#include <QProcessEnvironment>
#include <QString>

using namespace Qt::StringLiterals;
using namespace sealcord;

int main(int argc, char *argv[])
{
    prepareWindowProcess();
    auto options = parseServerWindowOptions(argumentsOf(argc, argv), variablesOfProcess());
    if (const auto code = answerInstead(options))
        return *code;
    auto &server = options->server;
    server.settings.admission = server.admission(raiseDescriptorLimit());
    return runWindow(argc, argv,
        {u"server"_s, LogRole::Server, server.log, server.settings.aead, options->window,
            options->warnings},
        [&options](Log &log) { return std::make_unique<ServerWindow>(*options, &log); });
}
