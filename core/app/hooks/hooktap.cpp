// SPDX-License-Identifier: MIT
#include "core/app/hooks/hooktap.h"

#include "core/app/log/logjson.h"
#include "core/app/trust/agentgate.h"
#include "core/records/recordfields.h"

#include <utility>

namespace sealcord {

namespace {

template <typename What> std::string recordOf(LogLevel level, const What &what)
{
    return jsonLine({std::chrono::system_clock::now(), level, what},
        {.role = Role::Server, .showData = ShowData::None});
}

template <typename What> std::string streamRecord(const What &what)
{
    std::string line;
    JsonObject record(line);
    addBeginning(record, std::chrono::system_clock::now(), name(LogLevel::Info), Role::Server);
    addFields(record, what);
    record.finish();
    return line + '\n';
}

std::string silence(const ConnectionName &connection, std::chrono::milliseconds time)
{
    std::string line;
    JsonObject record(line);
    addBeginning(record, std::chrono::system_clock::now(), name(LogLevel::Warn), Role::Server);
    addEvent(record, "agent-silent", connection);
    record.add("silent_ms", time.count());
    record.finish();
    return line + '\n';
}

} // namespace

HookTap::HookTap(const HookSettings &settings, Take take)
    : m_settings(settings)
    , m_take(std::move(take))
{ }

bool HookTap::isAsked(HookEvent event) const
{
    return !m_settings.command(event).isEmpty();
}

TapInterest HookTap::interest() const noexcept
{
    return isAsked(HookEvent::Silent) ? TapInterest::Numbers : TapInterest::Lives;
}

void HookTap::happened(WireEvent event)
{
    event.visit([this](const auto &record) { take(record); });
}

void HookTap::take(const ConnectionOpened &opened)
{
    if (isAsked(HookEvent::Connect))
        m_take(HookEvent::Connect, recordOf(LogLevel::Info, opened));
}

void HookTap::take(const ConnectionEstablished &established)
{
    if (isAsked(HookEvent::Established))
        m_take(HookEvent::Established, recordOf(LogLevel::Info, established));
    const std::scoped_lock lock(m_mutex);
    if (established.peer)
        m_waiting.remove(established.peer->key);
    if (isAsked(HookEvent::Silent))
        m_heard[established.connection.id] = {established.connection, Clock::now()};
}

void HookTap::take(const ConnectionCounted &counted)
{
    if (!isAsked(HookEvent::Silent))
        return;
    const std::scoped_lock lock(m_mutex);
    const auto heard = m_heard.find(counted.connection.id);
    if (heard == m_heard.end() || heard->second.messages == counted.count.messagesIn)
        return;
    heard->second.messages = counted.count.messagesIn;
    heard->second.last = Clock::now();
    heard->second.isSilent = false;
}

void HookTap::take(const ConnectionEnded &ended)
{
    if (ended.reason == EndReason::WaitsForApproval) {
        if (isAsked(HookEvent::Pending) && isNewlyWaiting(ended))
            m_take(HookEvent::Pending, recordOf(LogLevel::Info, ended));
        return;
    }
    const auto kind = isFault(ended.reason) ? HookEvent::Failed : HookEvent::Closed;
    if (isAsked(kind))
        m_take(kind, recordOf(kind == HookEvent::Failed ? LogLevel::Warn : LogLevel::Info, ended));
    if (isAsked(HookEvent::Silent)) {
        const std::scoped_lock lock(m_mutex);
        m_heard.erase(ended.connection.id);
    }
}

void HookTap::take(const StreamOpened &opened)
{
    if (isAsked(HookEvent::StreamOpened))
        m_take(HookEvent::StreamOpened, streamRecord(opened));
}

void HookTap::take(const StreamClosed &closed)
{
    if (closed.wasOpened && isAsked(HookEvent::StreamClosed))
        m_take(HookEvent::StreamClosed, streamRecord(closed));
}

// It comes again and again until somebody has decided.
bool HookTap::isNewlyWaiting(const ConnectionEnded &ended)
{
    if (!ended.peer)
        return false;
    const std::scoped_lock lock(m_mutex);
    return m_waiting.add(ended.peer->key, {}, addressOf(ended.connection), utcNow());
}

void HookTap::lookForSilence(Clock::time_point now)
{
    std::vector<std::string> records;
    {
        const std::scoped_lock lock(m_mutex);
        for (auto &[id, heard] : m_heard) {
            const auto time =
                std::chrono::duration_cast<std::chrono::milliseconds>(now - heard.last);
            if (time < m_settings.silentAfter || std::exchange(heard.isSilent, true))
                continue;
            records.push_back(silence(heard.connection, time));
        }
    }
    for (auto &record : records)
        m_take(HookEvent::Silent, std::move(record));
}

} // namespace sealcord
