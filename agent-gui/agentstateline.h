// SPDX-License-Identifier: MIT
#pragma once

#include "agent-gui/agentstatus.h"

#include <QString>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace sealcord {

class Stepper;

/// Says how an agent is, in one sentence: connected to what, or why not and when the next attempt
/// begins, with what may be done instead. While it connects the steps stand there.
class AgentStateLine final : public QWidget
{
    Q_OBJECT

public:
    explicit AgentStateLine(QWidget *parent = nullptr);

    void setStatus(const AgentStatus &status);

    [[nodiscard]] QSize sizeHint() const override; ///< of all that is to be said
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void retryRequested();
    void stopRequested();
    void changed(); ///< what is shown, and with it sizeHint()

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showStatus();
    void showSentence();
    void colour();
    void countDown();
    [[nodiscard]] QString nextTry() const;
    [[nodiscard]] int widthOfButtons() const;

    AgentStatus m_status;
    Stepper *m_steps;
    QLabel *m_text;
    QPushButton *m_retry;
    QPushButton *m_stop;
    QTimer m_countdown;
    QTimer m_stepsDue;
};

} // namespace sealcord
