// SPDX-License-Identifier: MIT
#include "tests/benchmarks/window/shownserver.h"

#include "core/app/process/process.h"

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ServerWindowOptions serverOptions()
{
    auto options = parseServerWindowOptions(
        {u"--listen"_s, u"127.0.0.1:0"_s, u"--workers"_s, u"1"_s, u"--start"_s}, {});
    if (!options)
        qFatal("The window does not take these settings");
    options->server.settings.admission = options->server.admission(raiseDescriptorLimit());
    return *options;
}

} // namespace

ShownServer::ShownServer()
    : m_options(serverOptions())
    , m_log(Role::Server, m_options.server.log)
    , m_window(m_options, &m_log)
    , m_desk(*m_window.findChild<WatchDesk *>())
{
    m_window.show();
    if (!waitUntil([this] { return m_window.server().state() == OwnServer::State::Listening; }))
        qFatal("The window does not listen");
    wait(500ms); // until it is painted
}

ShownServer::~ShownServer()
{
    m_window.quitGracefully();
    waitUntil([this] { return m_window.server().state() == OwnServer::State::Stopped; });
}

quint16 ShownServer::port() const
{
    return m_window.server().address().section(u':', -1).toUShort();
}

bool ShownServer::waitUntil(const std::function<bool()> &isSo)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isSo())
            loop.quit();
    });
    look.start(5ms);
    QTimer::singleShot(1min, &loop, [&loop] { loop.exit(1); });
    return loop.exec() == 0;
}

void ShownServer::wait(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

QByteArray ShownServer::outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    process.start(program, arguments);
    loop.exec();
    return process.readAllStandardOutput();
}

} // namespace sealcord
