// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/reading/loadedrecording.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace sealcord {

class RecordingPass;
class RecordingReader;

/// Reads a recording on a thread of its own and hands out what a pass through it finds, part by
/// part. It reads on only when the part before was taken: what it needs of memory does not depend
/// on the file.
///
/// Belongs to one thread, which it never blocks but in the destructor, for as long as one read
/// takes.
class RecordingLoader final : public QObject
{
    Q_OBJECT

public:
    /// Makes the pass, on the other thread.
    using MakePass = std::function<std::unique_ptr<RecordingPass>(RecordingReader)>;

    explicit RecordingLoader(QObject *parent = nullptr);
    ~RecordingLoader() override;

    /// What was being read before is given up.
    void load(const QString &path, const MakePass &makePass);
    /// It is over with what was read.
    void stop();

    [[nodiscard]] const LoadedRecording &loaded() const { return m_loaded; }
    /// Where the parts began that were handed out, in their order.
    [[nodiscard]] const std::vector<RecordingPlace> &places() const { return m_places; }

Q_SIGNALS:
    /// loaded() has changed; \a batch is what was read since, \a marks are those of its rows. Last
    /// when it is over.
    void happened(const sealcord::TrafficBatch &batch, const std::vector<LoadedMark> &marks);
    void partReady(); ///< for itself, across the threads

private:
    struct Job {
        QString path;
        MakePass makePass;
    };

    void run(const std::stop_token &end);
    void read(const Job &job, const std::stop_token &stop);
    [[nodiscard]] bool hand(RecordingPart part, const std::stop_token &stop);
    void take();
    void fail(const QString &why);

    LoadedRecording m_loaded;
    std::vector<RecordingPlace> m_places;
    std::mutex m_mutex; // for what follows but the thread
    std::condition_variable_any m_changed;
    std::optional<Job> m_next; // none: it was begun
    std::stop_source m_stop; // of the job that was begun last
    std::optional<RecordingPart> m_part; // none: it was taken
    std::jthread m_thread;
};

} // namespace sealcord
