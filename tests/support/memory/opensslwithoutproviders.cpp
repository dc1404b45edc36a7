// SPDX-License-Identifier: MIT
#include "tests/support/memory/opensslwithoutproviders.h"

#include <openssl/evp.h>

#include <QtGlobal>

namespace sealcord::test {

OpenSslWithoutProviders::OpenSslWithoutProviders()
{
    if (EVP_set_default_properties(nullptr, "provider=absent") != 1)
        qFatal("OpenSSL takes no default properties");
}

OpenSslWithoutProviders::~OpenSslWithoutProviders()
{
    if (EVP_set_default_properties(nullptr, "") != 1)
        qFatal("OpenSSL takes no default properties");
}

} // namespace sealcord::test
