// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAction;
class QLabel;

namespace sealcord {

class TrafficModel;

/// Says above a list of traffic that it is paused, what has come meanwhile and what of that was not
/// kept, and lets it go on. Hidden while it is not paused.
class PauseStrip final : public QWidget
{
    Q_OBJECT

public:
    /// \a pause ends it; both outlive this.
    PauseStrip(const TrafficModel &model, QAction &pause, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void update();
    void updateColors();

    const TrafficModel &m_model;
    QLabel *m_text = nullptr;
};

} // namespace sealcord
