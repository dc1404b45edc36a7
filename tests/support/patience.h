// SPDX-License-Identifier: MIT
#pragma once

// GCC defines macros for its sanitizers, Clang 19 has features.
#ifndef __has_feature
#define __has_feature(feature) 0
#endif

namespace sealcord::test {

/// Milliseconds that a test waits for what must happen. Only a test that fails waits so long.
constexpr int patience = 30'000;

#ifdef __SANITIZE_ADDRESS__
constexpr bool hasAddressSanitizer = true;
#else
constexpr bool hasAddressSanitizer = __has_feature(address_sanitizer);
#endif

#ifdef __SANITIZE_THREAD__
constexpr bool hasThreadSanitizer = true;
#else
constexpr bool hasThreadSanitizer = __has_feature(thread_sanitizer);
#endif

/// Whether the tests and the programs are built with a sanitizer: their memory and their speed say
/// nothing then.
constexpr bool isSanitized = hasAddressSanitizer || hasThreadSanitizer;

} // namespace sealcord::test
