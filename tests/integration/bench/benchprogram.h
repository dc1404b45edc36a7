// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/processes/runningprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace sealcord::test {

/// One run of `sealcord bench` that answers in JSON.
class BenchProgram final : public RunningProgram
{
public:
    BenchProgram(const QString &address, const QStringList &options)
        : RunningProgram(QStringList{QStringLiteral("bench"), address, QStringLiteral("--format"),
                             QStringLiteral("json")}
              + options)
    { }

    /// What it has measured; empty where it said nothing of the kind.
    [[nodiscard]] QJsonObject result() const
    {
        return QJsonDocument::fromJson(bytes(Stream::Output)).object();
    }
};

} // namespace sealcord::test
