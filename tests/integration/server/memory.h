// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/patience.h"

#include <QFile>
#include <QString>

#include <optional>

/// What this process holds in memory, as far as that can be measured.
namespace sealcord::test {

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
