// SPDX-License-Identifier: MIT
#include "core/recording/recordingform.h"

#include "core/recording/packets/pcapng.h"
#include "core/traffic/wirerow.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sealcord {

std::unique_ptr<RecordingForm> RecordingForm::make(RecordingSettings::Form form, RecordingHead head)
{
    if (form == RecordingSettings::Form::Packets)
        return std::make_unique<PacketsForm>(std::move(head));
    return std::make_unique<LinesForm>(std::move(head));
}

void LinesForm::begin(std::string &out, RecordTime started)
{
    auto head = m_lines.head();
    head.started = started;
    m_lines = RecordingLines(std::move(head));
    m_lines.addHead(out);
}

void PacketsForm::begin(std::string &out, RecordTime /*started*/)
{
    m_capture.emplace(m_head.role);
    PlaintextCapture::addHead(out, "sealcord " + m_head.version);
}

void PacketsForm::add(std::string &out, const RecordItem &item)
{
    if (const auto *gap = std::get_if<RecordGap>(&item))
        addGap(out, *gap);
    else if (const auto *news = std::get_if<const ConnectionNews *>(&item))
        addNews(out, **news);
    else if (const auto &row = *std::get<const TrafficRow *>(item);
        row.kind == TrafficRow::Kind::Message)
        addMessage(out, row);
    else
        m_capture->note(row);
}

// At the interface, and not at the next packet: what is written again after a failure is to be seen
// at once, and to show whether it can be written.
void PacketsForm::addGap(std::string &out, const RecordGap &gap) const
{
    auto comment = PlaintextCapture::missingText(gap.missing) + ": ";
    comment += gap.text;
    pcapng::addComment(out, gap.time, comment);
}

void PacketsForm::addNews(std::string &out, const ConnectionNews &news)
{
    const auto note = [&](const WireEvent &event) {
        const WireRow made(event);
        auto row = *made.row();
        row.time = news.time;
        m_capture->note(row);
    };
    if (const auto *opened = std::get_if<ConnectionOpened>(&news.what)) {
        note(*opened);
        m_capture->open(out, {news.time, opened->connection, opened->local});
    } else if (const auto *established = std::get_if<ConnectionEstablished>(&news.what)) {
        note(*established);
    } else if (const auto *ended = std::get_if<ConnectionEnded>(&news.what)) {
        note(*ended);
        m_capture->end(out, {news.time, ended->connection}, ended->reason);
    }
}

void PacketsForm::addMessage(std::string &out, const TrafficRow &message)
{
    const PlaintextCapture::Happening what{.time = message.time, .connection = message.connection};
    for (auto rest = message.content; !rest.empty();) {
        const auto segment = rest.first(std::min(rest.size(), SyntheticStream::longestSegment));
        rest = rest.subspan(segment.size());
        m_capture->say(out, what, message.direction, segment, rest.empty());
    }
}

} // namespace sealcord
