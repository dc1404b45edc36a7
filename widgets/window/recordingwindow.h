// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordingloader.h"
#include "widgets/window/watchwindow.h"

#include <QString>

class QLabel;
class QProgressBar;
class QPushButton;

namespace sealcord {

/// A recording in the views that showed it while it happened. A banner says what it is and how much
/// of it is not there; nothing is sent from here.
///
/// Of a long one the newest part is kept, as far as there is room.
class RecordingWindow final : public WatchWindow
{
    Q_OBJECT

public:
    /// Together with what else the window needs: less than 256 MiB.
    static constexpr TrafficLimits limits{.bytes = 80 * 1024 * 1024, .rows = 200'000};

    explicit RecordingWindow(const QString &path);
    ~RecordingWindow() override;

    [[nodiscard]] const LoadedRecording &loaded() const { return m_loader.loaded(); }

protected:
    [[nodiscard]] bool isRunning() const override { return false; }
    void startOrStop() override { }
    void stopRunning() override { }
    void send(const MessageTarget &, const QByteArray &) override { }
    void editSettings() override { }

private:
    [[nodiscard]] QWidget *createBanner();
    void show(const TrafficBatch &batch, const std::vector<LoadedMark> &marks);
    void showBanner();
    [[nodiscard]] QString about();
    [[nodiscard]] QString whatIsMissing();

    const QString m_path;
    RecordingLoader m_loader;
    QLabel *m_about = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    bool m_isStopped = false; ///< by a person
};

} // namespace sealcord
