// SPDX-License-Identifier: MIT
#include "tests/support/streamlines.h"

#include <QByteArrayList>

#include <utility>

namespace sealcord::test {

namespace {

constexpr std::size_t shortestPattern = 1000;

Bytes pattern(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::byte>(i % 251);
    return bytes;
}

QByteArray textOf(std::span<const std::byte> bytes)
{
    const bool isPattern =
        bytes.size() >= shortestPattern && std::ranges::equal(bytes, pattern(bytes.size()));
    return isPattern ? "pattern:" + QByteArray::number(bytes.size()) : toHex(bytes);
}

template <typename... Words> QByteArray line(const char *what, const Words &...words)
{
    QByteArrayList list{what};
    const auto add = [&](const auto &word) {
        if constexpr (requires { QByteArray::number(word); })
            list += QByteArray::number(word);
        else
            list += word;
    };
    (add(words), ...);
    return list.join(' ');
}

struct Lines {
    QByteArray operator()(const StreamOffered &offered) const
    {
        return line("offered", offered.number, offered.window, toByteArray(offered.target));
    }
    QByteArray operator()(const StreamCredited &credited) const
    {
        return line(
            credited.isAcceptance ? "accepted" : "credited", credited.number, credited.credit);
    }
    QByteArray operator()(const StreamData &data) const
    {
        return line("data", data.number, textOf(data.bytes));
    }
    QByteArray operator()(const StreamEnded &ended) const { return line("ended", ended.number); }
    QByteArray operator()(const StreamWasReset &reset) const
    {
        return line("reset", reset.number, unsigned{std::to_underlying(reset.reason)});
    }
    QByteArray operator()(const auto &) const { return {}; }
};

} // namespace

QByteArray lineOf(const Event &event)
{
    return std::visit(Lines(), event);
}

Bytes bytesOfLine(const QByteArray &text)
{
    const QByteArray prefix = "pattern:";
    return text.startsWith(prefix) ? pattern(text.mid(prefix.size()).toULong()) : fromHex(text);
}

SendResult sayLine(SessionEnd &end, const QByteArray &line)
{
    const auto words = line.split(' ');
    const auto number = words[1].toUInt();
    if (words[0] == "open")
        return end.say(OpenStream{number, words[2].toUInt(), toBytes(QByteArrayView(words[3]))});
    if (words[0] == "window")
        return end.say(GrantCredit{number, words[2].toUInt()});
    if (words[0] == "data")
        return end.sendData(number, bytesOfLine(words[2]));
    if (words[0] == "end")
        return end.say(EndStream{number});
    if (words[0] == "reset")
        return end.say(ResetStream{number, static_cast<StreamReset>(words[2].toUInt())});
    return end.send(toByteArray(bytesOfLine(words[1])));
}

} // namespace sealcord::test
