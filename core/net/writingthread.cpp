// SPDX-License-Identifier: MIT
#include "core/net/writingthread.h"

#include "core/net/startthread.h"

#include <csignal>
#include <utility>

namespace sealcord {

// Beyond patience, for a thread that is about to end.
static constexpr std::chrono::milliseconds grace{250};

// The program's signals are for its main thread, and a broken pipe is no reason to die.
static void blockSignals()
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

std::error_code WritingThread::start(std::function<void()> body)
{
    const auto end = std::make_shared<End>();
    auto thread = startThread([end, body = std::move(body)] {
        blockSignals();
        body();
        // Told under the lock: the waiting thread may take the program down right after.
        const std::lock_guard lock(end->mutex);
        end->isThere = true;
        end->changed.notify_all();
    });
    if (!thread)
        return thread.error();
    m_end = end;
    m_thread = std::move(*thread);
    return {};
}

void WritingThread::finish(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_end->mutex);
    const bool isOver =
        m_end->changed.wait_for(lock, patience + grace, [this] { return m_end->isThere; });
    lock.unlock();
    if (isOver)
        m_thread.join();
    else
        m_thread.detach();
}

} // namespace sealcord
