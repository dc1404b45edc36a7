// SPDX-License-Identifier: MIT
#include "core/crypto/aeadengine.h"

#include "core/crypto/ipsecmbgcm.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace sealcord {

std::string_view name(AeadEngine engine)
{
    return engine == AeadEngine::IpsecMb ? "ipsec-mb" : "openssl";
}

std::string description(AeadEngine engine)
{
    if (engine == AeadEngine::OpenSsl)
        return std::string("OpenSSL ") + OpenSSL_version(OPENSSL_VERSION_STRING);
    std::string text(name(engine));
    if (const auto version = IpsecMbGcm::libraryVersion(); !version.empty())
        text.append(" ").append(version);
    return text;
}

std::optional<std::string_view> whyUnavailable(AeadEngine engine)
{
    return engine == AeadEngine::IpsecMb ? IpsecMbGcm::whyUnavailable() : std::nullopt;
}

AeadEngine fastestAeadEngine()
{
    static const auto *const fastest = std::ranges::find_if(aeadEngines, isAvailable);
    return *fastest; // OpenSSL always is
}

} // namespace sealcord
