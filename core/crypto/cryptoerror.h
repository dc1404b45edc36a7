// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace sealcord {

/// What the crypto library could not do, in words for a log. Never holds key material.
struct CryptoError {
    std::string text;
};

/// Makes an error of \a what and the reasons in this thread's OpenSSL error queue, and empties the
/// queue: read it twice, and the second reader takes a failure for a success.
[[nodiscard]] CryptoError takeOpenSslError(std::string_view what);

} // namespace sealcord
