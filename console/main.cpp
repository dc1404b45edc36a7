// SPDX-License-Identifier: MIT
#include "console/agentcommand.h"
#include "console/bench/benchcommand.h"
#include "console/control/controlcommand.h"
#include "console/recording/diffcommand.h"
#include "console/recording/exportcommand.h"
#include "console/recording/showcommand.h"
#include "console/servercommand.h"
#include "console/top/topcommand.h"
#include "console/trust/agentscommand.h"
#include "console/trust/keycommand.h"
#include "core/app/process/plainlines.h"
#include "core/app/process/process.h"
#include "core/app/process/version.h"
#include "core/app/settings/usageerror.h"
#include "core/text/systemtext.h"

#include <QCoreApplication>
#include <QString>

#include <csignal>
#include <memory>
#include <string_view>

#ifdef Q_OS_LINUX
#include "core/net/loop/epolleventdispatcher.h"
#endif

using namespace Qt::StringLiterals;

static constexpr auto helpText = R"(Encrypted TCP without certificates, seen from both ends.

Usage:
  sealcord server [OPTION]...              run a server that echoes and forwards
  sealcord agent [OPTION]... [HOST:PORT]   connect to a server, talk, forward
  sealcord bench [OPTION]... [HOST:PORT]   measure what a server can do
  sealcord ctl [OPTION]... COMMAND         ask a server that runs here
  sealcord top [OPTION]...                 watch who is connected to one
  sealcord key ACTION [OPTION]...          show or make the key of a program
  sealcord agents ACTION [OPTION]...       who may talk to the server here
  sealcord show [OPTION]... FILE           print a recording
  sealcord export [OPTION]... FILE         turn one into what other tools read
  sealcord diff A B                        compare two
  sealcord COMMAND --help                  what a command can do
  sealcord --version                       this version, and the libraries

Try it in two terminals:
  sealcord server --listen 127.0.0.1:1337
  sealcord agent 127.0.0.1:1337

Forwarding carries TCP services, as a web page, a database or ssh, through such
a connection: see --forward and --expose of the server, --local and --publish of
the agent, and docs/forwarding.md.
)"_L1;

static int usageError(const QString &what)
{
    sealcord::printError(u"sealcord: "_s + what + u". Try 'sealcord --help'."_s);
    return sealcord::UsageError::exitCode;
}

// An agent's streams are on its main thread, and Qt's own dispatcher looks at all sockets for each
// that has something.
static void useQuickDispatcher([[maybe_unused]] int argc, [[maybe_unused]] char *argv[])
{
#ifdef Q_OS_LINUX
    if (argc < 2 || std::string_view(argv[1]) != "agent")
        return;
    auto dispatcher = std::make_unique<sealcord::EpollEventDispatcher>();
    if (dispatcher->isOpen())
        QCoreApplication::setEventDispatcher(dispatcher.release());
#endif
}

int main(int argc, char *argv[])
{
    sealcord::openStandardStreams();
    sealcord::returnLargeBuffers();
    // A reader that has gone away is an error of the write, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);

    useQuickDispatcher(argc, argv);
    const QCoreApplication application(argc, argv);
    const auto arguments = sealcord::argumentsOf(argc, argv);
    if (arguments.isEmpty())
        return usageError(u"a command is missing"_s);

    const auto &command = arguments.first();
    if (command == "server"_L1)
        return sealcord::runServer(arguments.mid(1));
    if (command == "agent"_L1)
        return sealcord::runAgent(arguments.mid(1));
    if (command == "bench"_L1)
        return sealcord::runBench(arguments.mid(1));
    if (command == "ctl"_L1)
        return sealcord::runControl(arguments.mid(1));
    if (command == "top"_L1)
        return sealcord::runTop(arguments.mid(1));
    if (command == "key"_L1)
        return sealcord::runKey(arguments.mid(1));
    if (command == "agents"_L1)
        return sealcord::runAgents(arguments.mid(1));
    if (command == "show"_L1)
        return sealcord::runShow(arguments.mid(1));
    if (command == "export"_L1)
        return sealcord::runExport(arguments.mid(1));
    if (command == "diff"_L1)
        return sealcord::runDiff(arguments.mid(1));
    if (command == "--help"_L1 || command == "-h"_L1)
        return sealcord::answer(helpText);
    if (command == "--version"_L1)
        return sealcord::answer(sealcord::versionText());
    return usageError(u"there is no command '"_s + command + u'\'');
}
