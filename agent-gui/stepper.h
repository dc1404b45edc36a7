// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/watch/watchedagent.h"

#include <QWidget>

#include <array>
#include <cstddef>

class QLabel;

namespace sealcord {

/// How far an agent's attempt to connect has come: Resolve, Connect, Agree key, Trust, Connected.
enum class Step : quint8 { Pending, Current, Done };

inline constexpr std::size_t stepCount = 5;

/// What the steps are for an agent that is in \a stage.
[[nodiscard]] std::array<Step, stepCount> stepsOf(WatchedAgent::Stage stage);

/// Shows the steps in a line, or the current one where there is no room for all.
class Stepper final : public QWidget
{
    Q_OBJECT

public:
    explicit Stepper(QWidget *parent = nullptr);

    void setStage(WatchedAgent::Stage stage);
    /// Whether anybody's key is looked at: else there is no step of that.
    void setHasTrust(bool hasTrust);

    [[nodiscard]] QSize sizeHint() const override; ///< of all
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSteps();
    void makeRoom();
    [[nodiscard]] bool isPart(std::size_t step) const;

    WatchedAgent::Stage m_stage = WatchedAgent::Stage::Idle;
    bool m_hasTrust = true;
    std::array<QLabel *, stepCount> m_steps{};
    std::array<QLabel *, stepCount> m_arrows{}; ///< before each step but the first
};

} // namespace sealcord
