// SPDX-License-Identifier: MIT
#include "tests/integration/programs/askedservertest.h"

namespace sealcord::test {

using namespace Qt::StringLiterals;
using Stream = RunningProgram::Stream;

QByteArray AskedServerTest::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

AskedServerTest::Outcome AskedServerTest::ctl(const QStringList &arguments) const
{
    RunningProgram program(
        QStringList{u"ctl"_s} + arguments + QStringList{u"--control"_s, path(u"control.sock"_s)});
    if (!program.start())
        return {RunningProgram::stillRunning, {}, {}};
    const auto code = program.exitCode();
    return {code, program.output(), program.errors()};
}

std::expected<QJsonDocument, QString> AskedServerTest::ask(const std::string &request) const
{
    const auto answer = askServer(path(u"control.sock"_s), request);
    if (!answer)
        return std::unexpected(u"no answer: "_s + answer.error());
    if (!answer->result)
        return std::unexpected(QString::fromStdString(answer->result.error()));
    return QJsonDocument::fromJson(QByteArray::fromStdString(*answer->result));
}

bool AskedServerTest::serve(const QStringList &options)
{
    m_server = std::make_unique<ServerProgram>(QStringList{u"--control"_s, path(u"control.sock"_s),
                                                   u"--authorized-agents"_s, path(u"agents"_s)}
        + options);
    return m_server->listen() && m_server->waitFor(Stream::Errors, u"Control socket "_s).hasMatch();
}

std::unique_ptr<AtTerminal> AskedServerTest::agent() const
{
    return std::make_unique<AtTerminal>(
        QStringList{u"agent"_s, u"--verify"_s, u"--trust=accept-new"_s, u"--identity"_s,
            path(u"agent.key"_s), u"--known-servers"_s, path(u"servers"_s), m_server->address()});
}

} // namespace sealcord::test
