// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace sealcord {

/// Does something a number of times, evenly apart. The next time is counted from when the last one
/// was done with, so that what takes long is never caught up with a burst.
class Repeater : public QObject
{
    Q_OBJECT

public:
    explicit Repeater(QObject *parent = nullptr);

    /// The first time comes at once, before this returns. \a count 0 is until stopped.
    void start(int count, std::chrono::milliseconds interval);
    void stop();

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int done() const { return m_done; }

Q_SIGNALS:
    void due();
    /// isRunning() is false by then. Not after stop().
    void finished();

private:
    void fire();

    QTimer m_timer;
    int m_count = 0;
    int m_done = 0;
    bool m_isRunning = false;
};

} // namespace sealcord
