// SPDX-License-Identifier: MIT
#include "widgets/window/recordedconversation.h"

#include "core/recording/reading/recordingpass.h"
#include "core/traffic/models/conversationmodel.h"
#include "widgets/conversation/conversationpage.h"
#include "widgets/window/conversationlink.h"
#include "widgets/window/watchdesk.h"

#include <limits>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

static constexpr quint64 rowsBefore =
    1000; // at least, which are read before the one that was chosen

RecordedConversation::RecordedConversation(
    const QString &path, const RecordingLoader &survey, WatchDesk &desk)
    : m_path(path)
    , m_survey(survey)
    , m_desk(desk)
{
    desk.conversationLink().readBy(
        [this](ConnectionId connection, quint64 number) { read(connection, number); });
    connect(&m_loader, &RecordingLoader::happened, this, &RecordedConversation::show);
}

void RecordedConversation::read(ConnectionId connection, quint64 number)
{
    m_number = number;
    m_turnsBehind = m_bytesBehind = 0;
    m_from.reset();
    for (const auto &place : m_survey.places()) {
        if (place.row > 1 && place.row + rowsBefore <= number)
            m_from = place;
    }
    constexpr auto all = std::numeric_limits<std::size_t>::max();
    RecordingStretch stretch{.file = m_survey.loaded().file,
        .from = m_from,
        .filter = Filter::parse(u"connection:%1"_s.arg(connection)).value(),
        .limits = {.bytes = all, .rows = all}};
    m_loader.load(m_path, [stretch = std::move(stretch)](RecordingReader reader) {
        return passThrough(std::move(reader), stretch);
    });
}

void RecordedConversation::show(const TrafficBatch &batch)
{
    auto &page = m_desk.conversation();
    page.append(batch);
    if (m_loader.loaded().isOver) {
        if (!m_loader.loaded().error.isEmpty())
            Q_EMIT failed(m_loader.loaded().error);
        page.endPast(m_from || m_loader.loaded().next);
        return;
    }
    for (const auto &row : batch.rows) {
        if (row.number <= m_number)
            continue;
        ++m_turnsBehind;
        m_bytesBehind += row.content.size();
    }
    // Of more than it holds, a conversation keeps the newest: not so many that the row goes.
    constexpr auto most = ConversationModel::defaultLimits;
    if (m_turnsBehind >= most.rows / 2 || m_bytesBehind >= most.bytes / 2)
        m_loader.stop();
}

} // namespace sealcord
