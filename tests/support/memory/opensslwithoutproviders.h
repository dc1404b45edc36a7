// SPDX-License-Identifier: MIT
#pragma once

namespace sealcord::test {

/// While one lives, OpenSSL finds no algorithm that it has not fetched already: how its failures
/// are made to happen. Not thread safe.
class OpenSslWithoutProviders
{
public:
    OpenSslWithoutProviders();
    ~OpenSslWithoutProviders();
    OpenSslWithoutProviders(const OpenSslWithoutProviders &) = delete;
    OpenSslWithoutProviders &operator=(const OpenSslWithoutProviders &) = delete;
};

} // namespace sealcord::test
