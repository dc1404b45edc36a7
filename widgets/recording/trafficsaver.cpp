// SPDX-License-Identifier: MIT
#include "widgets/recording/trafficsaver.h"

#include "core/recording/savedtraffic.h"
#include "core/text/figures.h"
#include "widgets/parts/messagebar.h"
#include "widgets/parts/waitbar.h"
#include "widgets/recording/recordingdialog.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace sealcord {

TrafficSaver::TrafficSaver(const TrafficModel &messages, const ConnectionModel &connections,
    Head head, MessageBar &bar, QWidget &window)
    : m_messages(messages)
    , m_connections(connections)
    , m_head(std::move(head))
    , m_bar(bar)
    , m_window(window)
    , m_saveShown(tr("&Save what is shown…"))
    , m_saveMarked(tr("Save what is &marked…"))
    , m_progress(new WaitBar(&m_work, tr("Saving…"), &window))
{
    m_saveShown.setShortcut(QKeySequence::Save);
    connect(&m_saveShown, &QAction::triggered, this, [this] { choosePath(false); });
    connect(&m_saveMarked, &QAction::triggered, this, [this] { choosePath(true); });
    connect(&m_messages, &TrafficModel::countsChanged, this, &TrafficSaver::showRows);
    connect(&m_work, &BackgroundWork::runningChanged, this, &TrafficSaver::showRows);
    showRows();
}

void TrafficSaver::showRows()
{
    const bool isPossible = m_messages.rowCount() > 0 && !m_work.isRunning();
    m_saveShown.setEnabled(isPossible);
    m_saveMarked.setEnabled(isPossible);
}

void TrafficSaver::choosePath(bool onlyMarked)
{
    if (onlyMarked && m_messages.nextMark(-1, true) < 0) {
        m_bar.show(
            MessageBar::Level::Info, tr("No row that is shown is marked. Mark one with Ctrl+M."));
        return;
    }
    chooseNewRecording(m_window, tr("Save as a recording, decrypted"),
        [this, onlyMarked](const QString &path) { save(path, onlyMarked); });
}

void TrafficSaver::save(const QString &path, bool onlyMarked)
{
    // By a pointer: what it holds alive is let go of on the other thread.
    auto traffic =
        std::make_unique<SavedTraffic>(savedTraffic(m_messages, m_connections, onlyMarked));
    m_work.start([this, path, head = m_head(), traffic = std::move(traffic)](
                     const std::stop_token &end) -> BackgroundWork::Delivery {
        const auto saved = sealcord::save(*traffic, head, path, end);
        const auto rows = std::ranges::count_if(traffic->rows,
            [](const SavedTraffic::Row &row) { return row.row.kind != TrafficRow::Kind::Gap; });
        return [this, path, rows = quint64(rows), saved] { tell(path, rows, saved); };
    });
}

void TrafficSaver::tell(
    const QString &path, quint64 rows, const std::expected<void, QString> &saved)
{
    if (!saved)
        m_bar.show(MessageBar::Level::Error, tr("Nothing was saved: %1.").arg(saved.error()));
    else
        m_bar.show(MessageBar::Level::Info,
            tr("Saved to %1, decrypted. Messages and events: %2.").arg(path, formatCount(rows)));
}

} // namespace sealcord
