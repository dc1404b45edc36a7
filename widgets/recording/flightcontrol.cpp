// SPDX-License-Identifier: MIT
#include "widgets/recording/flightcontrol.h"

#include "widgets/parts/messagebar.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>

namespace sealcord {

FlightControl::FlightControl(MessageBar &bar)
    : m_bar(bar)
    , m_action(tr("Write the &flight recorder"))
    , m_reports(this, &FlightControl::takeReports)
{
    m_action.setEnabled(false);
    m_action.setToolTip(
        tr("No flight recorder runs: the program was started without --flight-recorder."));
    connect(&m_action, &QAction::triggered, this, &FlightControl::write);
}

FlightControl::~FlightControl()
{
    m_tap.end();
    if (m_recorder)
        m_recorder->stop();
}

void FlightControl::begin(const RecordingSettings &settings, const RecordingHead &head)
{
    if (!settings.flightSize)
        return;
    auto recorder = std::make_shared<Recorder>(
        settings, head, [this](const RecordingReport &report) { m_reports.leave(report); });
    if (const auto why = recorder->errorString(); !why.isEmpty()) {
        m_action.setToolTip(tr("No flight recorder runs: %1.").arg(why));
        m_bar.show(MessageBar::Level::Error, m_action.toolTip());
        return;
    }
    m_recorder = std::move(recorder);
    m_tap.begin(m_recorder);
    m_action.setEnabled(true);
    m_action.setToolTip(tr("Writes what happened last, decrypted, into a new file"));
}

void FlightControl::write()
{
    if (m_recorder)
        m_recorder->writeFlight();
    else
        m_bar.show(MessageBar::Level::Warning, m_action.toolTip());
}

void FlightControl::takeReports()
{
    for (const auto &report : m_reports.take()) {
        const auto path =
            QFileInfo(QFile::decodeName(QByteArray::fromStdString(report.path))).absoluteFilePath();
        if (report.kind == RecordingReport::Kind::FlightWritten)
            m_bar.show(MessageBar::Level::Info,
                tr("What happened last is in %1, decrypted.").arg(path),
                {{tr("Open it"), [this, path] { Q_EMIT openRequested(path); }}});
        else
            m_bar.show(MessageBar::Level::Error,
                tr("Cannot write what happened last to %1: %2.")
                    .arg(path, QString::fromLocal8Bit(QByteArray::fromStdString(report.text))));
    }
}

} // namespace sealcord
