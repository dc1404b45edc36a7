// SPDX-License-Identifier: MIT
#include "widgets/recording/wiresharkcontrol.h"

#include "widgets/parts/messagebar.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace sealcord {

WiresharkControl::WiresharkControl(MessageBar &bar)
    : m_bar(bar)
    , m_action(tr("Show in &Wireshark, decrypted"))
    , m_reports(this, &WiresharkControl::takeReports)
{
    connect(&m_action, &QAction::triggered, this, &WiresharkControl::start);
}

WiresharkControl::~WiresharkControl()
{
    m_tap.end();
    m_work.cancel();
}

void WiresharkControl::start()
{
    m_action.setEnabled(false);
    m_tap.end();
    m_work.start([this, head = m_head, former = std::move(m_live)](
                     const std::stop_token &) mutable -> BackgroundWork::Delivery {
        former.reset(); // the disk and the process take their time
        auto started = LiveWireshark::start(
            head, [this](const RecordingReport &report) { m_reports.leave(report); });
        return [this, started = std::move(started)]() mutable { take(std::move(started)); };
    });
}

void WiresharkControl::take(Started started)
{
    m_action.setEnabled(true);
    if (!started) {
        m_bar.show(MessageBar::Level::Error,
            tr("Wireshark cannot show what is said: %1.").arg(started.error()));
        return;
    }
    m_live = std::move(*started);
    m_tap.begin(m_live->recorder());
}

// Where it was closed, nobody is told any more; it can be started again.
void WiresharkControl::takeReports()
{
    const auto isClosed = [](const RecordingReport &report) {
        return report.kind == RecordingReport::Kind::Stopped;
    };
    const bool wasClosed = std::ranges::any_of(m_reports.take(), isClosed); // all, or none follow
    if (!wasClosed || !m_live)
        return;
    m_tap.end();
    m_work.start(
        [former = std::move(m_live)](const std::stop_token &) mutable -> BackgroundWork::Delivery {
            former.reset();
            return [] { };
        });
}

} // namespace sealcord
