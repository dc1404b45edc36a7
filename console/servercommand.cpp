// SPDX-License-Identifier: MIT
#include "console/servercommand.h"

#include "console/control/servercontrol.h"
#include "console/recording.h"
#include "core/app/log/log.h"
#include "core/app/log/qtmessages.h"
#include "core/app/process/process.h"
#include "core/app/process/signals.h"
#include "core/app/settings/serveroptions.h"
#include "core/app/startup.h"
#include "core/app/trust/credentials.h"
#include "core/net/server/server.h"
#include "core/text/systemtext.h"

#include <QCoreApplication>
#include <QObject>
#include <QProcessEnvironment>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

void logStart(Log &log, const Server &server, const ServerSettings &settings)
{
    const auto address = server.address();
    log.write(LogLevel::Info, "server-started", u"Server started on "_s + address,
        {{"address", address.toStdString()}});
    if (const auto why = server.shortage(); !why.isEmpty())
        log.write(LogLevel::Warn, "fewer-workers",
            u"Only %1 of %2 worker threads run: %3"_s.arg(server.workers())
                .arg(settings.workers)
                .arg(why),
            {{"workers", static_cast<qint64>(server.workers())}});
    log.write(LogLevel::Info, "limits",
        u"At most %1 connections at once, %2 of them in the handshake"_s
            .arg(settings.admission.maxConnections)
            .arg(settings.admission.maxPending),
        {{"max-connections", static_cast<qint64>(settings.admission.maxConnections)},
            {"max-pending", static_cast<qint64>(settings.admission.maxPending)}});
    if (settings.protocol != Protocol::Sealed && !settings.address.isLoopback())
        log.write(LogLevel::Warn, "not-authenticated",
            u"The classic protocol, which is taken too, encrypts but authenticates nobody: whoever "
            "can reach "_s
                + address + u" can connect, and whoever sits in between can read along"_s);
}

void readAgain(AgentGate *gate, Log &log)
{
    log.write(LogLevel::Info, "reloading",
        gate ? u"Reading the authorised agents again"_s
             : u"Nothing to read again: the classic protocol does not tell agents apart"_s);
    if (gate)
        gate->reload();
}

} // namespace

int runServer(const QStringList &arguments)
{
    const auto environment = variablesOfProcess();
    const auto options = parseServerOptions(arguments, environment);
    if (const auto code = answerInstead(options))
        return *code;

    const bool isProtected = forbidDumps(environment);
    auto settings = options->settings;
    settings.admission = options->admission(raiseDescriptorLimit());

    const auto credentials = openCredentials(options->trust, environment);
    if (!credentials)
        return unusable(credentials.error());
    settings.protocol = options->trust.protocol;
    credentials->giveTo(settings);

    Log log(Role::Server, options->log);
    Recording recording(*options, Role::Server, settings.protocol, log);
    if (const auto code = refused(recording))
        return *code;
    const QtMessages qtMessages(log);
    if (const auto code = logBeginning(log, settings.aead, options->warnings, isProtected))
        return *code;

    tellLog(*credentials, options->trust, log);
    EchoService echo;
    ServerControl control(options->control, settings, recording.tap(), log);
    Server server(settings, echo, control.tap());
    auto *const gate = credentials->gate.get();
    if (gate) {
        QObject::connect(gate, &AgentGate::changed, &server, &Server::judgeAgain);
        gate->start();
    }
    const Signals signals(Hangup::Reloads);
    QObject::connect(&signals, &Signals::reloadRequested, &server, [&] { readAgain(gate, log); });
    QObject::connect(
        &signals, &Signals::dumpRequested, &server, [&recording] { recording.writeFlight(); });
    QObject::connect(&signals, &Signals::stopRequested, &server, [&] {
        log.write(LogLevel::Info, "server-stopping", u"Stopping: answering what has arrived"_s);
        server.stop();
    });
    QObject::connect(&server, &Server::started, &server, [&] {
        logStart(log, server, settings);
        recording.addEvent(EventKind::Started, EventLevel::Info, server.address());
        if (!control.begin(server, environment))
            QCoreApplication::exit(1);
    });
    QObject::connect(&server, &Server::startFailed, &server, [&] {
        log.write(LogLevel::Error, "start-failed", server.errorString());
        recording.addEvent(EventKind::StartFailed, EventLevel::Error, server.errorString());
        QCoreApplication::exit(1);
    });
    QObject::connect(&server, &Server::stopped, &server, [&recording] {
        recording.addEvent(EventKind::Stopped, EventLevel::Info);
        QCoreApplication::exit(0);
    });
    server.start();
    return QCoreApplication::exec();
}

} // namespace sealcord
