// SPDX-License-Identifier: MIT
#include "core/app/known/agentlines.h"

#include "core/recording/reading/recordedevents.h"
#include "core/recording/reading/recordedpeers.h"
#include "core/records/record.h"
#include "core/records/recordfields.h"
#include "core/text/byteview.h"

#include <array>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace sealcord {

namespace {

using Notice = KnownAgent::Notice;

constexpr std::array noticeNames{std::pair(Notice::Comes, "tell_comes"),
    std::pair(Notice::Goes, "tell_goes"), std::pair(Notice::Silent, "tell_silent")};

void addLine(std::string &out, const KnownAgent &agent)
{
    JsonObject line(out);
    addConnection(line, {agent.lastConnection, agent.peer, agent.who});
    line.add("seen", timeText(agent.lastSeen));
    if (agent.endReason)
        line.add("reason", charView(name(*agent.endReason)));
    if (!agent.endText.empty())
        line.add("text", std::string_view(agent.endText));
    line.add("reconnects", agent.reconnects);
    for (const auto &[notice, member] : noticeNames)
        line.add(member, agent.notices.testFlag(notice));
    line.finish();
    out += '\n';
}

std::optional<KnownAgent> parseLine(std::string_view text, RecordedPeers &peers)
{
    const auto line = parseRecord(text);
    if (!line)
        return {};
    const auto last = peers.connection(*line);
    const auto seen = recordTime(line->text("seen"));
    const auto reconnects = line->count("reconnects");
    if (last.known.name().empty() || !seen || !reconnects)
        return {};
    KnownAgent agent;
    agent.who = last.known;
    agent.peer = last.peer;
    agent.lastSeen = *seen;
    agent.reconnects = *reconnects;
    agent.endReason = parseEndReason(line->text("reason"));
    agent.endText = line->text("text").substr(0, AgentBook::longestText);
    for (const auto &[notice, member] : noticeNames)
        agent.notices.setFlag(notice, line->isTrue(member));
    return agent;
}

} // namespace

QByteArray agentLines(const AgentBook &book)
{
    std::string out;
    for (const auto &[key, agent] : book.agents())
        addLine(out, agent);
    return QByteArray::fromStdString(out);
}

ParsedAgents parseAgentLines(QByteArrayView text)
{
    ParsedAgents parsed;
    RecordedPeers peers;
    for (const auto part : std::views::split(charView(std::as_bytes(std::span(text))), '\n')) {
        const std::string_view line(part);
        if (auto agent = parseLine(line, peers))
            parsed.agents.push_back(std::move(*agent));
        else if (!line.empty())
            ++parsed.damaged;
    }
    return parsed;
}

} // namespace sealcord
