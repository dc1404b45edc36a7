// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/watch/watchedagent.h"

#include <QString>
#include <QTimer>
#include <QWidget>

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

class QLabel;
class QPushButton;

namespace sealcord {

/// How far an agent's attempt to connect has come: Resolve, Connect, Agree key, Connected.
enum class Step : quint8 { Pending, Current, Done, Failed };

inline constexpr std::size_t stepCount = 4;

/// What the four steps are for an agent that is in \a stage and whose last attempt failed in
/// \a failed, if it did.
[[nodiscard]] std::array<Step, stepCount> stepsOf(
    WatchedAgent::Stage stage, std::optional<WatchedAgent::Stage> failed);

/// Shows the four steps in a line, the one that failed with its reason, and, while the next attempt
/// is waited for, when it begins and what may be done instead.
class Stepper final : public QWidget
{
    Q_OBJECT

public:
    explicit Stepper(QWidget *parent = nullptr);

    /// Shows how \a agent is now; to be called when its stage has changed.
    void follow(const WatchedAgent &agent);
    /// The same of values. \a retryAt counts in Stage::Waiting.
    void showStage(WatchedAgent::Stage stage, std::optional<WatchedAgent::Stage> failed,
        const QString &why, std::chrono::steady_clock::time_point retryAt);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void retryRequested();
    void stopRequested();
    /// There is no room for the reason here: \a text says it. Empty: there is, or is none to say.
    void whyFolded(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showSteps();
    void makeRoom();
    [[nodiscard]] int widthOfButtons() const;
    void showWhy();
    void countDown();

    WatchedAgent::Stage m_stage = WatchedAgent::Stage::Idle;
    std::optional<WatchedAgent::Stage> m_failed;
    QString m_reason;
    QString m_folded; ///< as told last
    std::chrono::steady_clock::time_point m_retryAt;
    std::array<QLabel *, stepCount> m_steps{};
    std::array<QLabel *, stepCount> m_arrows{}; ///< before each step but the first
    QLabel *m_why;
    QPushButton *m_retry;
    QPushButton *m_stop;
    QTimer m_countdown;
};

} // namespace sealcord
