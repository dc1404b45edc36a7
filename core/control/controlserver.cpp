// SPDX-License-Identifier: MIT
#include "core/control/controlserver.h"

#include "core/control/controlclient.h"
#include "core/control/localpeer.h"

#include <QFile>
#include <QLocalSocket>
#include <QLockFile>

#include <chrono>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto reopenInterval = 1s;
constexpr auto longestEnd = 1s;

/// Who puts a socket at \a path, or takes it away, holds this meanwhile: between the look at what
/// is there and that, nobody else may.
QString lockOf(const QString &path)
{
    return path + u".lock"_s;
}

} // namespace

ControlServer::ControlServer(ControlHandler &handler, const ControlLimits &limits, QObject *parent)
    : QObject(parent)
    , m_handler(handler)
    , m_limits(limits)
{
    // Made in a folder that is the user's alone and moved when its mode is set: at no time may
    // anybody else connect.
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setListenBacklogSize(static_cast<int>(limits.clients));
    m_reopening.setInterval(reopenInterval);
    connect(&m_reopening, &QTimer::timeout, this, &ControlServer::reopen);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::takeClients);
}

// QLocalServer closes its socket first and then removes what is at the path, which must not be that
// of a server that came in between.
ControlServer::~ControlServer()
{
    QLockFile lock(lockOf(m_path));
    if (m_server.isListening())
        lock.tryLock(longestEnd);
    m_server.close();
}

std::expected<void, QString> ControlServer::listen(const QString &path)
{
    m_path = path;
    m_reopening.start();
    return open();
}

std::expected<void, QString> ControlServer::open()
{
    QLockFile lock(lockOf(m_path));
    if (!lock.tryLock(0ms) && lock.error() == QLockFile::LockFailedError)
        return std::unexpected(m_path + u": another program is about to listen there"_s);
    if (auto free = isSocketFree(m_path); !free)
        return free;
    QLocalServer::removeServer(m_path);
    if (!m_server.listen(m_path))
        return std::unexpected(m_path + u": "_s + m_server.errorString());
    // Qt lets the user execute it too.
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    m_hasListened = true;
    return {};
}

// Where the system has no descriptor for a client, QLocalServer closes for good, and tells nobody.
void ControlServer::reopen()
{
    const auto isFirst = !m_hasListened;
    if (m_server.isListening() || !open())
        return;
    if (isFirst)
        Q_EMIT opened();
    else
        Q_EMIT clientDropped(u"the system had no descriptor for a program that came"_s);
}

void ControlServer::takeClients()
{
    while (auto *const socket = m_server.nextPendingConnection())
        take(socket);
}

void ControlServer::take(QLocalSocket *socket)
{
    const auto peer = localPeer(static_cast<int>(socket->socketDescriptor()));
    auto *const client = new ControlClient(socket, m_handler, m_limits, this);
    ++m_clients;
    connect(client, &ControlClient::ended, this, [this, client] {
        --m_clients;
        client->deleteLater();
    });
    connect(client, &ControlClient::dropped, this,
        [this, who = u"process %1 "_s.arg(peer ? peer->process : 0)](
            const QString &why) { Q_EMIT clientDropped(who + why); });
    if (!peer || !peer->isTrusted())
        client->refuse(u"it belongs to another user"_s, u"is of another user"_s);
    else if (m_clients > m_limits.clients)
        client->refuse(u"%1 others are connected, and no more can be"_s.arg(m_limits.clients),
            u"is one too many"_s);
    else
        client->start();
}

} // namespace sealcord
