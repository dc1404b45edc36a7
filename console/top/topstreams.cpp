// SPDX-License-Identifier: MIT
#include "console/top/topstreams.h"

#include "console/control/answer.h"
#include "core/text/figures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowestTarget = 12;
constexpr int widestTarget = 44;

/// What stands in one line.
using Cells = std::array<QString, 7>;

/// The target, the second, has what the others leave.
QString lineOf(const Cells &cells, int columns, TopCharset charset)
{
    std::array widths{6, 0, 8, 8, 9, 8, 11};
    int room = columns - static_cast<int>(widths.size()) + 1;
    for (const int width : widths)
        room -= width;
    widths[1] = std::clamp(room, narrowestTarget, widestTarget);
    QString line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool isText = i == 1 || i == cells.size() - 1;
        line += i == 0 ? u""_s : u" "_s;
        line += fitted(cells[i], widths[i], charset, isText ? TopAlign::Left : TopAlign::Right);
    }
    return fitted(line, columns, charset);
}

QString bytes(quint64 count)
{
    return formatShortBytes(static_cast<double>(count));
}

} // namespace

void TopStreams::take(const QByteArray &streams, Clock::time_point now)
{
    std::unordered_map<quint64, quint64> before; // bytes by numbers
    for (const auto &stream : m_streams)
        before.emplace(stream.number, stream.bytesIn + stream.bytesOut);
    const auto taken = std::exchange(m_taken, now);
    const auto passed = taken ? std::chrono::duration<double>(now - *taken).count() : 0;
    m_streams.clear();
    const auto answer = QJsonDocument::fromJson(streams).object();
    m_unlisted = answerCount(answer, u"unlisted"_s);
    for (const auto &told : answer[u"streams"_s].toArray()) {
        const auto object = told.toObject();
        Stream stream{.number = answerCount(object, u"stream"_s),
            .target = answerText(object, u"target"_s),
            .bytesIn = answerCount(object, u"bytes_in"_s),
            .bytesOut = answerCount(object, u"bytes_out"_s),
            .age = std::chrono::milliseconds(object[u"age_ms"_s].toInteger()),
            .state = answerText(object, u"state"_s)};
        const auto carried = stream.bytesIn + stream.bytesOut;
        if (const auto known = before.find(stream.number); known != before.end() && passed > 0)
            stream.rate = static_cast<double>(carried - std::min(known->second, carried)) / passed;
        m_streams.push_back(std::move(stream));
    }
    std::ranges::sort(
        m_streams, {}, [](const Stream &stream) { return std::pair(-stream.rate, stream.number); });
}

TopLines TopStreams::lines(const TopSize &size, TopCharset charset) const
{
    const auto all = m_streams.size() + m_unlisted;
    const auto room = static_cast<std::size_t>(std::max(size.rows, 0));
    if (all == 0 || room < 2)
        return {};
    TopLines lines{
        {lineOf({u"STREAM"_s, u"TARGET"_s, u"IN"_s, u"OUT"_s, u"RATE"_s, u"AGE"_s, u"STATE"_s},
             size.columns, charset),
            TopStyle::Titles}};
    const auto shown = all < room ? m_streams.size() : std::min(m_streams.size(), room - 2);
    for (const auto &stream : std::span(m_streams).first(shown))
        lines.push_back(
            {lineOf({QString::number(stream.number), stream.target, bytes(stream.bytesIn),
                        bytes(stream.bytesOut),
                        stream.rate > 0 ? formatShortBytes(stream.rate) + u"/s"_s : u"-"_s,
                        formatDuration(stream.age), stream.state},
                size.columns, charset)});
    if (shown < all)
        lines.push_back(
            {fitted(u"And %1 more streams"_s.arg(formatCount(all - shown)), size.columns, charset),
                TopStyle::Faint});
    return lines;
}

} // namespace sealcord
