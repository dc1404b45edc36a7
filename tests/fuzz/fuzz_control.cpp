// SPDX-License-Identifier: MIT
// Any bytes as what comes through a control socket, to the end that is asked and to the one that
// asks.
//
//     0       one less than the longest line
//     1       one less than the length of the pieces in which it comes
//     2-      its bytes
#include "core/control/controlmessage.h"
#include "core/control/linesplitter.h"
#include "core/control/targetmembers.h"
#include "core/control/trafficsubscription.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace sealcord;
using fuzz::require;

namespace {

struct Lines {
    std::vector<std::string> whole;
    bool hasTooLong = false; // behind them

    bool operator==(const Lines &) const = default;
};

/// The plain reading of what a LineSplitter does.
Lines linesOf(std::string_view bytes, std::size_t most)
{
    Lines lines;
    for (;;) {
        const auto end = bytes.find('\n');
        lines.hasTooLong = std::min(end, bytes.size()) > most;
        if (lines.hasTooLong || end == std::string_view::npos)
            return lines;
        lines.whole.emplace_back(bytes.substr(0, end));
        bytes.remove_prefix(end + 1);
    }
}

Lines splitLines(std::string_view bytes, std::size_t most, std::size_t piece)
{
    Lines lines;
    LineSplitter splitter(most);
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        splitter.take(bytes.substr(0, piece));
        auto line = splitter.next();
        for (; line && *line; line = splitter.next())
            lines.whole.emplace_back(**line);
        require(line || !splitter.next(), "nothing comes behind a line that is too long");
        lines.hasTooLong = !line;
    }
    return lines;
}

void checkAnswer(const ControlAnswer &answer)
{
    const auto line = answerLine(answer);
    require(!line.contains('\n'), "an answer is one line");
    const auto again = parseAnswer(line);
    require(again && again->id == answer.id && again->result == answer.result,
        "what an answer says comes through");
    require(!parseSubscriptionLine(line), "an answer is no record");
}

void checkMembers(const Record &members)
{
    const auto connection = connectionMember(members);
    require(connection ? *connection > 0 : !connection.error().empty(),
        "a connection has a number, or an error says what");
    const auto message = messageMember(members);
    require(message ? !message->isEmpty() : !message.error().empty(),
        "a message is not empty, or an error says what");
    const auto wishes = subscriptionWishes(members);
    require(wishes || !wishes.error().empty(), "a subscription is begun, or an error says what");
    const auto targets = targetsMember(members);
    if (!targets)
        return require(!targets.error().empty(), "an error says what");
    auto to = targets->connections;
    std::ranges::sort(to);
    require(targets->isAll == to.empty(), "a message goes to all or to some");
    require(to.empty() || to.front() > 0, "each of them has a number");
    require(std::ranges::adjacent_find(to) == to.end(), "and none gets it twice");
}

void checkRequest(std::string_view line)
{
    const auto request = parseRequest(line);
    if (!request) {
        const auto &why = request.error();
        require(!why.result && !why.result.error().empty(), "an error says what");
        return checkAnswer(why);
    }
    require(!request->command.empty(), "a request is for something");
    const auto again = parseRequest(recordLine(request->members));
    require(again && again->id == request->id && again->command == request->command,
        "a request that is written again is the same");
    checkMembers(request->members);
}

void checkRecord(std::string_view line)
{
    const auto told = parseSubscriptionLine(line);
    if (!told)
        return;
    std::string again;
    addSubscriptionLine(again, told->first, told->second);
    require(again.back() == '\n', "a line of a subscription ends");
    again.pop_back();
    require(parseSubscriptionLine(again) == told, "a record of a subscription comes through");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const auto most = std::size_t{data[0]} + 1;
    const auto piece = std::size_t{data[1]} + 1;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 2, size - 2);
    const auto lines = linesOf(bytes, most);
    require(splitLines(bytes, most, piece) == lines, "lines do not depend on the pieces");
    for (const auto &line : lines.whole) {
        checkRequest(line);
        checkRecord(line);
        if (const auto answer = parseAnswer(line))
            checkAnswer(*answer);
    }
    return 0;
}
