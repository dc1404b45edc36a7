// SPDX-License-Identifier: MIT
#include "core/app/process/process.h"
#include "core/app/startup.h"
#include "core/app/trust/comparisonlog.h"
#include "core/app/trust/credentials.h"
#include "core/text/systemtext.h"
#include "server-gui/attachedwindow.h"
#include "server-gui/serverwindow.h"
#include "widgets/window/windowprogram.h"

#include <QProcessEnvironment>
#include <QString>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace sealcord;

// The gate looks at its files on a thread of its own, where no window waits for a disk.
// That ends with the window, before the log does.
static void watch(AgentGate &gate, QThread &thread, ServerWindow &window)
{
    gate.moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, &gate, &AgentGate::start);
    QObject::connect(&thread, &QThread::finished, &gate, &AgentGate::stop, Qt::DirectConnection);
    QObject::connect(
        &gate, &AgentGate::changed, &window.server(), &OwnServer::judgeAgain, Qt::QueuedConnection);
    QObject::connect(&window, &QObject::destroyed, &thread, [&thread] {
        thread.quit();
        thread.wait();
    });
    thread.start();
}

int main(int argc, char *argv[])
{
    prepareWindowProcess();
    const auto environment = variablesOfProcess();
    auto options = parseServerWindowOptions(argumentsOf(argc, argv), environment);
    if (const auto code = answerInstead(options))
        return *code;
    auto &server = options->server;
    const WindowProgram program{u"server"_s, Role::Server, server.log, server.settings.aead,
        options->window, options->warnings};
    if (!program.window.recording.isEmpty()) // which needs no keys
        return runWindow(argc, argv, program, nullptr);
    if (options->attach)
        return runWindow(argc, argv, program, [&](Log &log) {
            return std::make_unique<AttachedWindow>(pathOf(*options->attach, environment), &log);
        });
    server.settings.admission = server.admission(raiseDescriptorLimit());
    const auto credentials = openCredentials(server.trust, environment);
    if (!credentials)
        return unusable(credentials.error());
    server.settings.protocol = server.trust.protocol;
    credentials->giveTo(server.settings);

    QThread watching;
    return runWindow(argc, argv, program, [&](Log &log) {
        auto window = std::make_unique<ServerWindow>(*options, &log, credentials->gate.get());
        tellLog(*credentials, server.trust, log);
        if (const auto *comparisons = window->comparisons())
            tellLog(*comparisons, log);
        if (credentials->gate)
            watch(*credentials->gate, watching, *window);
        return window;
    });
}
