// SPDX-License-Identifier: MIT
// bench_window [SCENARIO...]: how quick the server's window stays, and what it costs the server.
// bench_window agent PORT RATE SECONDS AGENTS MESSAGE: the load, which it starts itself.
#include "core/app/process/process.h"
#include "core/text/systemtext.h"
#include "tests/benchmarks/window/agents.h"
#include "tests/benchmarks/window/scenarios.h"
#include "widgets/window/windowprogram.h"

#include <QApplication>
#include <QSettings>
#include <QString>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace sealcord;

int main(int argc, char *argv[])
{
    returnLargeBuffers();
    std::signal(SIGPIPE, SIG_IGN);
    const auto arguments = argumentsOf(argc, argv);
    if (arguments.value(0) == "agent"_L1) {
        const QCoreApplication application(argc, argv);
        return runAgents(orderFrom(arguments));
    }
    for (const auto &name : arguments) {
        if (!scenarioNames().contains(name)) {
            std::fprintf(stderr, "bench_window: no scenario is called %s; there are %s\n",
                qPrintable(name), qPrintable(scenarioNames().join(u", "_s)));
            return 2;
        }
    }

    // As a first start finds it, and nothing of it stays.
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    const QApplication application(argc, argv);
    const WindowLook look({}, u"server"_s);
    constexpr int runs = 7;
    runScenarios(arguments, runs);
    return 0;
}
