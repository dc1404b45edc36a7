// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace sealcord {

/// Does what takes long on a thread of its own, one job at a time: a new job cancels the one
/// before. The thread begins with the first job.
///
/// Belongs to one thread and never blocks it but in the destructor, for as long as the job takes to
/// notice that it was cancelled.
class BackgroundWork final : public QObject
{
    Q_OBJECT

public:
    /// Brings the result home: runs on the owner's thread.
    using Delivery = std::move_only_function<void()>;
    /// Runs on the other thread; looks at its token every few milliseconds. It touches nothing that
    /// the owner's thread may change.
    using Job = std::move_only_function<Delivery(const std::stop_token &)>;

    explicit BackgroundWork(QObject *parent = nullptr);
    ~BackgroundWork() override;

    void start(Job job);
    /// What runs is not delivered any more.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void runningChanged();
    void resultReady(); ///< for itself, across the threads

private:
    void startThreadAtLast();
    void run(const std::stop_token &end);
    void takeResult();
    void setRunning(bool isRunning);

    bool m_isRunning = false; // owner's thread only
    std::mutex m_mutex; // for all below but the thread
    std::condition_variable_any m_wake;
    Job m_next;
    Delivery m_delivery; // of the current job
    std::stop_source m_stop; // of the current job
    std::jthread m_thread;
};

} // namespace sealcord
