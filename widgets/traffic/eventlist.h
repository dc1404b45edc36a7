// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/trafficmodel.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace sealcord {

class EmptyNote;
class ListView;

/// What happened besides messages: a list of events, newest last.
class EventList final : public QWidget
{
    Q_OBJECT

public:
    /// \a model holds events only, and outlives this.
    explicit EventList(TrafficModel &model, QWidget *parent = nullptr);

    [[nodiscard]] ListView &list() const { return *m_list; }
    /// Warnings and errors since the list was last cleared, forgotten ones too.
    [[nodiscard]] int warnings() const { return m_warnings; }
    [[nodiscard]] int currentRow() const; ///< -1: none

Q_SIGNALS:
    void warningsChanged(int warnings);
    void currentRowChanged(int row);

private:
    void connectModel();
    void count(int first, int last);
    void update();

    TrafficModel &m_model;
    QLabel *m_counts = nullptr;
    QCheckBox *m_onlyWarnings = nullptr;
    ListView *m_list = nullptr;
    EmptyNote *m_emptyNote = nullptr;
    int m_warnings = 0;
    quint64 m_counted = 0; ///< the number up to which they are counted
    bool m_isFollowing = true;
};

} // namespace sealcord
