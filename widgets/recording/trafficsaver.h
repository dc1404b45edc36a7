// SPDX-License-Identifier: MIT
#pragma once

#include "core/records/recordingline.h"
#include "core/traffic/models/connectionmodel.h"
#include "core/traffic/models/trafficmodel.h"
#include "widgets/parts/backgroundwork.h"

#include <QAction>
#include <QObject>
#include <QString>
#include <QWidget>

#include <expected>
#include <functional>

namespace sealcord {

class MessageBar;

/// Saves what a list of traffic shows as a recording, on another thread.
class TrafficSaver final : public QObject
{
    Q_OBJECT

public:
    using Head = std::function<RecordingHead()>;

    /// \a bar says how it went, \a window is in front of the dialog, \a head is asked for each
    /// file. The models and the two outlive this.
    TrafficSaver(const TrafficModel &messages, const ConnectionModel &connections, Head head,
        MessageBar &bar, QWidget &window);

    [[nodiscard]] QAction &saveShown() { return m_saveShown; } ///< what the filter lets through
    [[nodiscard]] QAction &saveMarked() { return m_saveMarked; }
    /// Shows that it takes long, with a button that stops it; for the status line.
    [[nodiscard]] QWidget &progress() { return *m_progress; }

    void save(const QString &path, bool onlyMarked);

private:
    void choosePath(bool onlyMarked);
    void showRows();
    void tell(const QString &path, quint64 rows, const std::expected<void, QString> &saved);

    const TrafficModel &m_messages;
    const ConnectionModel &m_connections;
    const Head m_head;
    MessageBar &m_bar;
    QWidget &m_window;
    QAction m_saveShown;
    QAction m_saveMarked;
    BackgroundWork m_work;
    QWidget *m_progress = nullptr; ///< the window's
};

} // namespace sealcord
