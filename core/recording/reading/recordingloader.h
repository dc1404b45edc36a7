// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/sessionsettings.h"
#include "core/records/recordtime.h"
#include "core/traffic/trafficbatch.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace sealcord {

class RecordingReader;

/// What has been read of a recording so far.
struct LoadedRecording {
    QString error; ///< why it cannot be read, for a person; empty: it can
    bool isOver = false; ///< nothing follows
    Role role = Role::Server; ///< of the program that recorded
    std::optional<RecordTime> started; ///< none: the recording does not say so
    qint64 size = 0; ///< of the file, in bytes
    qint64 read = 0; ///< of them
    quint64 messages = 0; ///< and events
    quint64 missing = 0; ///< that were not recorded, and are told of as gaps
    quint64 damagedLines = 0; ///< which are left out
    quint64 firstDamaged = 0; ///< the number of one
    bool isCutOff = false; ///< the file ends in the middle of a line
};

/// A row that whoever saved the recording had marked.
struct LoadedMark {
    quint64 number = 0; ///< of the row
    QString note; ///< may be empty
};

/// Reads a recording on a thread of its own and hands out what it holds in batches, as they are
/// handed out while it happens. It reads on only when the batch before was taken: what it needs of
/// memory does not depend on the file.
///
/// Belongs to one thread, which it never blocks but in the destructor, for as long as one read
/// takes.
class RecordingLoader final : public QObject
{
    Q_OBJECT

public:
    explicit RecordingLoader(QObject *parent = nullptr);
    ~RecordingLoader() override;

    /// Once.
    void load(const QString &path);
    /// It is over with what was read.
    void stop();

    [[nodiscard]] const LoadedRecording &loaded() const { return m_loaded; }

Q_SIGNALS:
    /// loaded() has changed; \a batch is what was read since, \a marks are those of its rows. Last
    /// when it is over.
    void happened(const sealcord::TrafficBatch &batch, const std::vector<LoadedMark> &marks);
    void batchReady(); ///< for itself, across the threads

private:
    class Reading;

    struct Part {
        LoadedRecording loaded;
        TrafficBatch batch;
        std::vector<LoadedMark> marks;
    };

    void read(const std::stop_token &end, const QString &path);
    void take();

    LoadedRecording m_loaded;
    bool m_isStopped = false;
    std::mutex m_mutex; // for what follows but the thread
    std::condition_variable_any m_taken;
    std::optional<Part> m_part; // none: it was taken
    std::jthread m_thread;
};

} // namespace sealcord
