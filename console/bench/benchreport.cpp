// SPDX-License-Identifier: MIT
#include "console/bench/benchreport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QStringList>

#include <array>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::array<std::pair<QLatin1StringView, double>, 4> quantiles{
    {{"p50"_L1, 0.5}, {"p90"_L1, 0.9}, {"p99"_L1, 0.99}, {"p99.9"_L1, 0.999}}};

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

double perSecond(std::uint64_t count, std::chrono::nanoseconds duration)
{
    return duration > 0ns ? static_cast<double>(count) / seconds(duration) : 0;
}

double perOne(std::chrono::nanoseconds duration, std::uint64_t count)
{
    return count > 0 ? static_cast<double>(duration.count()) / static_cast<double>(count) : 0;
}

std::optional<double> memoryPerConnection(const BenchResult &result)
{
    const auto &cost = *result.cost;
    if (!cost.memoryOpened || !cost.memoryBefore || result.count.opened == 0)
        return std::nullopt;
    const auto grown =
        static_cast<double>(*cost.memoryOpened) - static_cast<double>(*cost.memoryBefore);
    return grown / static_cast<double>(result.count.opened);
}

QString numberText(double number, int decimals = 0)
{
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    return english.toString(number, 'f', decimals);
}

QString counted(std::size_t count, QLatin1StringView what)
{
    return numberText(static_cast<double>(count)) + u' ' + what + (count == 1 ? QString() : u"s"_s);
}

QString timeText(double nanoseconds)
{
    constexpr std::array<std::pair<double, QLatin1StringView>, 3> units{
        {{1e9, "s"_L1}, {1e6, "ms"_L1}, {1e3, "us"_L1}}};
    for (const auto &[factor, unit] : units) {
        if (nanoseconds >= factor)
            return numberText(nanoseconds / factor, 2) + u' ' + unit;
    }
    return numberText(nanoseconds) + u" ns"_s;
}

QString timeText(std::chrono::nanoseconds duration)
{
    return timeText(static_cast<double>(duration.count()));
}

QLatin1StringView workName(const BenchOptions &options)
{
    return options.measuresHandshakes ? "handshake"_L1 : "message"_L1;
}

QString megabytes(const BenchOptions &options, double messagesPerSecond)
{
    return numberText(messagesPerSecond * static_cast<double>(options.size) / 1e6, 1)
        + u" MB/s each way"_s;
}

QString workText(const BenchOptions &options)
{
    QString text = counted(options.connections, "connection"_L1);
    if (options.measuresHandshakes)
        return text + u" at once, opened and closed again"_s;
    text += u", %1 B, %2 in flight on each"_s.arg(options.size).arg(options.depth);
    if (options.idle > 0)
        text += u", among "_s + counted(options.idle, "idle one"_L1);
    return text;
}

QString line(QStringView name, const QString &text)
{
    return name.toString().leftJustified(12) + text + u'\n';
}

QString costText(const BenchOptions &options, const BenchResult &result)
{
    const auto each = u" for each "_s + workName(options);
    QString text = line(u"processor",
        timeText(perOne(result.count.processorTime, result.count.doneInAll)) + each
            + u", of this program"_s);
    if (!result.cost)
        return text;
    const auto ofProcess = u", of process %1"_s.arg(*options.watchedProcess);
    text += line(u"",
        result.cost->processorTime
            ? timeText(perOne(*result.cost->processorTime, result.count.doneInAll)) + each
                + ofProcess
            : u"unknown"_s + ofProcess + u", which has ended"_s);
    if (const auto memory = memoryPerConnection(result); memory && options.idle > 0)
        text += line(u"memory",
            numberText(*memory / 1024, 2) + u" KiB for each open connection"_s + ofProcess);
    return text;
}

QJsonValue latencyObject(const BenchHistogram &latency)
{
    if (latency.count() == 0)
        return {};
    const auto number = [](std::chrono::nanoseconds duration) { return qint64{duration.count()}; };
    QJsonObject object;
    for (const auto &[name, share] : quantiles)
        object[QString(name).replace(u'.', u'_')] = number(latency.quantile(share));
    object["max"_L1] = number(latency.max());
    object["mean"_L1] = number(latency.mean());
    return object;
}

} // namespace

QString progressLine(const BenchOptions &options, const BenchProgress &progress)
{
    if (!progress.measuring) {
        return u"opening: "_s + numberText(static_cast<double>(progress.opened)) + u" of "_s
            + counted(options.connections + options.idle, "connection"_L1);
    }
    const auto rate = perSecond(progress.doneLately, progress.lately);
    auto text = u"%1 s: "_s.arg(seconds(*progress.measuring), 0, 'f', 1) + numberText(rate) + u' '
        + workName(options) + u"s/s"_s;
    if (!options.measuresHandshakes)
        text += u", "_s + megabytes(options, rate);
    return text;
}

QString benchText(const BenchOptions &options, const BenchResult &result)
{
    const auto &count = result.count;
    const auto rate = perSecond(count.done, count.measuring);
    const QString name = workName(options) + u's';
    QString text = line(u"load", workText(options));
    text += line(name,
        numberText(static_cast<double>(count.done)) + u" in "_s + timeText(count.measuring)
            + u", "_s + numberText(rate) + u"/s"_s
            + (options.measuresHandshakes ? QString() : u", "_s + megabytes(options, rate)));

    QStringList parts;
    for (const auto &[part, share] : quantiles)
        parts += part + u' ' + timeText(count.latency.quantile(share));
    parts += u"max "_s + timeText(count.latency.max());
    if (count.latency.count() > 0)
        text += line(options.measuresHandshakes ? u"each" : u"round trip", parts.join(u", "_s));
    if (count.opened > 0)
        text += line(u"opened",
            counted(count.opened, "connection"_L1) + u" in "_s + timeText(count.opening) + u", "_s
                + numberText(perSecond(count.opened, count.opening)) + u"/s"_s);
    return text + costText(options, result);
}

QString benchJson(const BenchOptions &options, const BenchResult &result)
{
    const auto &count = result.count;
    const auto number = [](std::uint64_t value) { return static_cast<qint64>(value); };
    const auto rate = perSecond(count.done, count.measuring);
    QJsonObject object{
        {"work"_L1, QString(workName(options) + u's')},
        {"connections"_L1, number(options.connections)},
        {"idle"_L1, number(options.idle)},
        {"threads"_L1, number(options.threads)},
        {"count"_L1, number(count.done)},
        {"count_with_late_ones"_L1, number(count.doneInAll)},
        {"seconds"_L1, seconds(count.measuring)},
        {"per_second"_L1, rate},
        {"latency_ns"_L1, latencyObject(count.latency)},
        {"opened"_L1, number(count.opened)},
        {"opened_per_second"_L1, perSecond(count.opened, count.opening)},
        {"own_cpu_ns"_L1, perOne(count.processorTime, count.doneInAll)},
        {"interrupted"_L1, result.isInterrupted},
        {"failure"_L1,
            result.failure ? QJsonValue(QString::fromStdString(result.failure->text))
                           : QJsonValue()},
    };
    if (!options.measuresHandshakes) {
        object["size"_L1] = number(options.size);
        object["depth"_L1] = number(options.depth);
        object["bytes_per_second"_L1] = rate * static_cast<double>(options.size);
    }
    if (result.cost) {
        const auto &time = result.cost->processorTime;
        const auto memory = memoryPerConnection(result);
        object["watched_cpu_ns"_L1] =
            time ? QJsonValue(perOne(*time, count.doneInAll)) : QJsonValue();
        object["watched_memory_per_connection"_L1] = memory ? QJsonValue(*memory) : QJsonValue();
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
}

} // namespace sealcord
