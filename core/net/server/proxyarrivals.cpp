// SPDX-License-Identifier: MIT
#include "core/net/server/proxyarrivals.h"

#include "core/net/connection/socketdescriptor.h"
#include "core/net/limits.h"

#include <cstring>
#include <utility>

namespace sealcord {

ProxyArrivals::ProxyArrivals(
    std::chrono::milliseconds timeout, Arrived arrived, Refused refused, QObject *parent)
    : QObject(parent)
    , m_timeout(timeout)
    , m_arrived(std::move(arrived))
    , m_refused(std::move(refused))
{ }

ProxyArrivals::~ProxyArrivals()
{
    clear();
}

void ProxyArrivals::add(qintptr descriptor, const Endpoint &balancer, std::size_t most)
{
    if (!m_waiting.empty() && m_waiting.size() >= most)
        refuse(m_waiting.begin(), "its PROXY header was not whole when newer ones needed the room");
    m_waiting.push_back(
        {.descriptor = descriptor, .balancer = balancer, .deadline = Clock::now() + m_timeout});
    const auto waiting = std::prev(m_waiting.end());
    waiting->notifier = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    connect(waiting->notifier.get(), &QSocketNotifier::activated, this,
        [this, waiting] { read(waiting); });
    if (!m_tick.isActive())
        m_tick.start(static_cast<int>(deadlineTick.count()), this);
}

// What is there, and nothing behind the header: that is for the connection.
void ProxyArrivals::read(Place waiting)
{
    while (!waiting->header.isWhole()) {
        const auto count = receiveAtOnce(waiting->descriptor, waiting->header.space());
        if (!count && isTryAgain(count.error()))
            return;
        if (!count)
            return refuse(waiting,
                "lost before its PROXY header was whole: " + std::string(strerror(count.error())));
        if (*count == 0)
            return refuse(waiting, "closed before its PROXY header was whole");
        if (auto filled = waiting->header.filled(*count); !filled)
            return refuse(waiting, std::move(filled.error()));
    }
    const auto whole = take(waiting);
    m_arrived(whole.descriptor, whole.header.source().value_or(whole.balancer));
}

void ProxyArrivals::refuse(Place waiting, std::string why)
{
    const auto taken = take(waiting);
    closeDescriptor(taken.descriptor);
    m_refused({.peer = taken.balancer,
        .reason = ConnectionRefused::Reason::NoProxyHeader,
        .text = std::move(why)});
}

// Its notifier is disabled before the descriptor is anybody else's, and deleted later: this may be
// its own call.
ProxyArrivals::Waiting ProxyArrivals::take(Place waiting)
{
    waiting->notifier->setEnabled(false);
    waiting->notifier.release()->deleteLater();
    auto taken = std::move(*waiting);
    m_waiting.erase(waiting);
    if (m_waiting.empty())
        m_tick.stop();
    return taken;
}

void ProxyArrivals::clear()
{
    while (!m_waiting.empty())
        closeDescriptor(take(m_waiting.begin()).descriptor);
}

void ProxyArrivals::timerEvent(QTimerEvent *)
{
    const auto now = Clock::now();
    while (!m_waiting.empty() && now >= m_waiting.front().deadline)
        refuse(m_waiting.begin(), "its PROXY header was not whole in time");
}

} // namespace sealcord
