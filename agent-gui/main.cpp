// SPDX-License-Identifier: MIT
#include "agent-gui/agentwindow.h"
#include "agent-gui/servercodes.h"
#include "core/app/startup.h"
#include "core/app/trust/comparisonlog.h"
#include "core/text/systemtext.h"
#include "widgets/window/windowprogram.h"

#include <QProcessEnvironment>
#include <QString>

using namespace Qt::StringLiterals;
using namespace sealcord;

int main(int argc, char *argv[])
{
    prepareWindowProcess();
    auto options = parseAgentWindowOptions(argumentsOf(argc, argv), variablesOfProcess());
    if (const auto code = answerInstead(options))
        return *code;
    const auto &agent = options->agent;
    return runWindow(argc, argv,
        {u"agent"_s, Role::Agent, agent.log, agent.settings.aead, options->window,
            options->warnings},
        [&options](Log &log) {
            auto window = std::make_unique<AgentWindow>(*options, &log);
            const auto &codes = window->codes();
            QObject::connect(&codes, &ServerCodes::changed, &codes,
                [&codes, &log](const ConnectionName &connection) {
                    logComparison(log, Role::Agent, connection, codes.find(connection.id)->state());
                });
            return window;
        });
}
