// SPDX-License-Identifier: MIT
#include "core/app/known/agentnotices.h"

#include "core/app/known/agentbook.h"
#include "core/text/figures.h"
#include "core/text/visibletext.h"

#include <QByteArray>
#include <QStringList>

#include <span>
#include <utility>

namespace sealcord {

namespace {

using Notice = KnownAgent::Notice;

constexpr qsizetype longestName = 64; // in characters, of a notification that has little room

QString ofOne(Notice what, const QString &name)
{
    switch (what) {
    case Notice::Comes:
        return AgentNotices::tr("%1 has connected.").arg(name);
    case Notice::Goes:
        return AgentNotices::tr("%1 is not connected any more.").arg(name);
    case Notice::Silent:
        return AgentNotices::tr("%1 has said nothing for %2 minutes.")
            .arg(name)
            .arg(AgentBook::silence.count());
    }
    std::unreachable();
}

QString ofMany(Notice what, quint64 count)
{
    const auto number = formatCount(count);
    const int plural = pluralOf(count);
    switch (what) {
    case Notice::Comes:
        return AgentNotices::tr("%1 agents have connected.", nullptr, plural).arg(number);
    case Notice::Goes:
        return AgentNotices::tr("%1 agents are not connected any more.", nullptr, plural)
            .arg(number);
    case Notice::Silent:
        return AgentNotices::tr("%1 agents have said nothing for %2 minutes.", nullptr, plural)
            .arg(number)
            .arg(AgentBook::silence.count());
    }
    std::unreachable();
}

} // namespace

AgentNotices::AgentNotices(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AgentNotices::say);
}

void AgentNotices::add(Notice what, const QString &name)
{
    auto &group = m_waiting[what];
    group.name = name;
    ++group.count;
    if (!m_timer.isActive())
        m_timer.start(moment);
}

void AgentNotices::say()
{
    QStringList lines;
    for (const auto &[what, waiting] : std::exchange(m_waiting, {})) {
        const auto bytes = waiting.name.toUtf8();
        lines += waiting.count == 1
            ? ofOne(what, previewText(std::as_bytes(std::span(bytes)), longestName))
            : ofMany(what, waiting.count);
    }
    if (lines.isEmpty())
        return;
    m_timer.start(pause);
    Q_EMIT due(lines.join(u'\n'));
}

} // namespace sealcord
