// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/proxy/proxyheader.h"
#include "core/net/tap/tap.h"

#include <QBasicTimer>
#include <QObject>
#include <QSocketNotifier>

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>

namespace sealcord {

/// The connections of balancers whose PROXY header is not whole yet. They are nobody's connections
/// so far: who they are admitted for stands in the header.
///
/// Each costs a descriptor and at most longestProxyHeader bytes, for at most the time that a
/// handshake may take. Lives on one thread, where all of it is called.
class ProxyArrivals final : public QObject
{
public:
    /// Takes the descriptor of a connection over, behind its header, for the client that it names.
    using Arrived = std::function<void(qintptr descriptor, const Endpoint &client)>;
    /// Is told of one that was closed.
    using Refused = std::function<void(const ConnectionRefused &refused)>;

    /// Waits for each header as long as \a timeout.
    ProxyArrivals(
        std::chrono::milliseconds timeout, Arrived arrived, Refused refused, QObject *parent);
    ~ProxyArrivals() override;

    /// Takes over the accepted socket \a descriptor of \a balancer. Where \a most wait, the oldest
    /// makes room for it.
    void add(qintptr descriptor, const Endpoint &balancer, std::size_t most);
    /// How many wait.
    [[nodiscard]] std::size_t count() const { return m_waiting.size(); }
    /// Closes all of them without a word.
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    struct Waiting {
        qintptr descriptor = -1;
        Endpoint balancer;
        Clock::time_point deadline;
        ProxyHeaderReader header = {};
        std::unique_ptr<QSocketNotifier> notifier = {};
    };
    using Place = std::list<Waiting>::iterator;

    void read(Place waiting);
    void refuse(Place waiting, std::string why);
    [[nodiscard]] Waiting take(Place waiting);
    void timerEvent(QTimerEvent *event) override;

    const std::chrono::milliseconds m_timeout;
    const Arrived m_arrived;
    const Refused m_refused;
    std::list<Waiting> m_waiting; // in the order of their deadlines
    QBasicTimer m_tick; // while there are any
};

} // namespace sealcord
