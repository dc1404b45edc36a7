// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QString>

#include <optional>

/// What this process holds in memory, as far as that can be measured.
namespace sealcord::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool isSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif
#else
constexpr bool isSanitized = false;
#endif

/// Bytes that are resident. Nothing under a sanitizer, whose own memory would be counted.
inline std::optional<qint64> residentMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (isSanitized || !status.open(QIODevice::ReadOnly))
        return std::nullopt;
    for (const auto &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.sliced(6).trimmed().split(' ').front().toLongLong() * 1024;
    return std::nullopt;
}

} // namespace sealcord::test
