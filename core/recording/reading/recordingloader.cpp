// SPDX-License-Identifier: MIT
#include "core/recording/reading/recordingloader.h"

#include "core/net/startthread.h"
#include "core/recording/reading/recordingpass.h"
#include "core/recording/reading/recordingreader.h"

#include <utility>

namespace sealcord {

static RecordingPart failed(const QString &why)
{
    RecordingPart part;
    part.loaded.error = why;
    part.loaded.isOver = true;
    return part;
}

RecordingLoader::RecordingLoader(QObject *parent)
    : QObject(parent)
{
    connect(this, &RecordingLoader::partReady, this, &RecordingLoader::take, Qt::QueuedConnection);
}

RecordingLoader::~RecordingLoader()
{
    const std::lock_guard lock(m_mutex);
    m_stop.request_stop();
    m_next.reset();
} // the thread ends first, after the lock is gone

void RecordingLoader::load(const QString &path, const MakePass &makePass)
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop.request_stop();
        m_stop = {};
        m_part.reset();
        m_next = {path, makePass};
    }
    m_changed.notify_all();
    m_loaded = {};
    m_places.clear();
    if (m_thread.joinable())
        return;
    auto thread = startThread([this](const std::stop_token &end) { run(end); });
    if (thread)
        m_thread = std::move(*thread);
    else
        fail(QString::fromStdString(thread.error().message()));
}

void RecordingLoader::fail(const QString &why)
{
    {
        const std::lock_guard lock(m_mutex);
        m_next.reset();
        m_part = failed(why);
    }
    Q_EMIT partReady();
}

void RecordingLoader::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop.request_stop();
        m_next.reset();
        m_part.reset();
    }
    m_loaded.isOver = true;
    Q_EMIT happened({}, {});
}

void RecordingLoader::run(const std::stop_token &end)
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, end, [this] { return m_next.has_value(); }))
            return;
        const auto job = *std::exchange(m_next, std::nullopt);
        const auto stop = m_stop.get_token();
        lock.unlock();
        read(job, stop);
    }
}

void RecordingLoader::read(const Job &job, const std::stop_token &stop)
{
    auto reader = RecordingReader::open(job.path);
    if (!reader) {
        (void)hand(failed(reader.error()), stop);
        return;
    }
    const auto pass = job.makePass(*std::move(reader));
    for (bool isOver = false; !isOver && !stop.stop_requested();) {
        auto part = pass->next(stop);
        isOver = part.loaded.isOver;
        if (!hand(std::move(part), stop))
            return;
    }
}

// False: nobody wants it any more.
bool RecordingLoader::hand(RecordingPart part, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return !m_part.has_value(); })
        || stop.stop_requested())
        return false;
    m_part = std::move(part);
    lock.unlock();
    Q_EMIT partReady();
    return true;
}

void RecordingLoader::take()
{
    std::optional<RecordingPart> part;
    {
        const std::lock_guard lock(m_mutex);
        part = std::exchange(m_part, std::nullopt);
    }
    m_changed.notify_all();
    if (!part)
        return;
    m_loaded = std::move(part->loaded);
    m_places.push_back(part->begin);
    Q_EMIT happened(part->batch, part->marks);
}

} // namespace sealcord
