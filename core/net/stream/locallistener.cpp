// SPDX-License-Identifier: MIT
#include "core/net/stream/locallistener.h"

#include "core/net/accepterror.h"
#include "core/net/endpoint.h"
#include "core/net/listenerror.h"

#include <QNetworkProxy>

#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

namespace {

constexpr int backlog = 4096; // the kernel cuts it to its own limit
constexpr auto restTime = 250ms; // nothing tells when a descriptor is given back
constexpr int acceptedInTurn = 64;

} // namespace

LocalListener::LocalListener(Take take)
    : m_take(std::move(take))
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setListenBacklogSize(backlog);
    m_rest.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_notifier)
            m_notifier->setEnabled(true);
    });
}

std::expected<void, QString> LocalListener::listen(const ListenAddress &where)
{
    if (!m_socket.listen(bothFamilies(where.address), where.port))
        return std::unexpected(listenError(m_socket, where));
    m_socket.pauseAccepting(); // for good: this accepts
    tuneForMessages(m_socket.socketDescriptor());
    m_notifier = new QSocketNotifier(m_socket.socketDescriptor(), QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &LocalListener::accept);
    return {};
}

QString LocalListener::address() const
{
    return Endpoint(m_socket.serverAddress(), m_socket.serverPort()).toString();
}

// Its notifier may be the caller.
void LocalListener::close()
{
    if (!m_notifier)
        return;
    m_notifier->setEnabled(false); // before its descriptor is closed
    std::exchange(m_notifier, nullptr)->deleteLater();
    m_socket.close();
}

void LocalListener::accept()
{
    for (int i = 0; i < acceptedInTurn && m_notifier; ++i) { // who is taken may have it closed
        const auto accepted = acceptFrom(m_socket.socketDescriptor());
        if (accepted)
            m_take(*accepted);
        else if (const auto kind = acceptError(accepted.error()); kind == AcceptError::NobodyWaits)
            return;
        else if (kind != AcceptError::Passing)
            return rest();
    }
}

// Who waits keeps the socket readable: going on at once would spin.
void LocalListener::rest()
{
    m_notifier->setEnabled(false);
    m_rest.start(restTime);
}

} // namespace sealcord
