// SPDX-License-Identifier: MIT
#include "core/crypto/cryptoerror.h"

#include <openssl/err.h>

namespace sealcord {

CryptoError takeOpenSslError(std::string_view what)
{
    CryptoError error{std::string(what) + " failed"};
    while (const auto code = ERR_get_error()) {
        const char *reason = ERR_reason_error_string(code);
        error.text += std::string(": ") + (reason ? reason : "unknown reason");
    }
    return error;
}

} // namespace sealcord
