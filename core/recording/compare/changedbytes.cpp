// SPDX-License-Identifier: MIT
#include "core/recording/compare/changedbytes.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sealcord {

namespace {

std::expected<void, std::string> readMessage(
    RecordingReader &reader, const IndexedMessage &message, const RecordingReader::Taker &taker)
{
    reader.goTo(message.line, message.offset);
    const auto next = reader.next();
    if (const auto *const line = std::get_if<RecordedLine>(&next))
        return reader.readBytes(*line, taker);
    return std::unexpected("the file has changed");
}

// Takes a message piece by piece, and tells where it differs from one that is at hand.
class Comparer
{
public:
    // The message to come has \a length bytes.
    Comparer(std::span<const std::byte> known, quint64 length)
        : m_known(known)
        , m_length(length)
    { }

    void take(std::span<const std::byte> piece)
    {
        for (const auto byte : piece) {
            if (!m_first && !isKnownAt(m_at, byte))
                m_first = m_at;
            // Counted from the ends: below 0 the known message has no more to compare with.
            const auto fromEnd = m_at + m_known.size();
            if (fromEnd < m_length || !isKnownAt(fromEnd - m_length, byte))
                m_end = m_at + 1;
            ++m_at;
        }
    }

    [[nodiscard]] ByteDifference changed() const
    {
        const auto known = quint64(m_known.size());
        const auto shorter = std::min(known, m_length);
        const auto begin = std::min(m_first.value_or(shorter), shorter);
        const auto same = std::min(m_length - m_end, shorter - begin); // at both ends
        return {{begin, known - same}, {begin, m_length - same}};
    }

private:
    [[nodiscard]] bool isKnownAt(quint64 at, std::byte byte) const
    {
        return at < m_known.size() && m_known[at] == byte;
    }

    const std::span<const std::byte> m_known;
    const quint64 m_length;
    quint64 m_at = 0;
    std::optional<quint64> m_first; // that differs, from the beginning
    quint64 m_end = 0; // behind the last that differs, from the end
};

} // namespace

std::expected<ByteDifference, std::string> changedBytes(RecordingReader &firstReader,
    const IndexedMessage &first, RecordingReader &secondReader, const IndexedMessage &second)
{
    std::vector<std::byte> known;
    const auto keep = [&known](std::span<const std::byte> piece) {
        const auto room = std::min(piece.size(), RecordedRows::longestContent - known.size());
        known.insert(known.end(), piece.begin(), piece.begin() + std::ptrdiff_t(room));
        return true;
    };
    if (const auto read = readMessage(firstReader, first, keep); !read)
        return std::unexpected(read.error());
    Comparer comparer(known, second.length);
    const auto compare = [&comparer](std::span<const std::byte> piece) {
        comparer.take(piece);
        return true;
    };
    if (const auto read = readMessage(secondReader, second, compare); !read)
        return std::unexpected(read.error());
    auto changed = comparer.changed();
    if (known.size() < first.length) {
        changed.first.end = first.length;
        changed.second.end = second.length;
    }
    return changed;
}

} // namespace sealcord
