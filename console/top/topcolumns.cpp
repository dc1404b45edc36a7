// SPDX-License-Identifier: MIT
#include "console/top/topcolumns.h"

#include "core/text/figures.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <compare>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr double million = 1e6;

struct Description {
    TopColumn column;
    QLatin1StringView title;
    int least; ///< cells
    int most; ///< where there is room
    TopAlign align = TopAlign::Right;
    bool isDescending = true;
};

// The more important ones first: where the room ends, the others are left out. So that eighty cells
// show who that is, what it does now, and how much it did.
constexpr std::array<Description, topColumns> descriptions{{
    {TopColumn::Number, "NO"_L1, 3, 3, TopAlign::Right, false},
    {TopColumn::Name, "AGENT"_L1, 15, 44, TopAlign::Left, false},
    {TopColumn::Protection, "PROTECTION"_L1, 15, 15, TopAlign::Left, false},
    {TopColumn::ByteRateIn, "RATE IN"_L1, 9, 9},
    {TopColumn::ByteRateOut, "RATE OUT"_L1, 9, 9},
    {TopColumn::MessagesIn, "MSG IN"_L1, 7, 7},
    {TopColumn::MessagesOut, "MSG OUT"_L1, 7, 7},
    {TopColumn::Last, "LAST"_L1, 7, 8, TopAlign::Right, false},
    {TopColumn::Streams, "STREAMS"_L1, 7, 7},
    {TopColumn::Age, "AGE"_L1, 8, 9},
    {TopColumn::BytesIn, "BYTES IN"_L1, 8, 8},
    {TopColumn::BytesOut, "BYTES OUT"_L1, 9, 9},
    {TopColumn::Owed, "OWED"_L1, 8, 8},
    {TopColumn::Address, "ADDRESS"_L1, 21, 47, TopAlign::Left, false},
    {TopColumn::MessageRateIn, "MSG/S IN"_L1, 8, 9},
    {TopColumn::MessageRateOut, "MSG/S OUT"_L1, 9, 9},
}};

const Description &descriptionOf(TopColumn column)
{
    return *std::ranges::find(descriptions, column, &Description::column);
}

bool isShown(const std::vector<PlacedColumn> &columns, TopColumn column)
{
    return std::ranges::find(columns, column, &PlacedColumn::column) != columns.end();
}

int widthOfNumbers(const std::vector<TopAgent> &agents)
{
    const auto greatest = std::ranges::max_element(agents, {}, &TopAgent::connection);
    return greatest == agents.end()
        ? 0
        : static_cast<int>(QString::number(greatest->connection).size());
}

QString messageRate(double rate)
{
    if (rate <= 0)
        return u"-"_s;
    return rate < million ? formatRate(rate) : formatShortBytes(rate).chopped(1) + u"/s"_s;
}

QString byteRate(double rate)
{
    return rate <= 0 ? u"-"_s : formatShortBytes(rate) + u"/s"_s;
}

QString cell(const TopAgent &agent, TopColumn column, bool hasAddress)
{
    switch (column) {
    case TopColumn::Number:
        return QString::number(agent.connection);
    case TopColumn::Name:
        return !agent.name.isEmpty() ? agent.name : hasAddress ? u"-"_s : agent.address;
    case TopColumn::Address:
        return agent.address;
    case TopColumn::Protection:
        return agent.protection;
    case TopColumn::Age:
        return formatDuration(agent.age);
    case TopColumn::MessagesIn:
        return shortCount(agent.count.messagesIn);
    case TopColumn::MessagesOut:
        return shortCount(agent.count.messagesOut);
    case TopColumn::BytesIn:
        return formatShortBytes(static_cast<double>(agent.count.bytesIn));
    case TopColumn::BytesOut:
        return formatShortBytes(static_cast<double>(agent.count.bytesOut));
    case TopColumn::MessageRateIn:
        return messageRate(agent.rates.messagesIn);
    case TopColumn::MessageRateOut:
        return messageRate(agent.rates.messagesOut);
    case TopColumn::ByteRateIn:
        return byteRate(agent.rates.bytesIn);
    case TopColumn::ByteRateOut:
        return byteRate(agent.rates.bytesOut);
    case TopColumn::Owed:
        return agent.owed > 0 ? formatShortBytes(static_cast<double>(agent.owed)) : u"-"_s;
    case TopColumn::Streams:
        return agent.streams > 0 ? shortCount(agent.streams) : u"-"_s;
    case TopColumn::Last:
        return agent.idle ? formatAgo(*agent.idle) : u"-"_s;
    }
    std::unreachable();
}

std::partial_ordering compareTexts(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) <=> 0;
}

// Those without a name stand behind the others, by their addresses.
std::partial_ordering compareNames(const TopAgent &a, const TopAgent &b)
{
    if (a.name.isEmpty() || b.name.isEmpty())
        return a.name.isEmpty() && b.name.isEmpty() ? compareTexts(a.address, b.address)
                                                    : a.name.isEmpty() <=> b.name.isEmpty();
    return compareTexts(a.name, b.name);
}

std::partial_ordering compare(const TopAgent &a, const TopAgent &b, TopColumn column)
{
    constexpr auto never = std::chrono::milliseconds::max();
    switch (column) {
    case TopColumn::Number:
        return a.connection <=> b.connection;
    case TopColumn::Name:
        return compareNames(a, b);
    case TopColumn::Address:
        return compareTexts(a.address, b.address);
    case TopColumn::Protection:
        return compareTexts(a.protection, b.protection);
    case TopColumn::Age:
        return a.age <=> b.age;
    case TopColumn::MessagesIn:
        return a.count.messagesIn <=> b.count.messagesIn;
    case TopColumn::MessagesOut:
        return a.count.messagesOut <=> b.count.messagesOut;
    case TopColumn::BytesIn:
        return a.count.bytesIn <=> b.count.bytesIn;
    case TopColumn::BytesOut:
        return a.count.bytesOut <=> b.count.bytesOut;
    case TopColumn::MessageRateIn:
        return a.rates.messagesIn <=> b.rates.messagesIn;
    case TopColumn::MessageRateOut:
        return a.rates.messagesOut <=> b.rates.messagesOut;
    case TopColumn::ByteRateIn:
        return a.rates.bytesIn <=> b.rates.bytesIn;
    case TopColumn::ByteRateOut:
        return a.rates.bytesOut <=> b.rates.bytesOut;
    case TopColumn::Owed:
        return a.owed <=> b.owed;
    case TopColumn::Streams:
        return a.streams <=> b.streams;
    case TopColumn::Last:
        return a.idle.value_or(never) <=> b.idle.value_or(never);
    }
    std::unreachable();
}

// The room that is left goes to those that can use it.
void widen(std::vector<PlacedColumn> &columns, int room)
{
    for (const auto &description : descriptions) {
        const auto placed = std::ranges::find(columns, description.column, &PlacedColumn::column);
        if (placed == columns.end())
            continue;
        const auto more = std::clamp(description.most - placed->width, 0, room);
        placed->width += more;
        room -= more;
    }
}

} // namespace

std::vector<PlacedColumn> placedColumns(
    int width, const std::vector<TopAgent> &agents, TopColumn sorted)
{
    std::vector<PlacedColumn> columns;
    int room = width + 1; // nothing stands between the last one and the end
    const auto place = [&](const Description &description) {
        auto least = description.least;
        if (description.column == TopColumn::Number)
            least = std::max(least, widthOfNumbers(agents));
        if (isShown(columns, description.column) || least + 1 > room)
            return;
        columns.push_back({description.column, least});
        room -= least + 1;
    };
    place(descriptions[0]);
    place(descriptions[1]);
    place(descriptionOf(sorted));
    std::ranges::for_each(descriptions, place);
    widen(columns, room);
    std::ranges::sort(columns, {}, &PlacedColumn::column);
    return columns;
}

// The mark of a figure stands before it, where there is always room: between two columns.
QString titleLine(
    const std::vector<PlacedColumn> &columns, const TopOrder &order, TopCharset charset)
{
    QString line;
    for (const auto &[column, width] : columns) {
        const auto &description = descriptionOf(column);
        const bool isDown = description.isDescending != order.isReversed;
        const auto mark = column != order.column ? QString()
            : charset == TopCharset::Utf8        ? QString(isDown ? u'▼' : u'▲')
                                                 : QString(isDown ? u'v' : u'^');
        const bool isFirst = line.isEmpty();
        if (description.align == TopAlign::Right)
            line += fitted(
                mark + description.title, isFirst ? width : width + 1, charset, TopAlign::Right);
        else
            line += (isFirst ? u""_s : u" "_s) + fitted(description.title + mark, width, charset);
    }
    return line;
}

QString agentLine(
    const TopAgent &agent, const std::vector<PlacedColumn> &columns, TopCharset charset)
{
    QString line;
    const bool hasAddress = isShown(columns, TopColumn::Address);
    for (const auto &[column, width] : columns) {
        if (!line.isEmpty())
            line += u' ';
        line +=
            fitted(cell(agent, column, hasAddress), width, charset, descriptionOf(column).align);
    }
    return line;
}

bool isAbove(const TopAgent &a, const TopAgent &b, const TopOrder &order)
{
    const auto compared = compare(a, b, order.column);
    if (compared == std::partial_ordering::equivalent)
        return a.connection < b.connection;
    const bool isDescending = descriptionOf(order.column).isDescending != order.isReversed;
    return isDescending ? compared == std::partial_ordering::greater
                        : compared == std::partial_ordering::less;
}

QString shortCount(quint64 count)
{
    const auto value = static_cast<double>(count);
    return value < million ? formatCount(count) : formatShortBytes(value).chopped(1);
}

} // namespace sealcord
