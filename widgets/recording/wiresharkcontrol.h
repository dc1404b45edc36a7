// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/inbox.h"
#include "core/recording/livewireshark.h"
#include "core/recording/recordingtap.h"
#include "widgets/parts/backgroundwork.h"

#include <QAction>
#include <QObject>
#include <QString>

#include <memory>

namespace sealcord {

class MessageBar;

/// Shows in Wireshark, decrypted and while it happens, what happens in a window: the action that
/// begins it, which can be used again when Wireshark has been closed.
class WiresharkControl final : public QObject
{
    Q_OBJECT

public:
    /// \a bar says why it cannot be shown, and outlives this.
    explicit WiresharkControl(MessageBar &bar);
    ~WiresharkControl() override;

    /// What is to be shown is told to it, as long as this lives.
    [[nodiscard]] RecordingTap &tap() { return m_tap; }
    /// Of what is shown from the next time on.
    void setHead(const RecordingHead &head) { m_head = head; }
    [[nodiscard]] QAction &action() { return m_action; }

private:
    using Started = std::expected<std::unique_ptr<LiveWireshark>, QString>;

    void start();
    void take(Started started);
    void takeReports();

    MessageBar &m_bar;
    QAction m_action;
    RecordingHead m_head;
    RecordingTap m_tap;
    Inbox<RecordingReport> m_reports;
    std::unique_ptr<LiveWireshark> m_live; ///< null: Wireshark is not there, or gone
    BackgroundWork m_work; ///< the last: its jobs use what stands above
};

} // namespace sealcord
