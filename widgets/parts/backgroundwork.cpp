// SPDX-License-Identifier: MIT
#include "widgets/parts/backgroundwork.h"

#include "core/net/startthread.h"

#include <QTimer>

#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

BackgroundWork::BackgroundWork(QObject *parent)
    : QObject(parent)
{
    connect(this, &BackgroundWork::resultReady, this, &BackgroundWork::takeResult,
        Qt::QueuedConnection); // across threads, without data
}

BackgroundWork::~BackgroundWork()
{
    const std::lock_guard lock(m_mutex);
    m_stop.request_stop();
    m_next = {};
} // the thread, declared last, is stopped and joined first, after the lock is gone

void BackgroundWork::start(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop.request_stop();
        m_stop = {};
        m_next = std::move(job);
        m_delivery = {};
    }
    m_wake.notify_one();
    setRunning(true);
    startThreadAtLast();
}

// Where the system starts none now, the job waits for it, and its owner sees that it is not done.
void BackgroundWork::startThreadAtLast()
{
    if (!m_isRunning || m_thread.joinable())
        return;
    auto thread = startThread([this](const std::stop_token &end) { run(end); });
    if (thread)
        m_thread = std::move(*thread);
    else
        QTimer::singleShot(1s, this, &BackgroundWork::startThreadAtLast);
}

void BackgroundWork::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop.request_stop();
        m_next = {};
        m_delivery = {};
    }
    setRunning(false);
}

void BackgroundWork::run(const std::stop_token &end)
{
    for (;;) {
        Job job;
        std::stop_token stop;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, end, [this] { return m_next != nullptr; }))
                return;
            job = std::exchange(m_next, {});
            stop = m_stop.get_token();
        }
        auto delivery = job(stop);
        const std::lock_guard lock(m_mutex);
        if (stop.stop_requested())
            continue; // a later job has begun to wait, or nobody wants any
        m_delivery = std::move(delivery);
        Q_EMIT resultReady();
    }
}

void BackgroundWork::takeResult()
{
    Delivery delivery;
    {
        const std::lock_guard lock(m_mutex);
        delivery = std::exchange(m_delivery, {});
    }
    if (!delivery)
        return; // cancelled after it was done
    setRunning(false);
    delivery();
}

void BackgroundWork::setRunning(bool isRunning)
{
    if (m_isRunning == isRunning)
        return;
    m_isRunning = isRunning;
    Q_EMIT runningChanged();
}

} // namespace sealcord
