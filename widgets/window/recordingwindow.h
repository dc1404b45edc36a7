// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/recordingloader.h"
#include "core/traffic/models/trafficgoal.h"
#include "widgets/window/recordedconversation.h"
#include "widgets/window/watchwindow.h"

#include <QString>

#include <optional>
#include <vector>

class QAction;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;

namespace sealcord {

/// A recording in the views that showed it while it happened. A banner says what it is and how much
/// of it is not there; nothing is sent from here.
///
/// Of a long one the list has a stretch, from which one goes on to those before and after it, or to
/// any number or time. A filter is answered from the whole file.
class RecordingWindow final : public WatchWindow
{
    Q_OBJECT

public:
    /// Together with what else the window needs: less than 256 MiB.
    static constexpr TrafficLimits longestStretch{.bytes = 80 * 1024 * 1024, .rows = 200'000};

    explicit RecordingWindow(const QString &path, const TrafficLimits &limits = longestStretch);
    ~RecordingWindow() override;

    /// Of the whole file.
    [[nodiscard]] const LoadedRecording &loaded() const { return m_survey.loaded(); }
    /// Of the stretch in the list.
    [[nodiscard]] const LoadedRecording &stretch() const { return m_stretch.loaded(); }

protected:
    [[nodiscard]] bool isRunning() const override { return false; }
    void startOrStop() override { }
    void stopRunning() override { }
    void send(const MessageTarget &, const QByteArray &) override { }
    void editSettings() override { }

private:
    using Place = std::optional<RecordingPlace>; ///< none: the beginning

    [[nodiscard]] QMenu *createMenu();
    [[nodiscard]] QWidget *createBanner();
    void showSurvey(const TrafficBatch &batch, const std::vector<LoadedMark> &marks);
    void showError(const QString &error); ///< empty: there is none
    void endWhatStands();
    void showStretch(const TrafficBatch &batch);
    void filterChanged();
    [[nodiscard]] bool isSearching() const; ///< the file, for what passes the filter
    void stop();

    void read(Place from); // a copy: it may be of the stretch which it replaces
    void goTo(const QString &goal); ///< a number or a time
    void readTo(const TrafficAim &aim, const QString &goal); ///< which is the same
    void goOn();
    void goBack();
    void reachGoal();
    [[nodiscard]] std::optional<TrafficAim> aimOf(const QString &goal) const;
    [[nodiscard]] Place placeBefore(const TrafficAim &aim) const;
    [[nodiscard]] bool isAllHere() const;

    void showBanner();
    void showProgress();
    void showElsewhere();
    [[nodiscard]] QString about();
    [[nodiscard]] QString whatIsShown();
    [[nodiscard]] QString whatIsMissing();

    const QString m_path;
    const TrafficLimits m_limits; // of a stretch
    RecordingLoader m_survey;
    RecordingLoader m_stretch;
    RecordedConversation m_conversation;
    Place m_from; // where the stretch begins
    bool m_isFiltered = false; // it is read so
    bool m_isFilterStopped = false; // by a person
    QString m_goal; // to go to once it is read; empty: none
    QLabel *m_about = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    QAction *m_earlier = nullptr;
    QAction *m_later = nullptr;
    bool m_isStopped = false; ///< by a person
};

} // namespace sealcord
