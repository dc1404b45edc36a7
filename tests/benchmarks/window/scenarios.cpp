// SPDX-License-Identifier: MIT
#include "tests/benchmarks/window/scenarios.h"

#include "tests/benchmarks/window/agents.h"
#include "tests/benchmarks/window/shownserver.h"
#include "tests/benchmarks/window/threadtimes.h"
#include "widgets/filter/filteredit.h"
#include "widgets/message/messagepane.h"
#include "widgets/traffic/trafficpane.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString sealcordProgram()
{
    return QCoreApplication::applicationDirPath() + u"/../sealcord"_s;
}

double milliseconds(std::chrono::microseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// \a goal: for the 99th percentile.
void reportLoop(const QString &what, const EventLoopProbe &probe, std::chrono::microseconds goal)
{
    const auto p99 = probe.wait(0.99);
    std::printf("%-44s event loop p99 %7.2f ms, p99.9 %7.2f, longest %7.2f over %zu ms; goal %.0f: "
                "%s\n",
        qPrintable(what), milliseconds(p99), milliseconds(probe.wait(0.999)),
        milliseconds(probe.wait(1)), probe.count(), milliseconds(goal), p99 <= goal ? "yes" : "no");
    std::fflush(stdout);
}

QByteArray runAgents(ShownServer &server, AgentsOrder order)
{
    order.port = server.port();
    return server.outputOf(QCoreApplication::applicationFilePath(), argumentsFor(order));
}

/// Measures the event loop from \a act on until \a isDone, for half a second at least.
void measureLoop(ShownServer &server, const QString &what, const std::function<void()> &act,
    const std::function<bool()> &isDone)
{
    server.probe().start();
    act();
    const auto isInTime = server.waitUntil(isDone);
    server.wait(500ms);
    server.probe().stop();
    reportLoop(isInTime ? what : what + u" (NOT DONE)"_s, server.probe(), 50ms);
}

void offered(int)
{
    ShownServer server;
    server.probe().start();
    const auto counts = runAgents(server, {0, 50'000, 10, 10, u"64"_s});
    server.probe().stop();
    reportLoop(u"50,000 messages/s offered, list following"_s, server.probe(), 16ms);
    server.wait(100ms); // the last batch
    const auto sent = counts.simplified().split(' ').value(0).toULongLong();
    const auto received = counts.simplified().split(' ').value(1).toULongLong();
    const auto &messages = server.desk().messages();
    std::printf("    sent %llu, echoed %llu: %s; rows kept %zu, not kept any more or never %llu\n",
        static_cast<unsigned long long>(sent), static_cast<unsigned long long>(received),
        sent > 0 && sent == received ? "nothing lost" : "LOST", messages.keptRows(),
        static_cast<unsigned long long>(messages.notKept()));
}

/// Worker time for each message of one saturating run, in nanoseconds.
template <typename Run> double costOfRun(qint64 process, quint16 port, const Run &run)
{
    const auto before = workerTime(process);
    const auto output = run(sealcordProgram(),
        QStringList{u"bench"_s, u"127.0.0.1:%1"_s.arg(port), u"--depth"_s, u"64"_s, u"--size"_s,
            u"64"_s, u"--duration"_s, u"2s"_s, u"--format"_s, u"json"_s});
    const auto cost = workerTime(process) - before;
    const auto count =
        QJsonDocument::fromJson(output).object().value("count_with_late_ones"_L1).toDouble();
    return count > 0 ? static_cast<double>(cost.count()) / count : 0;
}

double costWithWindow()
{
    ShownServer server;
    server.probe().start();
    const auto cost = costOfRun(QCoreApplication::applicationPid(), server.port(),
        [&](const auto &program, const auto &arguments) {
            return server.outputOf(program, arguments);
        });
    server.probe().stop();
    reportLoop(u"Saturated, 64 deep, 64 B"_s, server.probe(), 50ms);
    return cost;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool isAnswering(quint16 port)
{
    for (int attempt = 0; attempt < 100; ++attempt) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        if (socket.waitForConnected())
            return true;
        QThread::msleep(20);
    }
    return false;
}

// Its log, as the window's, begins at warnings: else it is a watcher too.
double costWithoutWindow()
{
    const auto port = freePort();
    QProcess server;
    server.start(sealcordProgram(),
        {u"server"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port), u"--workers"_s, u"1"_s,
            u"--log-level"_s, u"warn"_s});
    if (!isAnswering(port))
        qFatal("The server does not answer");
    const auto cost =
        costOfRun(server.processId(), port, [](const auto &program, const auto &arguments) {
            QProcess bench;
            bench.start(program, arguments);
            bench.waitForFinished();
            return bench.readAllStandardOutput();
        });
    server.terminate();
    server.waitForFinished();
    return cost;
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

void saturated(int runs)
{
    std::vector<double> with;
    std::vector<double> without;
    for (int run = 0; run < runs; ++run) {
        without.push_back(costWithoutWindow());
        with.push_back(costWithWindow());
        std::printf(
            "    run %d: %.1f ns without, %.1f ns with\n", run + 1, without.back(), with.back());
        std::fflush(stdout);
    }
    const auto ratio = median(with) / median(without);
    std::printf("%-44s worker time %.1f ns a message, %.1f without: ratio %.3f; goal 1.10: %s\n",
        "Saturated, 64 deep, 64 B", median(with), median(without), ratio,
        ratio <= 1.10 ? "yes" : "no");
}

/// The number of the newest message of at least \a length bytes; 0: there is none.
quint64 longMessage(const TrafficModel &messages, std::size_t length)
{
    for (int row = messages.rowCount() - 1; row >= 0; --row) {
        if (messages.row(row).content.size() >= length
            && messages.row(row).kind == TrafficRow::Kind::Message)
            return messages.row(row).number;
    }
    return 0;
}

void longMessages(int)
{
    for (const auto &name : {u"text"_s, u"json"_s, u"16 MiB"_s, u"1 MiB"_s}) {
        ShownServer server;
        auto &pane = server.desk().trafficPane();
        auto &message = *server.desk().detail().messagePane();
        measureLoop(
            server, u"A message of "_s + name + u" arrives"_s,
            [&] { std::ignore = runAgents(server, {0, 1, 1, 1, name}); }, [] { return true; });
        const auto number = longMessage(server.desk().messages(), 1024 * 1024);
        measureLoop(
            server, u"It is selected and decoded"_s, [&] { pane.setCurrentNumber(number); },
            [&] { return number != 0 && !message.isDecoding(); });
        for (const auto tab : {MessagePane::Hex, MessagePane::Json, MessagePane::Text})
            measureLoop(
                server, u"Shown as "_s + message.tabs()->tabText(tab),
                [&] { message.tabs()->setCurrentIndex(tab); },
                [&] { return !message.isDecoding(); });
    }
}

void manyConnections(int)
{
    ShownServer server;
    server.probe().start();
    std::ignore = server.outputOf(sealcordProgram(),
        {u"bench"_s, u"127.0.0.1:%1"_s.arg(server.port()), u"--idle"_s, u"10000"_s, u"--duration"_s,
            u"2s"_s, u"--format"_s, u"json"_s});
    server.probe().stop();
    reportLoop(u"10,000 connections opened and closed"_s, server.probe(), 50ms);
    std::printf("    %d connections listed\n", server.desk().connections().rowCount());
}

void filters(int)
{
    ShownServer server;
    std::ignore = runAgents(server, {0, 40'000, 2, 10, u"64"_s});
    auto &field = server.desk().trafficPane().filterField();
    const auto &messages = server.desk().messages();
    server.waitUntil([&] { return messages.keptRows() >= messages.limits().rows; });
    std::printf("    %zu rows kept\n", messages.keptRows());
    for (const auto &filter : {u"text:\"x\""_s, u"text:\"y\""_s, u"text matches /x+y/"_s}) {
        measureLoop(
            server, u"Filter "_s + filter, [&] { field.setText(filter); },
            [&] { return messages.filter().text() == filter && !messages.isFiltering(); });
        std::printf("    %zu of %zu rows match\n", messages.shownRows(), messages.keptRows());
    }
}

struct Scenario {
    QString name;
    void (*run)(int runs);
};

QList<Scenario> scenarios()
{
    return {{u"offered"_s, offered}, {u"saturated"_s, saturated}, {u"long"_s, longMessages},
        {u"connections"_s, manyConnections}, {u"filters"_s, filters}};
}

} // namespace

QStringList scenarioNames()
{
    QStringList names;
    for (const auto &scenario : scenarios())
        names += scenario.name;
    return names;
}

void runScenarios(const QStringList &names, int runs)
{
    for (const auto &scenario : scenarios()) {
        if (names.isEmpty() || names.contains(scenario.name))
            scenario.run(runs);
    }
}

} // namespace sealcord
