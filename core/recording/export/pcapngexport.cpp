// SPDX-License-Identifier: MIT
#include "core/recording/export/pcapngexport.h"

#include <algorithm>

namespace sealcord {

RecordingExport::Done PcapngExport::begin(RecordingReader &reader)
{
    m_capture.emplace(reader.role());
    PlaintextCapture::addHead(m_out, m_application);
    return flush();
}

RecordingExport::Done PcapngExport::add(
    RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows)
{
    const auto *const row = rows.row();
    if (!row)
        return {};
    const PlaintextCapture::Happening what{
        rows.time(), rows.connection(), parseEndpoint(line.record.text("local"))};
    if (row->kind == TrafficRow::Kind::Message)
        return addMessage(reader, line, rows, what);
    m_capture->note(*row); // at the next packet, which may be one of this line's own
    if (std::holds_alternative<ConnectionOpened>(rows.news()))
        m_capture->open(m_out, what);
    else if (const auto *ended = std::get_if<ConnectionEnded>(&rows.news()))
        m_capture->end(m_out, what, ended->reason);
    return flush();
}

RecordingExport::Done PcapngExport::end()
{
    m_capture->addRest(m_out);
    return flush();
}

RecordingExport::Done PcapngExport::addMessage(RecordingReader &reader, const RecordedLine &line,
    const RecordedRows &rows, const PlaintextCapture::Happening &what)
{
    std::vector<std::byte> segment;
    quint64 left = rows.length();
    bool isWritten = true;
    const auto take = [&](std::span<const std::byte> piece) {
        while (!piece.empty() && isWritten) {
            const auto wanted = std::min<quint64>(SyntheticStream::longestSegment, left);
            const auto more = std::min<std::size_t>(piece.size(), wanted - segment.size());
            segment.insert(segment.end(), piece.begin(), piece.begin() + std::ptrdiff_t(more));
            piece = piece.subspan(more);
            if (segment.size() < wanted)
                continue;
            left -= wanted;
            m_capture->say(m_out, what, rows.row()->direction, segment, left == 0);
            segment.clear();
            isWritten = flush().has_value();
        }
        return isWritten;
    };
    if (auto read = reader.readBytes(line, take); !read)
        return read;
    return isWritten ? Done() : notWritten();
}

RecordingExport::Done PcapngExport::flush()
{
    auto done = written(m_out);
    m_out.clear();
    return done;
}

} // namespace sealcord
