// SPDX-License-Identifier: MIT
#include "core/app/options/hookoptions.h"

#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <array>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, HookSettings::events> names{"connect"_L1, "established"_L1,
    "closed"_L1, "failed"_L1, "pending"_L1, "silent"_L1, "stream-opened"_L1, "stream-closed"_L1};

Value<QStringList> parseCommand(QStringView text)
{
    if (text.trimmed() == "none"_L1)
        return QStringList();
    auto words = QProcess::splitCommand(text.toString());
    if (words.isEmpty())
        return std::unexpected(valueError(text, u"names no program"_s));
    auto program = QStandardPaths::findExecutable(words.first());
    if (program.isEmpty())
        return std::unexpected(valueError(words.first(), u"is no program that can be run"_s));
    words.first() = std::move(program);
    return words;
}

Value<std::chrono::milliseconds> parseAge(QStringView text)
{
    return parseDuration(text, std::chrono::milliseconds(1));
}

} // namespace

std::vector<Option> hookOptions(HookSettings &hooks)
{
    const auto group = "Hooks"_L1;
    const auto hook = [&hooks, group](
                          HookEvent event, QLatin1StringView name, QLatin1StringView help) {
        return Option{group, name, "COMMAND"_L1, "none"_L1, help,
            into(hooks.commands[std::size_t(event)], parseCommand)};
    };
    return {
        hook(HookEvent::Connect, "on-connect"_L1,
            "Run this when somebody connects, with the event as a line of JSON on its standard "
            "input, and without a shell. --on connect COMMAND is the same, as with the next."_L1),
        hook(HookEvent::Established, "on-established"_L1, "When a handshake is done."_L1),
        hook(HookEvent::Closed, "on-closed"_L1, "When a connection has run its course."_L1),
        hook(HookEvent::Failed, "on-failed"_L1, "When a connection ends for a fault."_L1),
        hook(HookEvent::Pending, "on-pending"_L1,
            "When an agent begins to wait for approval: --agents ask."_L1),
        hook(HookEvent::Silent, "on-silent"_L1,
            "When nothing has come on a connection for --silent-after. --on silent=5min COMMAND "
            "says both."_L1),
        {group, "silent-after"_L1, "TIME"_L1, "1 min"_L1, "What on-silent waits for."_L1,
            into(hooks.silentAfter, parseAge)},
        hook(HookEvent::StreamOpened, "on-stream-opened"_L1,
            "When a stream leads to its target: --forward, --expose."_L1),
        hook(HookEvent::StreamClosed, "on-stream-closed"_L1, "When such a stream is over."_L1),
    };
}

std::expected<QStringList, QString> spellHooks(const QStringList &arguments)
{
    QStringList spelled;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] != "--on"_L1) {
            spelled += arguments[i];
            if (arguments[i] == "--"_L1) // no options behind it
                return spelled + arguments.sliced(i + 1);
            continue;
        }
        if (i + 2 >= arguments.size())
            return std::unexpected(u"--on needs an event and a COMMAND"_s);
        const auto event = arguments[++i].section(u'=', 0, 0);
        const auto age = arguments[i].section(u'=', 1);
        if (!std::ranges::any_of(names, [&event](auto name) { return name == event; })
            || (!age.isEmpty() && event != "silent"_L1))
            return std::unexpected(u"--on: "_s
                + valueError(arguments[i],
                    u"is none of connect, established, closed, failed, pending, silent, "
                    "silent=AGE, stream-opened, stream-closed"_s)
                    .text);
        if (!age.isEmpty())
            spelled += {u"--silent-after"_s, age};
        spelled += {u"--on-"_s + event, arguments[++i]};
    }
    return spelled;
}

} // namespace sealcord
