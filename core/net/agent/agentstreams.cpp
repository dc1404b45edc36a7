// SPDX-License-Identifier: MIT
#include "core/net/agent/agentstreams.h"

#include "core/net/connection/socketdescriptor.h"

#include <algorithm>
#include <utility>

namespace sealcord {

AgentStreams::AgentStreams(const AgentSettings &settings, IoContext &context)
    : m_wanted(settings.locals)
    , m_published(settings.published)
    , m_context(context)
    , m_carriers(context, *this, this)
{
    connect(&m_tick, &QTimer::timeout, this, &AgentStreams::lookAtWaiting);
}

AgentStreams::~AgentStreams()
{
    close();
}

std::expected<void, QString> AgentStreams::listen()
{
    for (const auto &local : m_wanted) {
        if (auto address = addLocal(local); !address) {
            close();
            return std::unexpected(std::move(address.error()));
        }
    }
    return {};
}

std::expected<QString, QString> AgentStreams::addLocal(const LocalPort &local)
{
    auto listener = std::make_unique<LocalListener>(
        [this, target = local.target.toStdString()](
            const ConnectedSocket &socket) { carry(socket.descriptor, target, socket.peer); });
    if (auto listening = listener->listen(local.listen); !listening)
        return std::unexpected(std::move(listening.error()));
    auto address = listener->address();
    m_listeners.push_back({local, std::move(listener)});
    return address;
}

void AgentStreams::removeLocal(const LocalPort &local)
{
    if (const auto found = std::ranges::find(m_listeners, local, &Listening::local);
        found != m_listeners.end())
        m_listeners.erase(found);
}

void AgentStreams::publish(const NamedService &service)
{
    withdraw(service.name);
    m_published.push_back(service);
}

void AgentStreams::withdraw(const QString &name)
{
    std::erase_if(m_published, [&](const NamedService &service) { return service.name == name; });
}

void AgentStreams::reset(StreamNumber number)
{
    if (auto *const carrier = m_connection ? m_carriers.find(m_connection->name().id) : nullptr)
        carrier->reset(number, StreamReset::Cancelled, streamEndedByHand);
}

// One of them may be the caller.
void AgentStreams::close()
{
    for (const auto &listening : m_listeners)
        listening.listener->close();
    while (!m_waiting.empty())
        turnAwayFirst("the agent ends");
}

std::vector<AgentStreams::Local> AgentStreams::locals() const
{
    std::vector<Local> locals;
    locals.reserve(m_listeners.size());
    for (const auto &listening : m_listeners)
        locals.push_back({listening.listener->address(), listening.local.target});
    return locals;
}

void AgentStreams::carry(
    qintptr descriptor, const std::string &target, const Endpoint &from, StreamPartner partner)
{
    carry({descriptor, target, from, std::move(partner), m_context.now()});
}

void AgentStreams::carry(Arrival arrival)
{
    if (m_connection && !m_isServerLeaving)
        m_carriers.open(*m_connection, std::move(arrival));
    else
        wait(std::move(arrival));
}

void AgentStreams::wait(Arrival arrival)
{
    if (m_waiting.size() == mostWaiting)
        turnAwayFirst("too many wait for the server");
    const auto place = std::ranges::upper_bound(m_waiting, arrival.since, {}, &Arrival::since);
    m_waiting.insert(place, std::move(arrival));
    if (!m_tick.isActive())
        m_tick.start(deadlineTick);
}

bool AgentStreams::takesBack(Arrival &arrival)
{
    if (!m_mayReconnect)
        return false; // there is no next server
    m_isServerLeaving = true;
    wait(std::move(arrival));
    return true;
}

bool AgentStreams::isDoneWithServer() const
{
    const auto *const carrier =
        m_isServerLeaving ? m_carriers.find(m_connection->name().id) : nullptr;
    return carrier && carrier->count() == 0;
}

void AgentStreams::established(Connection &connection)
{
    m_connection = &connection;
    for (auto &waiting : std::exchange(m_waiting, {}))
        carry(std::move(waiting)); // may wait again, if it is lost
}

void AgentStreams::ended(const Connection &connection)
{
    m_connection = nullptr;
    m_isServerLeaving = false;
    m_carriers.ended(connection);
}

StreamHost::Destination AgentStreams::destination(
    const Connection &, StreamNumber, std::string_view target)
{
    const auto wanted = QString::fromUtf8(target.data(), static_cast<qsizetype>(target.size()));
    const auto found = std::ranges::find(m_published, wanted, &NamedService::name);
    if (found == m_published.end())
        return std::unexpected(StreamReset::NoSuchTarget);
    return found->address;
}

void AgentStreams::turnAwayFirst(std::string_view why)
{
    const auto waiting = std::move(m_waiting.front());
    m_waiting.pop_front();
    waiting.partner.cutOff(StreamReset::Unreachable, waiting.descriptor);
    m_context.tap().happened(
        StreamClosed{.stream = {.target = waiting.target, .from = waiting.from},
            .duration = std::chrono::duration_cast<std::chrono::milliseconds>(
                m_context.now() - waiting.since),
            .reset = StreamReset::Unreachable,
            .why = why});
}

void AgentStreams::lookAtWaiting()
{
    while (!m_waiting.empty() && m_context.now() - m_waiting.front().since > waitingTime)
        turnAwayFirst(
            m_isServerLeaving ? "the server is shutting down" : "the server is not there");
    if (m_waiting.empty())
        m_tick.stop();
}

} // namespace sealcord
