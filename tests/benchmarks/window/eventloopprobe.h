// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

namespace sealcord {

/// How long an event loop keeps its other events waiting.
///
/// One event is due each millisecond. While the loop is busy, those that came due meanwhile are
/// counted too, each with its own wait: one stall of 100 ms is a hundred late events, not one.
class EventLoopProbe : public QObject
{
    Q_OBJECT

public:
    explicit EventLoopProbe(QObject *parent = nullptr);

    void start();
    void stop();

    /// The wait that the share \a quantile (0 to 1) of all events did not exceed.
    [[nodiscard]] std::chrono::microseconds wait(double quantile) const;
    [[nodiscard]] std::size_t count() const { return m_waits.size(); }

private:
    using Clock = std::chrono::steady_clock;

    void fire();

    QTimer m_timer;
    Clock::time_point m_due;
    std::vector<std::chrono::microseconds> m_waits;
};

} // namespace sealcord
