// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/byterange.h"

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace sealcord {

/// How many columns of a fixed-pitch font are kept for \a character, shown as visibleCharacter().
[[nodiscard]] std::size_t columnsOf(char32_t character);

/// Two messages beside each other in rows, so that what both have stands in the same row and
/// column: beside what the other one lacks, a place is left free.
///
/// Keeps a place for every few rows, and reads the rows themselves when they are asked for.
class ComparedRows
{
public:
    enum class Form {
        Text, ///< UTF-8: a line is a row, or several where it is long
        Hex, ///< a byte a column
    };

    /// A part of a row: what both have, or of a difference what belongs in this row. Its two sides
    /// take the columns of the longer one.
    struct Run {
        ByteRange first;
        ByteRange second;
        std::optional<std::size_t> difference = {}; ///< its place among all; none: the same

        friend bool operator==(const Run &, const Run &) = default;
    };

    /// Rows of \a width columns, 1 or more, and one more for a line's end. \a first, \a second and
    /// their \a differences, as byteDifferences() has them, outlive this; in text they are of whole
    /// characters. There are fewer rows where \a stop asks for an end.
    ComparedRows(std::span<const std::byte> first, std::span<const std::byte> second,
        std::span<const ByteDifference> differences, Form form, std::size_t width,
        const std::stop_token &stop = {});

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::vector<Run> row(std::size_t index) const;
    /// The row in which a difference begins.
    [[nodiscard]] std::size_t rowOf(std::size_t difference) const;

    [[nodiscard]] std::span<const std::byte> first() const { return m_first; }
    [[nodiscard]] std::span<const std::byte> second() const { return m_second; }
    [[nodiscard]] Form form() const { return m_form; }
    [[nodiscard]] std::size_t width() const { return m_width; }

private:
    class Reader;

    /// Where a row begins.
    struct Place {
        quint64 first = 0;
        quint64 second = 0;
        std::size_t difference = 0; ///< the next, or the one that it stands in
    };

    static constexpr std::size_t rowsPerPlace = 8;

    [[nodiscard]] bool isEnd(const Place &place) const
    {
        return place.first == m_first.size() && place.second == m_second.size();
    }

    const std::span<const std::byte> m_first;
    const std::span<const std::byte> m_second;
    const std::span<const ByteDifference> m_differences;
    const Form m_form;
    const std::size_t m_width;
    std::size_t m_count = 0;
    std::vector<Place> m_places;
};

} // namespace sealcord
