// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/inbox.h"
#include "core/recording/recorder.h"
#include "core/recording/recordingtap.h"

#include <QAction>
#include <QObject>
#include <QString>

#include <memory>

namespace sealcord {

class MessageBar;

/// The flight recorder of a window: what happened last, in memory, and the action that writes it
/// down. A peer that breaks the protocol has it written too, as Recorder has it.
///
/// All of a file is done on the recorder's thread. The destructor waits for one that is being
/// written Recorder::patience at most.
class FlightControl final : public QObject
{
    Q_OBJECT

public:
    /// \a bar tells where a file is, or why there is none, and outlives this.
    explicit FlightControl(MessageBar &bar);
    ~FlightControl() override;

    /// What is to be kept is told to it, as long as this lives.
    [[nodiscard]] RecordingTap &tap() { return m_tap; }
    /// Keeps what happens from now on as \a settings have it, if they do. Once.
    void begin(const RecordingSettings &settings, const RecordingHead &head);

    /// Disabled, and its tooltip says why, where nothing is kept.
    [[nodiscard]] QAction &action() { return m_action; }
    /// Writes what is kept into a new file in the current folder. The bar tells how that went, also
    /// where nothing is kept.
    void write();

Q_SIGNALS:
    /// A person wants to see what was written, at \a path.
    void openRequested(const QString &path);

private:
    void takeReports();

    MessageBar &m_bar;
    QAction m_action;
    RecordingTap m_tap;
    Inbox<RecordingReport> m_reports;
    std::shared_ptr<Recorder> m_recorder; ///< null: nothing is kept
};

} // namespace sealcord
