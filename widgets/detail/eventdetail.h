// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficrow.h"

#include <QString>
#include <QWidget>

class QLabel;

namespace sealcord {

/// What is known of one event, or of what is missing, in words.
class EventDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit EventDetail(QWidget *parent = nullptr);

    /// \a row is an event or a gap; \a connection names its connection, empty where it has none.
    void setEvent(const TrafficRow &row, const QString &connection);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colourLevel();

    EventLevel m_eventLevel = EventLevel::Info;
    QLabel *m_words;
    QLabel *m_level;
    QLabel *m_time;
    QLabel *m_connection;
    QLabel *m_reason;
    QLabel *m_meaning;
};

} // namespace sealcord
