// SPDX-License-Identifier: MIT
#include "server-gui/known/agentmemory.h"

#include "core/app/known/agentlines.h"
#include "core/text/escape.h"
#include "core/trust/guardedfile.h"
#include "core/trust/writtenfile.h"

#include <QDebug>

#include <chrono>
#include <stop_token>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static void warn(const QString &text)
{
    qWarning().noquote() << printable(text);
}

AgentMemory::AgentMemory(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_work(std::make_unique<BackgroundWork>())
{
    if (m_path.isEmpty())
        return;
    load();
    m_due.setSingleShot(true);
    m_due.setInterval(1s);
    connect(&m_due, &QTimer::timeout, this, &AgentMemory::write);
    connect(&m_book, &AgentBook::changed, this, [this] {
        m_isChanged = true;
        if (!m_due.isActive())
            m_due.start();
    });
}

// Nothing waits for this one any more.
AgentMemory::~AgentMemory()
{
    const bool isUnwritten = m_isChanged || m_work->isRunning();
    m_work.reset();
    if (!isUnwritten)
        return;
    if (const auto written = replaceFile(m_path, agentLines(m_book)); !written)
        warn(written.error().text);
}

void AgentMemory::load()
{
    const auto text = readGuarded(m_path, Guard::Write);
    if (!text)
        return warn(text.error().text);
    if (!*text)
        return; // there is none yet
    auto parsed = parseAgentLines(**text);
    if (parsed.damaged > 0)
        warn(u"%1: lines that are not understood, and left out: %2"_s.arg(m_path).arg(
            parsed.damaged));
    m_book.load(std::move(parsed.agents));
}

void AgentMemory::write()
{
    if (m_work->isRunning())
        return m_due.start();
    m_isChanged = false;
    m_work->start([this, path = m_path, lines = agentLines(m_book)](const std::stop_token &) {
        return BackgroundWork::Delivery([this, written = replaceFile(path, lines)] {
            if (!written && !std::exchange(m_isFaultTold, true))
                warn(written.error().text);
        });
    });
}

} // namespace sealcord
