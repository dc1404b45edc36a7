// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>

#include <atomic>
#include <functional>
#include <thread>

namespace dispatching {

/// Does something on another thread when this one is about to sleep.
class WhenAsleep
{
public:
    explicit WhenAsleep(const std::function<void()> &what)
    {
        QObject::connect(QAbstractEventDispatcher::instance(),
            &QAbstractEventDispatcher::aboutToBlock, &m_context, [this] { m_isAsleep = true; });
        m_thread = std::jthread([this, what](const std::stop_token &token) {
            while (!m_isAsleep && !token.stop_requested())
                std::this_thread::yield();
            what();
        });
    }

private:
    QObject m_context;
    std::atomic<bool> m_isAsleep{false};
    std::jthread m_thread; // last: it ends before what it uses
};

} // namespace dispatching
