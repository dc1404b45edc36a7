// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/inbox.h"
#include "core/recording/recorder.h"
#include "core/recording/recordingtap.h"
#include "widgets/parts/backgroundwork.h"

#include <QAction>
#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>

class QToolButton;

namespace sealcord {

class MessageBar;

/// Records into a file that a person chooses what happens in a window: the action that begins and
/// ends it, and the button in the status line that says so while it lasts.
///
/// All of a file is done on other threads. Ends with the recording written, for which the
/// destructor waits Recorder::patience at most.
class RecordingControl final : public QObject
{
    Q_OBJECT

public:
    /// \a bar tells what goes wrong and is over. \a window is in front of the dialog. Both outlive
    /// this.
    RecordingControl(MessageBar &bar, QWidget &window);
    ~RecordingControl() override;

    /// What is to be recorded is told to it, as long as this lives.
    [[nodiscard]] RecordingTap &tap() { return m_tap; }
    /// Of the recordings that begin from now on.
    void setHead(const RecordingHead &head) { m_head = head; }
    [[nodiscard]] const RecordingHead &head() const { return m_head; }

    [[nodiscard]] QAction &action() { return m_action; }
    /// For the status line; hidden while nothing is recorded.
    [[nodiscard]] QToolButton &indicator() { return *m_indicator; }
    [[nodiscard]] bool isRecording() const { return m_recorder != nullptr; }

    void record(const QString &path);
    void stop();

Q_SIGNALS:
    /// A person wants to see the recording at \a path, which is whole.
    void openRequested(const QString &path);

private:
    void beginOrEnd();
    void explain();
    void choosePath();
    void take(std::shared_ptr<Recorder> recorder);
    void takeReports();
    void showState();

    MessageBar &m_bar;
    QWidget &m_window;
    QAction m_action;
    QToolButton *m_indicator = nullptr; ///< the window's
    RecordingHead m_head;
    bool m_isExplained = false; ///< a person knows that what is recorded can be read
    RecordingTap m_tap;
    Inbox<RecordingReport> m_reports;
    std::shared_ptr<Recorder> m_recorder;
    QString m_path;
    QElapsedTimer m_since;
    bool m_isFailing = false; ///< nothing can be written at the moment
    QTimer m_tick;
    BackgroundWork m_work; ///< the last: its jobs use what stands above
};

} // namespace sealcord
