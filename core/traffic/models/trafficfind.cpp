// SPDX-License-Identifier: MIT
#include "core/traffic/models/trafficfind.h"

#include "core/text/bytesearcher.h"
#include "core/traffic/describe.h"

#include <algorithm>

namespace sealcord {

namespace {

constexpr std::size_t sliceBytes = 4 * 1024 * 1024; // some milliseconds
constexpr int sliceRows = 20'000;

std::span<const std::byte> bytesOf(const QByteArray &bytes)
{
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace

std::size_t find(std::span<const std::byte> content, const FindPattern &pattern, std::size_t from)
{
    if (pattern.bytes.isEmpty() || from >= content.size())
        return content.size();
    return from
        + ByteSearcher(bytesOf(pattern.bytes), !pattern.isCaseSensitive)
              .find(content.subspan(from));
}

FindResult find(
    const TrafficModel &model, const FindPattern &pattern, FindPosition from, bool forward)
{
    using Outcome = FindResult::Outcome;
    if (pattern.bytes.isEmpty())
        return {};
    const ByteSearcher searcher(bytesOf(pattern.bytes), !pattern.isCaseSensitive);
    auto left = sliceBytes;
    auto rowsLeft = sliceRows;
    auto at = from;
    for (; at.row >= 0 && at.row < model.rowCount({}); at = {at.row + (forward ? 1 : -1), 0}) {
        if (left == 0 || rowsLeft-- == 0)
            return {Outcome::Unfinished, at};
        const auto &row = model.row(at.row);
        QByteArray sentence; // of an event
        auto content = row.content;
        if (row.kind != TrafficRow::Kind::Message) {
            if (row.kind == TrafficRow::Kind::Notice)
                sentence = describe(row).toUtf8();
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
        left -= std::min(left, looked.size());
    }
    return {};
}

} // namespace sealcord
