// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficfind.h"

#include "core/text/bytesearcher.h"
#include "core/traffic/describe.h"
#include "core/traffic/models/trafficmodel.h"

#include <algorithm>
#include <ranges>

namespace sealcord {

namespace {

// What a slice may look at, in bytes: some milliseconds, whatever they are. What stands between the
// contents costs time too, and is counted as the bytes that take as long.
constexpr std::size_t sliceBytes = 1024 * 1024;
constexpr std::size_t rowCost = 64;
constexpr std::size_t sentenceCost = 4096; // it is written before it is looked at

std::span<const std::byte> bytesOf(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

const TrafficRow &rowAt(const QAbstractItemModel &model, int index)
{
    return *model.index(index, 0).data(TrafficModel::RowRole).value<const TrafficRow *>();
}

int indexOf(const QAbstractItemModel &model, quint64 number)
{
    const auto rows = std::views::iota(0, model.rowCount());
    const auto found = std::ranges::lower_bound(
        rows, number, {}, [&model](int index) { return rowAt(model, index).number; });
    return found == rows.end() ? -1 : *found;
}

std::size_t find(std::span<const std::byte> content, const FindPattern &pattern, std::size_t from)
{
    if (pattern.bytes.isEmpty() || from >= content.size())
        return content.size();
    return from
        + ByteSearcher(bytesOf(pattern.bytes), !pattern.isCaseSensitive)
              .find(content.subspan(from));
}

FindResult find(
    const QAbstractItemModel &model, const FindPattern &pattern, FindPosition from, bool forward)
{
    using Outcome = FindResult::Outcome;
    if (pattern.bytes.isEmpty())
        return {};
    const ByteSearcher searcher(bytesOf(pattern.bytes), !pattern.isCaseSensitive);
    auto left = sliceBytes;
    const auto spend = [&left](std::size_t cost) { left -= std::min(left, cost); };
    auto at = from;
    for (; at.row >= 0 && at.row < model.rowCount(); at = {at.row + (forward ? 1 : -1), 0}) {
        if (left == 0)
            return {Outcome::Unfinished, at};
        const auto &row = rowAt(model, at.row);
        spend(rowCost);
        QByteArray sentence; // of an event
        auto content = row.content;
        if (!isPlaintext(row)) {
            if (row.kind == TrafficRow::Kind::Notice) {
                sentence = describe(row).toUtf8();
                spend(sentenceCost);
            }
            content = bytesOf(sentence);
        }
        if (at.offset >= content.size())
            continue;
        content = content.subspan(at.offset);
        const auto looked = content.first(std::min(content.size(), left + searcher.length()));
        if (searcher.find(looked) < looked.size())
            return {Outcome::Found, {at.row, 0}};
        if (looked.size() < content.size()) // what ends here may have begun before
            return {
                Outcome::Unfinished, {at.row, at.offset + looked.size() - searcher.length() + 1}};
        spend(looked.size());
    }
    return {};
}

} // namespace sealcord
