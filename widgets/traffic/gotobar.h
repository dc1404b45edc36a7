// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficgoal.h"
#include "widgets/parts/linebar.h"

#include <QString>

#include <expected>

class QLabel;
class QLineEdit;

namespace sealcord {

class TrafficModel;

/// A line under a list of traffic that leads to a row by its number or its time: Enter goes there,
/// Esc does not. Where there is no such row it says to which it led instead. Hidden at first.
class GoToBar final : public LineBar
{
    Q_OBJECT

public:
    /// \a model outlives this.
    explicit GoToBar(const TrafficModel &model, QWidget *parent = nullptr);

    void open(); ///< shows it with the focus in the field

Q_SIGNALS:
    void rowWanted(int row); ///< of the model
    /// What it leads to is not in the model, which is not all there is.
    void elsewhereWanted(const QString &goal);

protected:
    void enter(Qt::KeyboardModifiers modifiers) override;

private:
    [[nodiscard]] bool mayBeElsewhere(const std::expected<TrafficGoal, NoGoal> &goal) const;

    const TrafficModel &m_model;
    QLineEdit *m_line = nullptr;
    QLabel *m_answer = nullptr;
};

} // namespace sealcord
