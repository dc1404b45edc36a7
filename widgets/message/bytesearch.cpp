// SPDX-License-Identifier: MIT
#include "widgets/message/bytesearch.h"

#include "core/text/bytesearcher.h"

#include <algorithm>
#include <iterator>

namespace sealcord {

std::optional<QByteArray> bytesFromHex(const QString &text)
{
    QByteArray digits;
    for (const auto character : text) {
        if (character.isSpace())
            continue;
        const auto c = character.toLatin1();
        const bool isDigit =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!isDigit)
            return std::nullopt;
        digits += c;
    }
    if (digits.size() % 2 != 0)
        return std::nullopt;
    return QByteArray::fromHex(digits);
}

std::vector<ContentRange> findBytes(std::span<const std::byte> bytes, const BytePattern &pattern,
    std::size_t most, const std::stop_token &stop)
{
    if (pattern.bytes.isEmpty())
        return {};
    constexpr std::size_t slice = 256 * 1024;
    const ByteSearcher searcher(std::as_bytes(std::span(pattern.bytes.constData(),
                                    static_cast<std::size_t>(pattern.bytes.size()))),
        pattern.ignoresCase);
    std::vector<ContentRange> found;
    std::size_t begin = 0;
    while (begin < bytes.size() && found.size() < most && !stop.stop_requested()) {
        // A match may begin in this slice and end in the next.
        const auto rest = bytes.subspan(begin);
        const auto part = rest.first(std::min(rest.size(), slice + searcher.length() - 1));
        const auto at = searcher.find(part);
        if (at == part.size()) {
            begin += slice;
        } else {
            found.push_back({begin + at, searcher.length()});
            begin += at + searcher.length();
        }
    }
    return found;
}

std::vector<ContentRange> merged(
    const std::vector<ContentRange> &a, const std::vector<ContentRange> &b)
{
    std::vector<ContentRange> all;
    all.reserve(a.size() + b.size());
    std::ranges::merge(
        a, b, std::back_inserter(all), {}, &ContentRange::offset, &ContentRange::offset);
    std::vector<ContentRange> apart;
    for (const auto &range : all) {
        const auto end = apart.empty() ? 0 : apart.back().offset + apart.back().length;
        if (apart.empty() || range.offset >= end)
            apart.push_back(range);
        else
            apart.back().length = std::max(end, range.offset + range.length) - apart.back().offset;
    }
    return apart;
}

} // namespace sealcord
