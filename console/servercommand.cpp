// SPDX-License-Identifier: MIT
#include "console/servercommand.h"

#include "console/askedrecording.h"
#include "console/control/connectioncommands.h"
#include "console/control/servercontrol.h"
#include "console/control/servicecommands.h"
#include "console/control/streamcommands.h"
#include "console/control/trustcommands.h"
#include "console/recording.h"
#include "core/app/hooks/hookrunner.h"
#include "core/app/hooks/hooktap.h"
#include "core/app/log/log.h"
#include "core/app/log/qtmessages.h"
#include "core/app/options/serveroptions.h"
#include "core/app/process/process.h"
#include "core/app/process/signals.h"
#include "core/app/recordinghead.h"
#include "core/app/startup.h"
#include "core/app/trust/comparisonlog.h"
#include "core/app/trust/comparisons.h"
#include "core/app/trust/credentials.h"
#include "core/net/server/server.h"
#include "core/net/tap/teetap.h"
#include "core/text/systemtext.h"

#include <QCoreApplication>
#include <QObject>
#include <QProcessEnvironment>
#include <QTimer>

#include <chrono>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr auto silenceInterval = std::chrono::milliseconds(250);

void logStreams(Log &log, const Server &server, const ServerSettings &settings)
{
    for (const auto &[name, address] : settings.forwards)
        log.write(LogLevel::Info, "forwarding",
            u"Forwarding "_s + name + u" to "_s + address.toString(),
            {{"target", name.toStdString()}, {"address", address.toString().toStdString()}});
    const auto addresses = server.exposedAddresses();
    for (std::size_t i = 0; i < addresses.size(); ++i)
        log.write(LogLevel::Info, "local-port",
            u"Listening on "_s + addresses[i] + u" for "_s + settings.exposed[i].target,
            {{"address", addresses[i].toStdString()},
                {"target", settings.exposed[i].target.toStdString()}});
}

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
    logStreams(log, server, settings);
}

/// A server, and all that a person, a signal or a program can do to it. For the main thread.
class RunningServer
{
public:
    /// All of them outlive it.
    RunningServer(const ServerOptions &options, const ServerSettings &settings, AgentGate *gate,
        Comparisons *comparisons, Recording &recording, Log &log);

    /// Returns the code to leave with.
    [[nodiscard]] int run(const QProcessEnvironment &environment);

private:
    [[nodiscard]] Tap &watched(Tap &tap);
    void obeySignals();
    void hearOfServer(const QProcessEnvironment &environment);
    void begin(const QProcessEnvironment &environment);
    void fail();

    const ServerSettings &m_settings;
    AgentGate *m_gate;
    Comparisons *m_comparisons;
    Recording &m_recording;
    Log &m_log;
    HookRunner m_hookRunner;
    HookTap m_hooks;
    TeeTap m_tee; // to the recording with the log, and the hooks
    std::optional<TeeTap> m_codes; // to that, and the comparisons of codes
    QTimer m_silence; // looks for it
    EchoService m_echo;
    ServerControl m_control;
    AskedRecording m_asked;
    Server m_server;
    Signals m_signals{Hangup::Reloads};
};

RunningServer::RunningServer(const ServerOptions &options, const ServerSettings &settings,
    AgentGate *gate, Comparisons *comparisons, Recording &recording, Log &log)
    : m_settings(settings)
    , m_gate(gate)
    , m_comparisons(comparisons)
    , m_recording(recording)
    , m_log(log)
    , m_hookRunner(options.hooks, log)
    , m_hooks(options.hooks,
          [this](
              HookEvent event, std::string record) { m_hookRunner.add(event, std::move(record)); })
    , m_tee(recording.tap(), m_hooks)
    , m_control(options.control, recordingHead(Role::Server, settings.protocol, false),
          watched(options.hooks.isAsked() ? m_tee : recording.tap()), log)
    , m_asked(settings.protocol, m_control.taps(), m_control.census(), log)
    , m_server(settings, m_echo, m_control.tap())
{
    if (gate) {
        QObject::connect(gate, &AgentGate::changed, &m_server, &Server::judgeAgain);
        gate->start();
    }
    QObject::connect(&m_silence, &QTimer::timeout, &m_server,
        [this] { m_hooks.lookForSilence(HookTap::Clock::now()); });
    if (m_hooks.interest() != TapInterest::Lives)
        m_silence.start(silenceInterval);
    QObject::connect(
        &m_hookRunner, &HookRunner::finished, &m_server, [] { QCoreApplication::exit(0); });
}

// Tells \a tap, and the comparisons of codes where there can be any.
Tap &RunningServer::watched(Tap &tap)
{
    return m_comparisons ? m_codes.emplace(tap, *m_comparisons) : tap;
}

int RunningServer::run(const QProcessEnvironment &environment)
{
    obeySignals();
    hearOfServer(environment);
    m_server.start();
    return QCoreApplication::exec();
}

void RunningServer::obeySignals()
{
    QObject::connect(&m_signals, &Signals::reloadRequested, &m_server,
        [this] { std::ignore = readAgain(m_gate, m_log); });
    QObject::connect(
        &m_signals, &Signals::dumpRequested, &m_server, [this] { m_recording.writeFlight(); });
    QObject::connect(&m_signals, &Signals::stopRequested, &m_server, [this] {
        m_log.write(LogLevel::Info, "server-stopping", u"Stopping: answering what has arrived"_s);
        m_server.stop();
    });
}

void RunningServer::hearOfServer(const QProcessEnvironment &environment)
{
    QObject::connect(
        &m_server, &Server::started, &m_server, [this, environment] { begin(environment); });
    QObject::connect(&m_server, &Server::startFailed, &m_server, [this] { fail(); });
    QObject::connect(&m_server, &Server::stopped, &m_server, [this] {
        m_recording.addEvent(EventKind::Stopped, EventLevel::Info);
        m_hookRunner.finish();
    });
}

void RunningServer::begin(const QProcessEnvironment &environment)
{
    logStart(m_log, m_server, m_settings);
    m_recording.addEvent(EventKind::Started, EventLevel::Info, m_server.address());
    addServiceCommands(m_control.commands(),
        {.server = m_server,
            .settings = m_settings,
            .census = m_control.census(),
            .gate = m_gate,
            .writeFlight = [this] { return m_recording.writeFlight(); },
            .startRecording = [this](const QString &path) { return m_asked.start(path, m_server); },
            .stopRecording = [this] { return m_asked.stop(); },
            .log = m_log});
    addConnectionCommands(m_control.commands(), m_server, m_control.census(), m_control.streams(),
        m_settings.connection.maxMessageLength);
    addStreamCommands(m_control.commands(), m_server, m_settings, m_control.streams());
    addTrustCommands(m_control.commands(), m_server, m_control.census(), m_gate, m_comparisons);
    if (!m_control.begin(m_server, environment))
        QCoreApplication::exit(1);
}

void RunningServer::fail()
{
    m_log.write(LogLevel::Error, "start-failed", m_server.errorString());
    m_recording.addEvent(EventKind::StartFailed, EventLevel::Error, m_server.errorString());
    QCoreApplication::exit(1);
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
    std::optional<Comparisons> comparisons;
    if (credentials->gate)
        settings.trust = &comparisons.emplace(*credentials->gate);

    Log log(Role::Server, options->log);
    Recording recording(*options, Role::Server, settings.protocol, log);
    if (const auto code = refused(recording))
        return *code;
    const QtMessages qtMessages(log);
    if (const auto code = logBeginning(log, settings.aead, options->warnings, isProtected))
        return *code;

    tellLog(*credentials, options->trust, log);
    if (comparisons)
        tellLog(*comparisons, log);
    return RunningServer(*options, settings, credentials->gate.get(),
        comparisons ? &*comparisons : nullptr, recording, log)
        .run(environment);
}

} // namespace sealcord
