// SPDX-License-Identifier: MIT
#include "core/compare/bytedifferences.h"

#include "core/compare/editscript.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace sealcord {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t mostLines = 250'000; // of more the bytes alone are compared: memory
constexpr quint64 longestSpeck = 3; // in bytes

// The lines of a text, as numbers: the same line has the same number in both texts.
struct Lines {
    std::vector<quint32> numbers;
    std::vector<std::size_t> begins; // and the end of the last one
};

using LineNumbers = std::map<std::string_view, quint32>;

Lines linesOf(Bytes text, LineNumbers &known)
{
    Lines lines;
    std::string_view rest(reinterpret_cast<const char *>(text.data()), text.size());
    lines.begins.push_back(0);
    while (!rest.empty() && lines.numbers.size() <= mostLines) {
        const auto line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
        rest.remove_prefix(line.size());
        lines.numbers.push_back(known.try_emplace(line, quint32(known.size())).first->second);
        lines.begins.push_back(lines.begins.back() + line.size());
    }
    return lines;
}

// The lines that differ, in bytes.
std::vector<EditBox> differingLines(Bytes first, Bytes second, Effort &effort)
{
    LineNumbers known;
    const auto one = linesOf(first, known);
    const auto two = linesOf(second, known);
    if (one.numbers.size() > mostLines || two.numbers.size() > mostLines)
        return {{0, first.size(), 0, second.size()}};
    auto boxes = EditScript<quint32>(one.numbers, two.numbers, effort).find();
    for (auto &box : boxes)
        box = {one.begins[box.first], one.begins[box.firstEnd], two.begins[box.second],
            two.begins[box.secondEnd]};
    return boxes;
}

quint64 sizeOf(const ByteDifference &difference)
{
    return std::max(difference.first.length(), difference.second.length());
}

// Whether so little is the same between them that it would only be lit as a speck.
bool isSpeck(const ByteDifference &before, const ByteDifference &next)
{
    const auto same = next.first.begin - before.first.end;
    return same <= longestSpeck && same < sizeOf(before) && same < sizeOf(next);
}

// Of bytes that repeat themselves some may be kept at either end of what is taken out. Moves the
// bytes \a at behind the next \a count ones, where that comes to the same.
bool moveOn(ByteRange &at, quint64 count, Bytes bytes)
{
    const auto begin = bytes.begin() + std::ptrdiff_t(at.begin);
    const auto end = bytes.begin() + std::ptrdiff_t(at.end);
    if (!std::equal(begin, begin + std::ptrdiff_t(count), end))
        return false;
    at.begin += count;
    at.end += count;
    return true;
}

// Makes one of two: where both put in, or take out, and the last one can be moved to the next, and
// where next to nothing is the same between them.
bool join(ByteDifference &last, const ByteDifference &next, Bytes first, Bytes second)
{
    const auto same = next.first.begin - last.first.end;
    if (last.first.length() == 0 && next.first.length() == 0 && moveOn(last.second, same, second))
        last.first = next.first;
    else if (last.second.length() == 0 && next.second.length() == 0
        && moveOn(last.first, same, first))
        last.second = next.second;
    else if (!isSpeck(last, next))
        return false;
    last.first.end = next.first.end;
    last.second.end = next.second.end;
    return true;
}

std::vector<ByteDifference> within(const EditBox &lines, Bytes first, Bytes second, Effort &effort)
{
    const auto boxes =
        EditScript<std::byte>(first.subspan(lines.first, lines.firstEnd - lines.first),
            second.subspan(lines.second, lines.secondEnd - lines.second), effort)
            .find();
    std::vector<ByteDifference> found;
    for (const auto &box : boxes) {
        const ByteDifference next{{lines.first + box.first, lines.first + box.firstEnd},
            {lines.second + box.second, lines.second + box.secondEnd}};
        if (found.empty() || !join(found.back(), next, first, second))
            found.push_back(next);
    }
    return found;
}

bool isInCharacter(Bytes text, quint64 at)
{
    return at < text.size() && (text[at] & std::byte{0xc0}) == std::byte{0x80};
}

// Characters that differ in some of their bytes differ.
std::vector<ByteDifference> ofCharacters(
    const std::vector<ByteDifference> &differences, Bytes first, Bytes second)
{
    std::vector<ByteDifference> found;
    for (auto [one, two] : differences) {
        const auto least = found.empty() ? 0 : found.back().first.end;
        while (one.begin > least
            && (isInCharacter(first, one.begin) || isInCharacter(second, two.begin))) {
            --one.begin;
            --two.begin;
        }
        while (isInCharacter(first, one.end) || isInCharacter(second, two.end)) {
            ++one.end;
            ++two.end;
        }
        if (!found.empty() && one.begin <= least) {
            found.back().first.end = std::max(one.end, least);
            found.back().second.end = std::max(two.end, found.back().second.end);
        } else {
            found.push_back({one, two});
        }
    }
    return found;
}

} // namespace

ByteDifferences byteDifferences(Bytes first, Bytes second, ComparedAs as, Effort effort)
{
    const auto boxes = as == ComparedAs::Text
        ? differingLines(first, second, effort)
        : std::vector<EditBox>{{0, first.size(), 0, second.size()}};
    ByteDifferences all;
    for (const auto &box : boxes) {
        const auto found = within(box, first, second, effort);
        all.found.insert(all.found.end(), found.begin(), found.end());
    }
    if (as == ComparedAs::Text)
        all.found = ofCharacters(all.found, first, second);
    all.isComplete = !effort.isSpent();
    return all;
}

} // namespace sealcord
