// SPDX-License-Identifier: MIT
// Any text as a filter, against a message whose content is that text and an event.
#include "core/traffic/filter/filter.h"
#include "core/traffic/filter/filtercompletion.h"
#include "core/traffic/filter/filterend.h"
#include "core/traffic/trafficrow.h"
#include "tests/fuzz/check.h"

#include <QString>

#include <algorithm>
#include <cstdint>

using namespace sealcord;
using fuzz::require;

namespace {

void completeEverywhere(const QString &text)
{
    // Everywhere in what a person types; a longer one costs the square.
    for (qsizetype cursor = 0; cursor <= std::min<qsizetype>(text.size(), 64); ++cursor) {
        const auto completion = completeFilter(text, cursor, {});
        require(completion.offset >= 0 && completion.length >= 0, "a completion is a stretch");
        require(completion.offset + completion.length <= cursor, "a completion ends at the cursor");
    }
}

void checkHighlights(const Filter &filter, std::span<const std::byte> content)
{
    std::size_t end = 0;
    const auto found = filter.highlights(content, 16);
    require(found.size() <= 16, "no more is lit than asked for");
    for (const auto &range : found) {
        require(range.length > 0 && range.offset >= end, "what is lit is in order");
        end = range.offset + range.length;
        require(end <= content.size(), "what is lit is inside");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto content = std::as_bytes(std::span(data, size));
    const auto text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    completeEverywhere(text);
    const auto filter = Filter::parse(text);
    if (!filter) {
        const auto &error = filter.error();
        require(
            !error.text.isEmpty() && error.offset >= 0 && error.length >= 0, "an error says what");
        require(error.offset + error.length <= text.size(), "an error is inside");
        return 0;
    }
    TrafficRow row;
    row.connection.id = 1;
    row.content = content;
    const auto again = Filter::parse(filter->text());
    require(again && again->matches(row) == filter->matches(row), "text() is the filter");
    // With a space behind it nothing of it is unfinished.
    const auto typed = Filter::parse(wholePart(text + QLatin1Char(' ')));
    require(typed && typed->matches(row) == filter->matches(row), "a right filter is whole");
    row.kind = TrafficRow::Kind::Notice;
    require(again->matches(row) == filter->matches(row), "text() is the filter");
    checkHighlights(*filter, content);
    return 0;
}
