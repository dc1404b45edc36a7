// SPDX-License-Identifier: MIT
// Any text as one of the files on which trust rests. What is read and written again means the same;
// a line that is taken out takes nothing else with it; what is wrong is told with its line.
//
//     0       which file: 0 known_servers, 1 authorized_agents, 2 pending_agents
//     1       which entry is taken out
//     2-      its text
#include "core/text/names.h"
#include "core/trust/authorizedagents.h"
#include "core/trust/keyword.h"
#include "core/trust/knownservers.h"
#include "core/trust/pendingagents.h"
#include "core/trust/trustlines.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/inputreader.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <vector>

using namespace sealcord;
using namespace sealcord::fuzz;
using namespace Qt::StringLiterals;

namespace {

const auto path = u"file"_s;

bool areSame(const KnownServer &a, const KnownServer &b)
{
    return a.place == b.place && a.key == b.key && a.verified == b.verified;
}

bool areSame(const AuthorizedAgent &a, const AuthorizedAgent &b)
{
    return a.key == b.key && a.name == b.name && a.from == b.from && a.expires == b.expires
        && a.forward == b.forward && a.publish == b.publish;
}

QString written(const KnownServer &server)
{
    auto line = server.place.toString() + u'\t' + keyWord(server.key);
    if (server.verified)
        line += u" verified="_s + utcText(*server.verified);
    return line;
}

// Options in another order than ours.
QString written(const AuthorizedAgent &agent)
{
    auto line = keyWord(agent.key);
    if (!agent.publish.isEmpty())
        line += u" publish="_s + agent.publish.join(u',');
    if (!agent.forward.isEmpty())
        line += u" forward="_s + agent.forward.join(u',');
    if (agent.expires)
        line += u"  expires="_s + utcText(*agent.expires);
    QStringList ranges;
    for (const auto &range : agent.from)
        ranges += range.toString();
    if (!ranges.isEmpty())
        line += u" from="_s + ranges.join(u',');
    return line + u" name="_s + agent.name;
}

// "file:LINE: ...", and the line is there.
void checkError(const TrustError &error, const QByteArray &text)
{
    const auto line = error.text.section(u':', 1, 1).toLongLong();
    require(error.text.startsWith(path + u':') && line >= 1 && line <= text.count('\n') + 1,
        "what is wrong is told with its line");
}

template <typename Entry>
void checkSame(const std::vector<Entry> &entries, const std::vector<Entry> &expected)
{
    require(std::ranges::equal(
                entries, expected, [](const Entry &a, const Entry &b) { return areSame(a, b); }),
        "what is written again means the same");
}

template <typename File> void checkLines(const QByteArray &text, unsigned which)
{
    const auto file = File::parse(text, path);
    if (!file) {
        checkError(file.error(), text);
        return;
    }
    auto expected = file->entries();
    QByteArray again;
    for (const auto &entry : expected)
        again += written(entry).toUtf8() + "   # one of them\n";
    const auto read = File::parse(again, path);
    require(read.has_value(), "what was read can be written");
    checkSame(read->entries(), expected);

    auto lines = TrustLines::parse(text, path);
    require(lines && lines->entries().size() == expected.size(), "an entry is a line");
    const auto same = File::parse(lines->toText(), path);
    require(same.has_value(), "lines that did not change are read");
    checkSame(same->entries(), expected);
    if (expected.empty())
        return;
    const auto at = which % expected.size();
    lines->remove(expected[at].line);
    expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(at));
    const auto less = File::parse(lines->toText(), path);
    require(less.has_value(), "the other lines are read");
    checkSame(less->entries(), expected);
}

void checkAgents(const QByteArray &text)
{
    const auto agents = AuthorizedAgents::parse(text, path);
    if (!agents)
        return;
    for (const auto &agent : agents->entries()) {
        const auto *const byKey = agents->find(agent.key);
        const auto *const byName = agents->findNamed(agent.name);
        require(byKey && byName && byKey == byName && byKey->line == agent.line,
            "an entry is found by its key and by its name");
        require(isAgentName(agent.name), "an agent has a name that it may have");
        require(std::ranges::all_of(agent.forward, isStreamTarget)
                && std::ranges::all_of(agent.publish, isServiceName),
            "what it may use has names that it may have");
    }
}

void checkPending(const QByteArray &text)
{
    const auto pending = PendingAgents::parse(text, path);
    if (!pending) {
        checkError(pending.error(), text);
        return;
    }
    require(pending->agents().size() <= PendingAgents::most, "the inbox is bounded");
    const auto again = PendingAgents::parse(pending->toText(), path);
    require(again.has_value(), "what waits can be written");
    require(std::ranges::equal(again->agents(), pending->agents(),
                [](const PendingAgent &a, const PendingAgent &b) {
                    return a.key == b.key && a.name == b.name && a.address == b.address
                        && a.first == b.first && a.last == b.last;
                }),
        "what is written again means the same");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    InputReader input(data, size);
    const auto file = input.byte() % 3;
    const auto which = input.byte();
    const auto rest = input.rest();
    const QByteArray text(
        reinterpret_cast<const char *>(rest.data()), static_cast<qsizetype>(rest.size()));
    if (file == 0) {
        checkLines<KnownServers>(text, which);
    } else if (file == 1) {
        checkLines<AuthorizedAgents>(text, which);
        checkAgents(text);
    } else {
        checkPending(text);
    }
    return 0;
}
