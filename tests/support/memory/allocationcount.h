// SPDX-License-Identifier: MIT
#pragma once

namespace sealcord::test {

/// How often the calling thread has asked for memory, whoever asked: Qt, C++ or C. Linking
/// allocationcount.cpp into a program replaces its malloc() and relations by counting ones; glibc
/// only, and not under a sanitizer, which does the same.
[[nodiscard]] long allocationsSoFar();

} // namespace sealcord::test
