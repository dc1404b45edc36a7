// SPDX-License-Identifier: MIT
#include "console/recording.h"

#include "core/app/process/plainlines.h"
#include "core/app/recordinghead.h"
#include "core/app/settings/usageerror.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <utility>

#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// A capture that stops is usually one whose reader was closed.
void tellStopped(Log &log, const QString &path, const QString &why, bool isCapture)
{
    if (isCapture)
        return log.write(LogLevel::Warn, "capture-stopped",
            u"Cannot write packets to %1: %2; what happens meanwhile is counted"_s.arg(path, why),
            {{"path", path.toStdString()}});
    log.write(LogLevel::Error, "recording-stopped",
        u"Cannot record to %1: %2; what happens meanwhile is counted"_s.arg(path, why),
        {{"path", path.toStdString()}});
}

void tell(Log &log, const RecordingReport &report, bool isCapture)
{
    const auto path = QFile::decodeName(QByteArray::fromStdString(report.path));
    const auto why = QString::fromLocal8Bit(QByteArray::fromStdString(report.text));
    switch (report.kind) {
    case RecordingReport::Kind::Stopped:
        return tellStopped(log, path, why, isCapture);
    case RecordingReport::Kind::Resumed:
        return log.write(LogLevel::Warn, isCapture ? "capture-resumed" : "recording-resumed",
            u"Recording to %1 again; missing messages and events: %2"_s.arg(path).arg(
                report.missing),
            {{"path", path.toStdString()}, {"missing", static_cast<qint64>(report.missing)}});
    case RecordingReport::Kind::FellBehind:
        return log.write(LogLevel::Warn, isCapture ? "capture-behind" : "recording-behind",
            u"More happens than can be written to %1: what is missing is counted there"_s.arg(path),
            {{"path", path.toStdString()}});
    case RecordingReport::Kind::FlightWritten:
        return log.write(LogLevel::Warn, "flight-recorded",
            u"What happened last is in %1"_s.arg(path), {{"path", path.toStdString()}});
    case RecordingReport::Kind::FlightFailed:
        return log.write(LogLevel::Error, "flight-not-recorded",
            u"Cannot write what happened last to %1: %2"_s.arg(path, why),
            {{"path", path.toStdString()}});
    }
    std::unreachable();
}

} // namespace

Recording::Recording(const RecordingSettings &settings, const RecordingSettings &capture, Role role,
    Protocol protocol, Log &log)
    : m_log(log)
    , m_hasFlight(settings.flightSize)
    , m_tap(&log)
{
    if (capture.isStandardOutput() && ::isatty(STDOUT_FILENO) == 1) {
        m_errorString = u"--pcap - writes packets, and standard output is a terminal"_s;
        return;
    }
    begin(m_recording, settings, recordingHead(role, protocol, settings.hasFrames));
    if (m_errorString.isEmpty())
        begin(m_capture, capture, recordingHead(role, protocol, capture.hasFrames));
}

void Recording::begin(
    std::optional<Told> &told, const RecordingSettings &settings, RecordingHead head)
{
    if (!settings.isAsked())
        return;
    const auto isCapture = settings.form == RecordingSettings::Form::Packets;
    told.emplace(settings, std::move(head), tellingLog(m_log, isCapture), *m_tap);
    m_errorString = told->recorder.errorString();
    m_tap = &told->tee;
}

void Recording::addEvent(EventKind event, EventLevel level, const QString &text)
{
    for (auto *told : {&m_recording, &m_capture}) {
        if (*told)
            (*told)->recorder.addEvent(event, level, text.toStdString());
    }
}

bool Recording::writeFlight()
{
    if (m_hasFlight)
        m_recording->recorder.writeFlight();
    else
        m_log.write(LogLevel::Warn, "flight-not-recorded",
            u"Nothing to write down: there is no --flight-recorder"_s);
    return m_hasFlight;
}

TakeReport tellingLog(Log &log, bool isCapture)
{
    return [&log, isCapture](const RecordingReport &report) { tell(log, report, isCapture); };
}

std::optional<int> refused(const Recording &recording)
{
    const auto why = recording.errorString();
    if (why.isEmpty())
        return std::nullopt;
    printError(u"sealcord: "_s + why);
    return UsageError::exitCode;
}

} // namespace sealcord
