// SPDX-License-Identifier: MIT
#pragma once

#include "core/control/controlquestion.h"
#include "tests/integration/programs/atterminal.h"

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <expected>
#include <memory>
#include <string>

namespace sealcord::test {

/// A server that a person beside it asks, with its list of agents, and an agent with another one.
class AskedServerTest
{
protected:
    struct Outcome {
        int code = 0;
        QString output;
        QString errors;
    };

    /// For init().
    void begin()
    {
        m_server.reset();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] QByteArray read(const QString &name) const;
    [[nodiscard]] Outcome ctl(const QStringList &arguments) const;
    /// What the server answers to a line; or its error.
    [[nodiscard]] std::expected<QJsonDocument, QString> ask(const std::string &request) const;
    [[nodiscard]] bool serve(const QStringList &options = {});
    /// Whose person wants to compare codes.
    [[nodiscard]] std::unique_ptr<AtTerminal> agent() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_server;
};

} // namespace sealcord::test
