// SPDX-License-Identifier: MIT
#include "console/top/topmessages.h"

#include "core/records/record.h"
#include "core/text/escape.h"
#include "core/text/figures.h"
#include "core/text/visibletext.h"
#include "core/traffic/describe.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

TopLine lineOf(const TrafficRow &row, quint64 length)
{
    const auto time = formatTimeOfDay(row.time) + u"  "_s;
    if (row.kind != TrafficRow::Kind::Message)
        return {time + printable(describe(row)), TopStyle::Faint};
    const auto direction = row.direction == Direction::In ? u"in  "_s : u"out "_s;
    // In a column of its own up to 99,999 bytes.
    return {time + direction + formatCount(length).rightJustified(6) + u" B  "_s
        + previewText(row.content, TopMessages::longestText)};
}

} // namespace

void TopMessages::take(std::string_view record)
{
    RecordedLine line{.length = qint64(record.size()), .text = std::string(record)};
    auto parsed = parseRecord(record);
    if (!parsed)
        return;
    line.record = *std::move(parsed);
    if (!m_rows.take(line) || !m_rows.row())
        return;
    m_kept.push_back(lineOf(*m_rows.row(), m_rows.length()));
    if (m_fromEnd > 0)
        ++m_fromEnd; // those on the screen stay there
    if (m_kept.size() > mostKept)
        m_kept.pop_front();
}

bool TopMessages::press(const TopKey &key, int page)
{
    const auto scroll = [this](std::ptrdiff_t lines) {
        m_fromEnd = std::clamp<std::ptrdiff_t>(m_fromEnd + lines, 0, std::ssize(m_kept));
        return true;
    };
    switch (key.kind) {
    case TopKey::Kind::Up:
        return scroll(1);
    case TopKey::Kind::Down:
        return scroll(-1);
    case TopKey::Kind::PageUp:
        return scroll(page);
    case TopKey::Kind::PageDown:
        return scroll(-page);
    case TopKey::Kind::Home:
        return scroll(std::ssize(m_kept));
    case TopKey::Kind::End:
        return scroll(-std::ssize(m_kept));
    default:
        return false;
    }
}

TopLines TopMessages::lines(const TopSize &size, TopCharset charset)
{
    const auto kept = std::ssize(m_kept);
    const auto room = std::max<std::ptrdiff_t>(size.rows, 0);
    m_fromEnd = std::clamp<std::ptrdiff_t>(m_fromEnd, 0, std::max<std::ptrdiff_t>(kept - room, 0));
    const auto end = kept - m_fromEnd;
    TopLines lines;
    if (kept == 0)
        lines.push_back({m_hasBegun ? u"Nothing since you look"_s : u"Waiting for the server"_s,
            TopStyle::Faint});
    for (auto i = std::max<std::ptrdiff_t>(end - room, 0); i < end; ++i) {
        const auto &[text, style] = m_kept[static_cast<std::size_t>(i)];
        lines.push_back({fitted(text, size.columns, charset), style});
    }
    return lines;
}

} // namespace sealcord
