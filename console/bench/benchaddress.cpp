// SPDX-License-Identifier: MIT
#include "console/bench/benchaddress.h"

#include "core/net/addresstext.h"
#include "core/net/connection/socketdescriptor.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include <netdb.h>
#include <poll.h>
#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct FreeAddresses {
    void operator()(addrinfo *list) const noexcept { freeaddrinfo(list); }
};

std::expected<std::vector<BenchAddress>, QString> lookUp(const HostPort &server)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICSERV;
    const auto literal = parseAddress(server.host);
    if (literal && !interfaceFault(*literal).isEmpty())
        return std::unexpected(interfaceFault(*literal));
    const auto name = (literal ? server.host : asciiName(server.host).value_or(QString())).toUtf8();
    const auto port = QByteArray::number(server.port);
    addrinfo *list = nullptr;
    const int error = getaddrinfo(name.constData(), port.constData(), &wanted, &list);
    const std::unique_ptr<addrinfo, FreeAddresses> owner(list);
    if (error != 0)
        return std::unexpected(QString::fromLocal8Bit(gai_strerror(error)));

    std::vector<BenchAddress> addresses;
    for (const auto *entry = list; entry; entry = entry->ai_next) {
        auto &address = addresses.emplace_back();
        std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
        address.length = entry->ai_addrlen;
    }
    return addresses;
}

// 0, or the errno that tells why not.
int tryToConnect(const BenchAddress &address, std::chrono::milliseconds timeout)
{
    const int descriptor =
        ::socket(address.any()->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return errno;
    int error = 0;
    if (::connect(descriptor, address.any(), address.length) != 0)
        error = errno;
    if (error == EINPROGRESS) {
        pollfd events{.fd = descriptor, .events = POLLOUT, .revents = 0};
        socklen_t length = sizeof error;
        if (::poll(&events, 1, static_cast<int>(timeout.count())) == 1)
            ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length);
        else
            error = ETIMEDOUT;
    }
    if (error == 0 && isConnectedToItself(descriptor))
        error = ECONNREFUSED;
    ::close(descriptor);
    return error;
}

} // namespace

std::expected<BenchAddress, QString> findServer(
    const HostPort &server, std::chrono::milliseconds timeout)
{
    const auto addresses = lookUp(server);
    if (!addresses)
        return std::unexpected(addresses.error());
    int error = 0;
    for (const auto &address : *addresses) {
        // A single one needs no trial, which a server would log as a broken handshake.
        error = addresses->size() == 1 ? 0 : tryToConnect(address, timeout);
        if (error == 0)
            return address;
    }
    return std::unexpected(QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace sealcord
