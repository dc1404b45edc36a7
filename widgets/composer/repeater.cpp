// SPDX-License-Identifier: MIT
#include "widgets/composer/repeater.h"

namespace sealcord {

Repeater::Repeater(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Repeater::fire);
}

void Repeater::start(int count, std::chrono::milliseconds interval)
{
    m_count = count;
    m_done = 0;
    m_isRunning = true;
    m_timer.setInterval(interval);
    fire();
}

void Repeater::stop()
{
    m_timer.stop();
    m_isRunning = false;
}

void Repeater::fire()
{
    ++m_done;
    Q_EMIT due();
    if (!m_isRunning) // whoever was told has stopped it
        return;
    if (m_count > 0 && m_done == m_count) {
        m_isRunning = false;
        Q_EMIT finished();
    } else {
        m_timer.start();
    }
}

} // namespace sealcord
