// SPDX-License-Identifier: MIT
#include "console/recording.h"

#include "core/app/process/plainlines.h"
#include "core/app/recordinghead.h"
#include "core/app/settings/usageerror.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

void tell(Log &log, const RecordingReport &report)
{
    const auto path = QFile::decodeName(QByteArray::fromStdString(report.path));
    const auto why = QString::fromLocal8Bit(QByteArray::fromStdString(report.text));
    switch (report.kind) {
    case RecordingReport::Kind::Stopped:
        return log.write(LogLevel::Error, "recording-stopped",
            u"Cannot record to %1: %2; what happens meanwhile is counted"_s.arg(path, why),
            {{"path", path.toStdString()}});
    case RecordingReport::Kind::Resumed:
        return log.write(LogLevel::Warn, "recording-resumed",
            u"Recording to %1 again; missing messages and events: %2"_s.arg(path).arg(
                report.missing),
            {{"path", path.toStdString()}, {"missing", static_cast<qint64>(report.missing)}});
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

Recording::Recording(const RecordingSettings &settings, Role role, Protocol protocol, Log &log)
    : m_log(log)
    , m_hasFlight(settings.flightSize)
{
    if (!settings.isAsked())
        return;
    m_recorder.emplace(settings, recordingHead(role, protocol, settings.hasFrames),
        [&log](const RecordingReport &report) { tell(log, report); });
    m_tee.emplace(log, *m_recorder);
}

QString Recording::errorString() const
{
    return m_recorder ? m_recorder->errorString() : QString();
}

Tap &Recording::tap()
{
    return m_tee ? static_cast<Tap &>(*m_tee) : m_log;
}

void Recording::addEvent(EventKind event, EventLevel level, const QString &text)
{
    if (m_recorder)
        m_recorder->addEvent(event, level, text.toStdString());
}

void Recording::writeFlight()
{
    if (m_hasFlight)
        m_recorder->writeFlight();
    else
        m_log.write(LogLevel::Warn, "flight-not-recorded",
            u"Nothing to write down: there is no --flight-recorder"_s);
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
