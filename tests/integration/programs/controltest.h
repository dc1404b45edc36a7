// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/processes/runningprogram.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace sealcord::test {

/// Asks servers as a person does.
class ControlTest
{
protected:
    struct Outcome {
        int code = 0;
        QString output;
        QString errors;
    };

    /// Of a control socket.
    [[nodiscard]] QString path() const
    {
        return m_folder->filePath(QStringLiteral("control.sock"));
    }
    /// What `sealcord ctl` says, in an environment in which it finds no server by itself.
    [[nodiscard]] Outcome ctl(const QStringList &arguments) const
    {
        RunningProgram program(QStringList{QStringLiteral("ctl")} + arguments);
        program.setVariable(QStringLiteral("XDG_RUNTIME_DIR"), m_folder->path());
        if (!program.start())
            return {RunningProgram::stillRunning, {}, {}};
        const auto code = program.exitCode();
        return {code, program.output(), program.errors()};
    }

    std::unique_ptr<QTemporaryDir> m_folder = std::make_unique<QTemporaryDir>();
};

} // namespace sealcord::test
