// SPDX-License-Identifier: MIT
#include "server-gui/known/agentmemory.h"

#include "core/app/known/agentlines.h"
#include "core/text/escape.h"
#include "core/trust/guardedfile.h"
#include "core/trust/writtenfile.h"

#include <QDebug>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <stop_token>
#include <utility>
#include <variant>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static void warn(const QString &text)
{
    qWarning().noquote() << printable(text);
}

// Much else is said again and again.
static bool changesBook(const ConnectionNews &news)
{
    return std::holds_alternative<ConnectionEstablished>(news.what)
        || std::holds_alternative<ConnectionStands>(news.what)
        || std::holds_alternative<ConnectionEnded>(news.what);
}

AgentMemory::AgentMemory(const QString &path, const ConnectionModel &connections, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_connections(connections)
    , m_work(std::make_unique<BackgroundWork>())
{
    m_due.setSingleShot(true);
    m_due.setInterval(1s);
    connect(&m_due, &QTimer::timeout, this, &AgentMemory::write);
    if (m_path.isEmpty())
        return;
    m_isReading = true;
    m_work->start([this, path](const std::stop_token &) {
        return BackgroundWork::Delivery(
            [this, content = readGuarded(path, Guard::Write)] { begin(content); });
    });
}

// Nothing waits for this one any more.
AgentMemory::~AgentMemory()
{
    const bool isUnwritten = !m_isReading && (m_isChanged || m_work->isRunning());
    m_work.reset();
    if (!isUnwritten)
        return;
    if (const auto written = replaceFile(m_path, agentLines(m_book)); !written)
        warn(written.error().text);
}

void AgentMemory::take(const TrafficBatch &batch)
{
    if (!m_isReading)
        return m_book.take(batch, m_connections);
    std::ranges::copy_if(batch.news, std::back_inserter(m_early.news), changesBook);
    m_early.answers.insert(m_early.answers.end(), batch.answers.begin(), batch.answers.end());
}

void AgentMemory::begin(const Content &content)
{
    load(content);
    m_isReading = false;
    if (!m_path.isEmpty()) {
        connect(&m_book, &AgentBook::changed, this, [this] {
            m_isChanged = true;
            if (!m_due.isActive())
                m_due.start();
        });
    }
    take(std::exchange(m_early, {}));
}

void AgentMemory::load(const Content &content)
{
    if (!content) {
        warn(u"%1; agents are not remembered"_s.arg(content.error().text));
        m_path.clear();
        return;
    }
    if (!*content)
        return; // there is none yet
    auto parsed = parseAgentLines(**content);
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
