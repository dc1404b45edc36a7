// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace sealcord {

/// Which library seals and opens. What is on the wire is the same: either end may use either.
enum class AeadEngine {
    OpenSsl, ///< everywhere
    IpsecMb, ///< Intel's ipsec-mb: where the build found it and the processor can
};

/// Those there are, available or not, the faster one first.
inline constexpr std::array aeadEngines{AeadEngine::IpsecMb, AeadEngine::OpenSsl};

/// "openssl", "ipsec-mb": as settings name it.
[[nodiscard]] std::string_view name(AeadEngine engine);

/// "OpenSSL 3.0.17", "ipsec-mb 1.3.0": the library that this process runs with. Of an engine that
/// is not part of this build the name alone.
[[nodiscard]] std::string description(AeadEngine engine);

/// Why \a engine cannot be used by this build on this processor, in words that follow its name
/// ("is not part of this build"); none: it can. Found out once per process, which takes 0.3 ms:
/// ipsec-mb tests itself. Any thread.
[[nodiscard]] std::optional<std::string_view> whyUnavailable(AeadEngine engine);

[[nodiscard]] inline bool isAvailable(AeadEngine engine)
{
    return !whyUnavailable(engine);
}

/// The fastest one that is available.
[[nodiscard]] AeadEngine fastestAeadEngine();

} // namespace sealcord
