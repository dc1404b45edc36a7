// SPDX-License-Identifier: MIT
#include "widgets/recording/recordingcontrol.h"

#include "core/text/figures.h"
#include "widgets/look/accents.h"
#include "widgets/parts/messagebar.h"
#include "widgets/recording/recordingdialog.h"

#include <QByteArray>
#include <QFile>
#include <QPalette>
#include <QToolButton>

#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

RecordingControl::RecordingControl(MessageBar &bar, QWidget &window)
    : m_bar(bar)
    , m_window(window)
    , m_indicator(new QToolButton(&window))
    , m_reports(this, &RecordingControl::takeReports)
{
    m_action.setShortcut(Qt::Key_F9);
    connect(&m_action, &QAction::triggered, this, &RecordingControl::beginOrEnd);
    m_indicator->setObjectName(QStringLiteral("recording"));
    m_indicator->setAccessibleName(tr("Stop recording"));
    m_indicator->setAutoRaise(true);
    m_indicator->setFocusPolicy(Qt::StrongFocus);
    m_indicator->setToolTip(tr("What happens is recorded. Press to stop."));
    connect(m_indicator, &QToolButton::clicked, this, &RecordingControl::stop);
    connect(&m_tick, &QTimer::timeout, this, &RecordingControl::showState);
    m_tick.setInterval(1s);
    showState();
}

RecordingControl::~RecordingControl()
{
    m_tap.end();
    m_work.cancel();
    if (m_recorder)
        m_recorder->stop();
}

void RecordingControl::beginOrEnd()
{
    if (m_recorder)
        stop();
    else if (m_isExplained)
        choosePath();
    else
        explain();
}

void RecordingControl::explain()
{
    const auto go = [this] {
        m_isExplained = true;
        choosePath();
    };
    m_bar.show(MessageBar::Level::Info,
        tr("A recording holds every message decrypted. The file is for you alone; whoever gets a "
           "copy can read all that was said."),
        {{tr("Choose a file…"), go}});
}

void RecordingControl::choosePath()
{
    chooseNewRecording(m_window, tr("Record to"), [this](const QString &path) { record(path); });
}

void RecordingControl::record(const QString &path)
{
    if (m_recorder || m_work.isRunning())
        return;
    m_action.setEnabled(false);
    m_path = path;
    m_isFailing = false; // from here on it is told, also before it begins
    m_work.start([this, path, head = m_head](const std::stop_token &) -> BackgroundWork::Delivery {
        auto recorder =
            std::make_shared<Recorder>(RecordingSettings{.path = path, .hasFrames = head.hasFrames},
                head, [this](const RecordingReport &report) { m_reports.leave(report); });
        return [this, recorder = std::move(recorder)]() mutable { take(std::move(recorder)); };
    });
}

void RecordingControl::take(std::shared_ptr<Recorder> recorder)
{
    m_action.setEnabled(true);
    if (const auto why = recorder->errorString(); !why.isEmpty()) {
        m_bar.show(MessageBar::Level::Error, tr("Nothing is recorded: %1.").arg(why),
            {{tr("Choose another file…"), [this] { choosePath(); }}});
        return;
    }
    m_recorder = std::move(recorder);
    m_since.start();
    m_tap.begin(m_recorder);
    m_tick.start();
    showState();
}

void RecordingControl::stop()
{
    if (!m_recorder)
        return;
    m_tap.end();
    m_tick.stop();
    m_action.setEnabled(false);
    // The disk may take its time.
    m_work.start([this, recorder = std::exchange(m_recorder, nullptr), path = m_path](
                     const std::stop_token &) -> BackgroundWork::Delivery {
        recorder->stop();
        return [this, path, written = recorder->written()] {
            m_action.setEnabled(true);
            if (!m_isFailing)
                m_bar.show(MessageBar::Level::Info,
                    tr("Recorded %1 to %2.").arg(formatShortBytes(double(written)), path),
                    {{tr("Open it"), [this, path] { Q_EMIT openRequested(path); }}});
        };
    });
    showState();
}

void RecordingControl::takeReports()
{
    for (const auto &report : m_reports.take()) {
        if (report.kind == RecordingReport::Kind::FellBehind)
            continue; // a gap says it in the recording
        const auto why = QString::fromLocal8Bit(QByteArray::fromStdString(report.text));
        m_isFailing = report.kind == RecordingReport::Kind::Stopped;
        if (m_isFailing)
            m_bar.show(MessageBar::Level::Error,
                tr("Cannot record to %1: %2. What happens meanwhile is counted, and writing is "
                   "tried again each second.")
                    .arg(m_path, why));
        else
            m_bar.show(MessageBar::Level::Warning,
                tr("Recording again. Messages and events that are missing: %1.")
                    .arg(formatCount(report.missing)));
    }
    showState();
}

void RecordingControl::showState()
{
    m_action.setText(m_recorder ? tr("Stop &recording") : tr("&Record…"));
    m_indicator->setVisible(m_recorder != nullptr);
    if (!m_recorder)
        return;
    auto palette = m_window.palette();
    palette.setColor(QPalette::ButtonText, accentsFor(palette).error);
    m_indicator->setPalette(palette);
    const auto written = formatShortBytes(double(m_recorder->written()));
    const auto since = formatDuration(std::chrono::milliseconds(m_since.elapsed()));
    m_indicator->setText(m_isFailing ? tr("● Not recording: %1").arg(since)
                                     : tr("● Recording %1, %2").arg(written, since));
}

} // namespace sealcord
