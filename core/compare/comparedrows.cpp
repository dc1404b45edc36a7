// SPDX-License-Identifier: MIT
#include "core/compare/comparedrows.h"

#include "core/text/visibletext.h"

#include <algorithm>

namespace sealcord {

/// Reads one row.
class ComparedRows::Reader
{
public:
    Reader(const ComparedRows &rows, Place begin)
        : m_rows(rows)
        , m_at(begin)
        , m_room(rows.m_width)
    { }

    void read()
    {
        while (!m_isOver && !m_rows.isEnd(m_at)) {
            if (isInDifference())
                takeDifference();
            else
                takeSame();
        }
    }

    [[nodiscard]] const Place &end() const { return m_at; }
    [[nodiscard]] std::vector<Run> takeRuns() { return std::move(m_runs); }

private:
    /// What fits of one side.
    struct Piece {
        std::size_t length = 0; // in bytes
        std::size_t columns = 0;
        bool endsLine = false;
    };

    [[nodiscard]] bool isInDifference() const
    {
        const auto &all = m_rows.m_differences;
        return m_at.difference < all.size() && m_at.first >= all[m_at.difference].first.begin;
    }

    void takeSame()
    {
        const auto &all = m_rows.m_differences;
        const auto end =
            m_at.difference < all.size() ? all[m_at.difference].first.begin : m_rows.m_first.size();
        const auto piece = fitting(m_rows.m_first, {m_at.first, end});
        m_isOver = piece.endsLine;
        add(piece, piece, {});
        m_isOver = m_isOver || m_at.first < end;
    }

    void takeDifference()
    {
        const auto &difference = m_rows.m_differences[m_at.difference];
        auto first = fitting(m_rows.m_first, {m_at.first, difference.first.end});
        auto second = fitting(m_rows.m_second, {m_at.second, difference.second.end});
        // What ends no line stays with what follows, and leaves the lines before it to the other.
        if (first.endsLine && !second.endsLine
            && m_at.second + second.length == difference.second.end)
            second = {};
        else if (second.endsLine && !first.endsLine
            && m_at.first + first.length == difference.first.end)
            first = {};
        m_isOver = first.endsLine || second.endsLine;
        add(first, second, m_at.difference);
        if (m_at.first == difference.first.end && m_at.second == difference.second.end)
            ++m_at.difference;
        else
            m_isOver = true;
    }

    void add(const Piece &first, const Piece &second, std::optional<std::size_t> difference)
    {
        if (first.length + second.length > 0)
            m_runs.push_back({{m_at.first, m_at.first + first.length},
                {m_at.second, m_at.second + second.length}, difference});
        m_at.first += first.length;
        m_at.second += second.length;
        m_room -= std::min(m_room, std::max(first.columns, second.columns));
    }

    [[nodiscard]] Piece fitting(std::span<const std::byte> side, ByteRange range) const
    {
        if (m_rows.m_form == Form::Hex) {
            const auto length = std::min(std::size_t(range.length()), m_room);
            return {length, length, false};
        }
        Piece piece;
        while (range.begin + piece.length < range.end && !piece.endsLine) {
            const auto character = firstUtf8Character(
                side.subspan(range.begin + piece.length, range.length() - piece.length));
            piece.endsLine = character.value == U'\n';
            const auto columns = piece.endsLine ? 0 : columnsOf(character.value);
            const bool isFirst = m_room == m_rows.m_width && piece.length == 0;
            if (piece.columns + columns > m_room && !isFirst)
                break;
            piece.length += character.length;
            piece.columns += columns;
        }
        return piece;
    }

    const ComparedRows &m_rows;
    Place m_at;
    std::size_t m_room;
    bool m_isOver = false;
    std::vector<Run> m_runs;
};

std::size_t columnsOf(char32_t character)
{
    if (!isVisible(character))
        return std::size_t(visibleCharacter(character).size());
    // Most of what is wide in fixed-pitch fonts; a narrow one among them has room to spare.
    const bool isWide = (character >= 0x1100 && character < 0x1200)
        || (character >= 0x2e80 && character < 0xfb00) || character >= 0xfe30;
    return isWide ? 2 : 1;
}

ComparedRows::ComparedRows(std::span<const std::byte> first, std::span<const std::byte> second,
    std::span<const ByteDifference> differences, Form form, std::size_t width,
    const std::stop_token &stop)
    : m_first(first)
    , m_second(second)
    , m_differences(differences)
    , m_form(form)
    , m_width(width)
{
    for (Place place; !isEnd(place) && !stop.stop_requested(); ++m_count) {
        if (m_count % rowsPerPlace == 0)
            m_places.push_back(place);
        Reader reader(*this, place);
        reader.read();
        place = reader.end();
    }
}

std::vector<ComparedRows::Run> ComparedRows::row(std::size_t index) const
{
    auto place = m_places[index / rowsPerPlace];
    for (auto before = index % rowsPerPlace;; --before) {
        Reader reader(*this, place);
        reader.read();
        if (before == 0)
            return reader.takeRuns();
        place = reader.end();
    }
}

std::size_t ComparedRows::rowOf(std::size_t difference) const
{
    const auto &wanted = m_differences[difference];
    const auto isBefore = [&wanted](const Place &place) {
        return place.first <= wanted.first.begin && place.second <= wanted.second.begin;
    };
    const auto after = std::ranges::partition_point(m_places, isBefore);
    auto row = std::size_t(after - m_places.begin() - 1) * rowsPerPlace;
    for (auto place = *(after - 1);; ++row) {
        Reader reader(*this, place);
        reader.read();
        place = reader.end();
        if (isEnd(place) || !isBefore(place))
            return row;
    }
}

} // namespace sealcord
