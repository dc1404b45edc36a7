// SPDX-License-Identifier: MIT
#include "console/bench/benchcommand.h"

#include "console/bench/benchreport.h"
#include "console/bench/benchrun.h"
#include "core/app/process/plainlines.h"
#include "core/app/process/process.h"
#include "core/app/process/signals.h"
#include "core/app/startup.h"
#include "core/net/limits.h"
#include "core/text/systemtext.h"

#include <QCoreApplication>
#include <QObject>
#include <QProcessEnvironment>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

void complain(const QString &what)
{
    printError(u"sealcord bench: "_s + what);
}

// Asks for no more connections than \a descriptors allow, idle ones being the first to go, and for
// no thread without a connection.
void scale(BenchOptions &options, std::size_t descriptors)
{
    constexpr std::size_t perThread = 2;
    options.threads = std::min(options.threads, options.connections);
    const auto reserved = reservedDescriptors + perThread * options.threads;
    const auto most = std::max(descriptors, reserved + 1) - reserved;
    const auto wanted = options.connections + options.idle;
    if (wanted <= most)
        return;
    options.connections = std::min(options.connections, most);
    options.threads = std::min(options.threads, options.connections);
    options.idle = std::min(options.idle, most - options.connections);
    complain(u"the system lets this process open %1 files, so there will be %2 connections "
             "instead of %3"_s.arg(descriptors)
                 .arg(options.connections + options.idle)
                 .arg(wanted));
}

int report(const BenchOptions &options, const BenchResult &result)
{
    const auto code = answer(options.format == BenchFormat::Json ? benchJson(options, result)
                                                                 : benchText(options, result));
    if (!result.failure)
        return code;
    complain(QString::fromStdString(result.failure->text));
    return static_cast<int>(result.failure->code);
}

int measure(
    const BenchOptions &options, const BenchAddress &address, std::optional<ProcessMeter> watched)
{
    BenchRun run(options, address, watched);
    const Signals signals;
    QObject::connect(&signals, &Signals::stopRequested, &run, &BenchRun::stop);
    QObject::connect(&run, &BenchRun::progressed, &run,
        [&](const BenchProgress &progress) { printError(progressLine(options, progress)); });
    QObject::connect(&run, &BenchRun::finished, &run, [] { QCoreApplication::exit(0); });
    run.start();
    QCoreApplication::exec();
    return report(options, run.result());
}

} // namespace

int runBench(const QStringList &arguments)
{
    auto options = parseBenchOptions(arguments, variablesOfProcess());
    if (const auto code = answerInstead(options))
        return *code;
    for (const auto &warning : options->warnings)
        complain(warning);

    std::optional<ProcessMeter> watched;
    if (options->watchedProcess) {
        const auto meter = ProcessMeter::of(static_cast<pid_t>(*options->watchedProcess));
        if (!meter) {
            complain(QString::fromStdString(meter.error()));
            return UsageError::exitCode;
        }
        watched = *meter;
    }
    scale(*options, raiseDescriptorLimit());
    const auto address = findServer(options->server, options->timeout);
    if (!address) {
        complain(u"cannot connect to "_s + options->server.host + u": "_s + address.error());
        return static_cast<int>(ExitCode::NotConnected);
    }
    return measure(*options, *address, watched);
}

} // namespace sealcord
