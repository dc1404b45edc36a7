// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/export/exportrecording.h"
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

/// Exports what a list of traffic shows, or what of a recording its filter lets through, on another
/// thread: as `sealcord export` does, of a recording of what is shown.
class TrafficExporter final : public QObject
{
    Q_OBJECT

public:
    using Head = std::function<RecordingHead()>;

    /// \a bar says how it went, \a window is in front of the dialog, \a head is asked for each
    /// file. The models and the two outlive this.
    TrafficExporter(const TrafficModel &messages, const ConnectionModel &connections, Head head,
        MessageBar &bar, QWidget &window);

    /// From now on the recording at \a path is exported, of which the list may show a part only.
    void setRecording(const QString &path);

    [[nodiscard]] QAction &action() { return m_action; }
    /// Shows that it takes long, with a button that stops it; for the status line.
    [[nodiscard]] QWidget &progress() { return *m_progress; }

    void exportTo(const QString &path, ExportForm form);

private:
    using Result = std::expected<Exported, ExportError>;

    void exportShown(const ExportOrder &order);
    void showRows();
    void tell(const QString &path, const Result &exported);

    const TrafficModel &m_messages;
    const ConnectionModel &m_connections;
    const Head m_head;
    MessageBar &m_bar;
    QString m_recording; ///< empty: what the list shows
    QAction m_action;
    BackgroundWork m_work;
    QWidget *m_progress = nullptr; ///< the window's
};

} // namespace sealcord
