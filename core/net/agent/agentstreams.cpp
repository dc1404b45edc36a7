// SPDX-License-Identifier: MIT
#include "core/net/agent/agentstreams.h"

#include "core/net/connection/socketdescriptor.h"

#include <algorithm>
#include <utility>

namespace sealcord {

AgentStreams::AgentStreams(const AgentSettings &settings, IoContext &context)
    : m_settings(settings)
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
    for (const auto &local : m_settings.locals) {
        auto listener = std::make_unique<LocalListener>(
            [this, target = local.target.toStdString()](
                const ConnectedSocket &socket) { carry(socket.descriptor, target, socket.peer); });
        if (auto listening = listener->listen(local.listen); !listening) {
            close();
            return listening;
        }
        m_listeners.push_back(std::move(listener));
    }
    return {};
}

void AgentStreams::close()
{
    m_listeners.clear();
    while (!m_waiting.empty())
        turnAwayFirst("the agent ends");
}

std::vector<AgentStreams::Local> AgentStreams::locals() const
{
    std::vector<Local> locals;
    for (std::size_t i = 0; i < m_listeners.size(); ++i)
        locals.push_back({m_listeners[i]->address(), m_settings.locals[i].target});
    return locals;
}

void AgentStreams::carry(
    qintptr descriptor, const std::string &target, const Endpoint &from, StreamPartner partner)
{
    if (m_connection)
        return m_carriers.open(*m_connection, descriptor, target, from, std::move(partner));
    if (m_waiting.size() == mostWaiting)
        turnAwayFirst("too many wait for the server");
    m_waiting.push_back({descriptor, target, from, std::move(partner), m_context.now()});
    m_tick.start(deadlineTick);
}

void AgentStreams::established(Connection &connection)
{
    m_connection = &connection;
    m_tick.stop();
    for (auto &waiting : std::exchange(m_waiting, {}))
        carry(waiting.descriptor, waiting.target, waiting.from,
            std::move(waiting.partner)); // may wait again, if it is lost
}

void AgentStreams::ended(const Connection &connection)
{
    m_connection = nullptr;
    m_carriers.ended(connection);
}

StreamHost::Destination AgentStreams::destination(
    const Connection &, StreamNumber, std::string_view target)
{
    const auto wanted = QString::fromUtf8(target.data(), static_cast<qsizetype>(target.size()));
    const auto found = std::ranges::find(m_settings.published, wanted, &NamedService::name);
    if (found == m_settings.published.end())
        return std::unexpected(StreamReset::NoSuchTarget);
    return found->address;
}

void AgentStreams::turnAwayFirst(std::string_view why)
{
    const auto waiting = std::move(m_waiting.front());
    m_waiting.pop_front();
    closeDescriptor(waiting.descriptor);
    if (waiting.partner.reset)
        waiting.partner.reset(StreamReset::Unreachable);
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
        turnAwayFirst("the server is not there");
    if (m_waiting.empty())
        m_tick.stop();
}

} // namespace sealcord
