// SPDX-License-Identifier: MIT
#include "core/app/hooks/hookrunner.h"

#include "core/app/log/log.h"

#include <csignal>
#include <utility>

#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// With all that it has started: it is the first of a group of its own.
void killGroup(const QProcess &process)
{
    if (const auto id = static_cast<pid_t>(process.processId()); id > 0)
        ::kill(-id, SIGKILL);
}

} // namespace

HookRunner::HookRunner(const HookSettings &settings, Log &log, const HookLimits &limits)
    : m_settings(settings)
    , m_limits(limits)
    , m_log(log)
    , m_inbox(this, &HookRunner::readInbox)
{
    m_tellTooMany.setSingleShot(true);
    m_tellTooMany.setInterval(1s);
    connect(&m_tellTooMany, &QTimer::timeout, this, &HookRunner::tellTooMany);
}

void HookRunner::add(HookEvent event, std::string record)
{
    if (m_taken.fetch_add(1) < m_limits.waiting)
        return m_inbox.leave({event, std::move(record)});
    m_taken.fetch_sub(1);
    if (m_tooMany.fetch_add(1) == 0)
        m_inbox.ring();
}

void HookRunner::readInbox()
{
    if (m_tooMany > 0 && !m_tellTooMany.isActive())
        m_tellTooMany.start();
    for (auto &call : m_inbox.take())
        m_waiting.push_back(std::move(call));
    startWaiting();
}

void HookRunner::startWaiting()
{
    while (!m_waiting.empty() && m_running < m_limits.atOnce) {
        const auto call = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_taken.fetch_sub(1);
        start(call);
    }
    if (!m_isFinishing || m_running > 0)
        return;
    m_isFinishing = false;
    if (m_tooMany > 0)
        tellTooMany();
    Q_EMIT finished();
}

void HookRunner::start(const Call &call)
{
    const auto &command = m_settings.command(call.event);
    auto *const process = new QProcess(this);
    ++m_running;
    process->setProgram(command.first());
    process->setArguments(command.sliced(1));
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(process, process->errorString());
    });
    connect(
        process, &QProcess::finished, this, [this, process](int code, QProcess::ExitStatus how) {
            end(process,
                how == QProcess::CrashExit ? u"it was killed"_s
                    : code == 0            ? QString()
                                           : u"it left with %1"_s.arg(code));
        });
    QTimer::singleShot(m_limits.time, process, [process] { killGroup(*process); });
    process->setChildProcessModifier([] { ::setpgid(0, 0); });
    process->start();
    if (process->state() == QProcess::NotRunning)
        return; // there was no process to be had
    process->write(call.record.data(), static_cast<qint64>(call.record.size()));
    process->closeWriteChannel();
}

void HookRunner::end(QProcess *process, const QString &fault)
{
    if (!fault.isEmpty() && m_log.admits(LineKind(LineKind::Other::HookFailed)))
        m_log.write(LogLevel::Warn, "hook-failed",
            u"The hook "_s + process->program() + u" failed: "_s + fault,
            {{"command", process->program().toStdString()}});
    process->deleteLater();
    --m_running;
    startWaiting();
}

void HookRunner::tellTooMany()
{
    const auto count = m_tooMany.exchange(0);
    m_log.write(LogLevel::Warn, "hooks-left-out",
        u"No hook was run for so many events, of which more came than hooks take: %1"_s.arg(count),
        {{"count", static_cast<qint64>(count)}});
}

void HookRunner::finish()
{
    m_isFinishing = true;
    m_taken.fetch_add(m_limits.waiting); // nothing is taken any more
    readInbox();
    QTimer::singleShot(m_limits.atEnd, this, [this] {
        m_waiting.clear();
        for (const auto *const process : findChildren<QProcess *>())
            killGroup(*process);
    });
}

} // namespace sealcord
