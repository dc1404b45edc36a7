// SPDX-License-Identifier: MIT
#include "server-gui/agentaddress.h"

#include "core/net/endpoint.h"
#include "core/trust/keyword.h"

#include <QAbstractSocket>
#include <QNetworkInterface>

#include <algorithm>
#include <optional>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// Connecting a datagram socket looks for a route and sends nothing. The port is Discard's.
std::optional<QHostAddress> sourceTowards(const sockaddr *target, socklen_t length)
{
    const int descriptor = ::socket(target->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return std::nullopt;
    sockaddr_storage source{};
    socklen_t sourceLength = sizeof(source);
    auto *const view = reinterpret_cast<sockaddr *>(&source);
    const bool isFound = ::connect(descriptor, target, length) == 0
        && ::getsockname(descriptor, view, &sourceLength) == 0;
    ::close(descriptor);
    return isFound ? std::optional(Endpoint(view).address()) : std::nullopt;
}

// Addresses that are nobody's, and so are reached by the default route (RFC 5737, RFC 3849).
QList<QHostAddress> sourcesOfDefaultRoutes()
{
    sockaddr_in to4{};
    to4.sin_family = AF_INET;
    to4.sin_port = htons(9);
    ::inet_pton(AF_INET, "192.0.2.1", &to4.sin_addr);
    sockaddr_in6 to6{};
    to6.sin6_family = AF_INET6;
    to6.sin6_port = htons(9);
    ::inet_pton(AF_INET6, "2001:db8::1", &to6.sin6_addr);
    QList<QHostAddress> sources;
    for (const auto &source : {sourceTowards(reinterpret_cast<const sockaddr *>(&to4), sizeof(to4)),
             sourceTowards(reinterpret_cast<const sockaddr *>(&to6), sizeof(to6))}) {
        if (source)
            sources += *source;
    }
    return sources;
}

bool isEverywhere(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6) || address == QHostAddress::Any;
}

} // namespace

LocalAddresses localAddresses()
{
    LocalAddresses local;
    local.ofDefaultRoutes = sourcesOfDefaultRoutes();
    for (const auto &interface : QNetworkInterface::allInterfaces()) {
        constexpr auto needed = QNetworkInterface::IsUp | QNetworkInterface::IsRunning;
        if ((interface.flags() & needed) != needed)
            continue;
        for (const auto &entry : interface.addressEntries())
            local.all += entry.ip();
    }
    return local;
}

AgentTargets agentTargets(const QHostAddress &address, quint16 port, const LocalAddresses &local)
{
    if (!isEverywhere(address))
        return {Endpoint(address, port).toString(), {}};
    const bool isIPv4Alone = address == QHostAddress(QHostAddress::AnyIPv4);
    QList<QHostAddress> reachable;
    const auto add = [&](const QHostAddress &candidate) {
        const bool isIPv4 = candidate.protocol() == QAbstractSocket::IPv4Protocol;
        const bool isTaken = isIPv4 || !isIPv4Alone;
        // A link-local address says nothing without the name of the other machine's interface.
        if (isTaken && candidate.isGlobal() && !reachable.contains(candidate))
            reachable += candidate;
    };
    std::ranges::for_each(local.ofDefaultRoutes, add);
    std::ranges::for_each(local.all, add);
    if (reachable.isEmpty())
        return {Endpoint(QHostAddress(QHostAddress::LocalHost), port).toString(), {}};
    AgentTargets targets{Endpoint(reachable.takeFirst(), port).toString(), {}};
    for (const auto &other : reachable)
        targets.others += Endpoint(other, port).toString();
    return targets;
}

QStringList agentTrustArguments(const std::optional<X25519KeyPair::PublicKey> &key)
{
    if (!key)
        return {u"--protocol"_s, u"classic"_s};
    return {u"--server-key"_s, keyWord(*key)};
}

QString agentCommand(const QString &target, const std::optional<X25519KeyPair::PublicKey> &key)
{
    const QStringList words{u"sealcord"_s, u"agent"_s, target};
    return (words + agentTrustArguments(key)).join(u' ');
}

} // namespace sealcord
