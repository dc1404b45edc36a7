// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/filter/filtercompletion.h"
#include "core/traffic/models/trafficmodel.h"

#include <QElapsedTimer>
#include <QString>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;
class QToolButton;

namespace sealcord {

class FilterEdit;
class TrafficActions;

/// The line above a list of traffic: the filter, how much of the whole passes it, and how the list
/// behaves. Gives the filter and the format of times to the model.
class TrafficHead final : public QWidget
{
    Q_OBJECT

public:
    /// \a model and \a actions outlive this.
    TrafficHead(TrafficModel &model, const TrafficActions &actions, QWidget *parent = nullptr);

    [[nodiscard]] FilterEdit &filterField() const { return *m_filterField; }
    [[nodiscard]] TrafficModel::TimeFormat timeFormat() const;
    void setTimeFormat(TrafficModel::TimeFormat format);

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeState();
    void makeTimes();
    /// Does what \a action does, under a text of its own.
    [[nodiscard]] QToolButton *makeButton(QAction *action, const QString &text);
    [[nodiscard]] QToolButton *makeSwitch(QAction *action);
    [[nodiscard]] FilterValuesSeen valuesSeen() const;
    void applyFilter();
    void showProgress(double share);
    void updateCounts();
    void updateColors();

    TrafficModel &m_model;
    QLabel *m_title = nullptr;
    FilterEdit *m_filterField = nullptr;
    QWidget *m_state = nullptr; ///< how many rows pass, and the progress
    QLabel *m_counts = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_stop = nullptr;
    QComboBox *m_times = nullptr;
    QElapsedTimer m_filterClock;
};

} // namespace sealcord
