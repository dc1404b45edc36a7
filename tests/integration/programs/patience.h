// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace sealcord::test {

/// How long a test waits for what must happen. Only a test that fails waits so long.
constexpr std::chrono::milliseconds patience = std::chrono::seconds(30);

/// Whether the programs are built with a sanitizer: their memory and their speed say nothing then.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool isSanitized = true;
#elif defined(__has_feature)
constexpr bool isSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool isSanitized = false;
#endif

} // namespace sealcord::test
