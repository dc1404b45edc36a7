// SPDX-License-Identifier: MIT
#include "core/net/connection/connector.h"

#include "core/net/addresstext.h"
#include "core/net/connection/socketdescriptor.h"
#include "core/net/endpoint.h"
#include "core/net/startthread.h"

#include <QHostInfo>
#include <QTimerEvent>

#include <cerrno>
#include <cstring>

namespace sealcord {

using namespace std::chrono_literals;

Connector::Connector(QObject *parent)
    : QObject(parent)
{ }

Connector::~Connector()
{
    cancel();
}

void Connector::start(const QString &host, quint16 port, std::chrono::milliseconds timeout)
{
    cancel();
    m_host = host;
    m_port = port;
    m_timeout = timeout;
    m_failures.clear();
    m_isRefused = false;
    const auto literal = parseAddress(host);
    const auto name = literal ? std::nullopt : asciiName(host);
    if (name && startThread([] { })) {
        m_lookup = QHostInfo::lookupHost(*name, this, &Connector::take);
        return;
    }
    // Qt would wait for ever, and at its end too, for a thread that the system does not start.
    if (name)
        m_failures += QStringLiteral("cannot look up ") + host
            + QStringLiteral(": the limit of threads or of memory is reached");
    if (literal)
        m_addresses = {*literal};
    m_begin.start(0, this);
}

void Connector::cancel()
{
    if (m_lookup)
        QHostInfo::abortHostLookup(*std::exchange(m_lookup, std::nullopt));
    m_begin.stop();
    m_addresses.clear();
    dropSocket();
}

std::expected<ConnectedSocket, int> Connector::takeSocket()
{
    if (m_descriptor < 0)
        return std::unexpected(ENOTCONN);
    return ConnectedSocket{std::exchange(m_descriptor, -1), Endpoint(m_address, m_port)};
}

void Connector::timerEvent(QTimerEvent *event)
{
    const auto id = event->timerId();
    for (auto *timer : {&m_timeLimit, &m_begin, &m_settle}) {
        if (timer->timerId() != id)
            continue;
        timer->stop();
        if (timer == &m_begin)
            tryFirst();
        else if (timer == &m_settle)
            settle();
        else
            timedOut();
        return; // and this may be deleted
    }
}

void Connector::take(const QHostInfo &info)
{
    if (m_lookup != info.lookupId())
        return; // cancelled: Qt tells what it has in its cache all the same
    m_lookup.reset();
    m_addresses = info.addresses();
    tryFirst();
}

void Connector::tryFirst()
{
    if (m_addresses.isEmpty()) {
        if (m_failures.isEmpty())
            m_failures += QStringLiteral("unknown host ") + m_host;
        return tryNext();
    }
    Q_EMIT resolved();
    if (!m_addresses.isEmpty()) // whoever heard it may have cancelled
        tryNext();
}

void Connector::tryNext()
{
    if (m_addresses.isEmpty()) {
        Q_EMIT failed(m_failures.join(QStringLiteral("; ")));
        return;
    }
    m_address = m_addresses.takeFirst();
    if (const auto fault = interfaceFault(m_address); !fault.isEmpty())
        return addressFailed(fault);
    auto begun = beginConnecting(Endpoint(m_address, m_port));
    m_error = begun ? 0 : begun.error();
    m_descriptor = begun ? begun->descriptor : -1;
    if (!begun || begun->isSettled)
        return settleSoon();
    m_timeLimit.start(static_cast<int>(m_timeout.count()), this);
    m_writable = std::make_unique<SocketEvent<Connector>>(
        m_descriptor, QSocketNotifier::Write, *this, &Connector::answered);
}

// Not acted on from within the notifier, which goes with what is done.
void Connector::answered()
{
    m_writable->setEnabled(false);
    settleSoon();
}

void Connector::settle()
{
    m_writable.reset();
    m_timeLimit.stop();
    const int error = m_error != 0 ? m_error : socketError(m_descriptor);
    if (error == ECONNREFUSED || (error == 0 && isConnectedToItself(m_descriptor))) {
        m_isRefused = m_isRefused || m_failures.isEmpty();
        return addressFailed(QStringLiteral("connection refused"));
    }
    m_isRefused = false;
    if (error != 0)
        return addressFailed(QString::fromLocal8Bit(std::strerror(error)));
    Q_EMIT connected();
}

void Connector::timedOut()
{
    m_isRefused = false;
    addressFailed(
        QStringLiteral("no answer in %1 s").arg(std::chrono::duration<double>(m_timeout).count()));
}

void Connector::addressFailed(const QString &why)
{
    m_failures += hostPortText(m_address.toString(), m_port) + QStringLiteral(": ") + why;
    dropSocket();
    tryNext();
}

void Connector::dropSocket()
{
    m_timeLimit.stop();
    m_settle.stop();
    m_writable.reset();
    closeDescriptor(std::exchange(m_descriptor, -1));
}

} // namespace sealcord
