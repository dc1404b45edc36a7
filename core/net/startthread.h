// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <system_error>
#include <thread>
#include <utility>

namespace sealcord {

/// A thread that runs \a body, or why the system starts none: its limits of threads or of memory,
/// most likely.
template <typename Body>
[[nodiscard]] std::expected<std::jthread, std::error_code> startThread(Body &&body)
{
    try {
        return std::jthread(std::forward<Body>(body));
    } catch (const std::system_error &error) {
        return std::unexpected(error.code());
    }
}

} // namespace sealcord
