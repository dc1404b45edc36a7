// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimerEvent>

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

namespace dispatching {

/// Starts timers, and remembers which came. QTimer is not used: it adds rules of its own.
class Timed : public QObject
{
public:
    using Then = std::function<void(int id)>;

    int start(std::chrono::milliseconds interval, Qt::TimerType type = Qt::PreciseTimer)
    {
        return startTimer(interval, type);
    }
    void then(Then then) { m_then = std::move(then); }

    /// The ids whose events came, in order.
    [[nodiscard]] const std::vector<int> &came() const { return m_came; }
    [[nodiscard]] auto count(int id) const { return std::ranges::count(m_came, id); }
    void forget() { m_came.clear(); }

protected:
    void timerEvent(QTimerEvent *event) override
    {
        const int id = event->timerId();
        m_came.push_back(id);
        if (m_then)
            m_then(id);
    }

private:
    std::vector<int> m_came;
    Then m_then;
};

/// As if a handler had been at work for so long. Where this is called, time itself is the matter.
inline void beBusy(std::chrono::milliseconds time)
{
    std::this_thread::sleep_for(time);
}

} // namespace dispatching
