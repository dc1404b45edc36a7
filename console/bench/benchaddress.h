// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/hostport.h"

#include <QString>

#include <chrono>
#include <expected>

#include <sys/socket.h>

namespace sealcord {

/// Where a load generator connects to, as the system's calls take it.
struct BenchAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;

    [[nodiscard]] const sockaddr *any() const
    {
        return reinterpret_cast<const sockaddr *>(&storage);
    }
};

/// Looks \a server up. Where its name has several addresses, the first at which somebody accepts a
/// connection, within \a timeout each. Blocks. In words what went wrong.
[[nodiscard]] std::expected<BenchAddress, QString> findServer(
    const HostPort &server, std::chrono::milliseconds timeout);

} // namespace sealcord
