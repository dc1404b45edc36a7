// SPDX-License-Identifier: MIT
#include "core/recording/recordingtap.h"

#include "core/recording/recorder.h"

#include <utility>

namespace sealcord {

void RecordingTap::begin(std::shared_ptr<Recorder> recorder)
{
    const std::lock_guard lives(m_livesMutex); // none comes or goes between the two
    recorder->beginWith(m_standing.news());
    const std::lock_guard lock(m_mutex);
    m_recorder = std::move(recorder);
    m_isRecording.store(true, std::memory_order_relaxed);
}

void RecordingTap::end()
{
    const std::lock_guard lock(m_mutex);
    m_isRecording.store(false, std::memory_order_relaxed);
    m_recorder.reset();
}

// What is told on another thread keeps it for as long as that takes.
std::shared_ptr<Recorder> RecordingTap::recorder() const
{
    if (!m_isRecording.load(std::memory_order_relaxed))
        return nullptr;
    const std::lock_guard lock(m_mutex);
    return m_recorder;
}

TapInterest RecordingTap::interest() const noexcept
{
    const auto told = recorder();
    return told ? told->interest() : TapInterest::Lives;
}

template <typename Record> void RecordingTap::noteLife(const Record &record)
{
    const std::lock_guard lives(m_livesMutex);
    const ConnectionNews news{RecordTime::clock::now(), record};
    m_standing.note(&news);
    if (const auto told = recorder())
        told->happened(record);
}

void RecordingTap::happened(WireEvent event)
{
    if (const auto *opened = event.as<ConnectionOpened>())
        return noteLife(*opened);
    if (const auto *established = event.as<ConnectionEstablished>())
        return noteLife(*established);
    if (const auto *ended = event.as<ConnectionEnded>())
        return noteLife(*ended);
    if (const auto told = recorder())
        told->happened(event);
}

} // namespace sealcord
