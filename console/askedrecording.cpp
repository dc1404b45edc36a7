// SPDX-License-Identifier: MIT
#include "console/askedrecording.h"

#include "console/recording.h"
#include "core/app/recordinghead.h"
#include "core/net/server/server.h"
#include "core/recording/recorder.h"

#include <tuple>
#include <utility>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// Those that came after the recording began are in it already: they have higher numbers than \a
// last.
std::vector<ConnectionNews> beginnings(const Census::Connections &connections, ConnectionId last)
{
    const auto now = RecordTime::clock::now();
    std::vector<ConnectionNews> news;
    for (const auto &[stands, count] : connections) {
        if (stands.connection.id > last)
            continue;
        news.emplace_back(now - stands.age).what = ConnectionOpened{stands.connection};
        if (stands.established)
            news.emplace_back(now - stands.age).what = *stands.established;
    }
    return news;
}

} // namespace

AskedRecording::~AskedRecording()
{
    std::ignore = stop();
}

std::expected<void, QString> AskedRecording::start(const QString &path, const Server &server)
{
    if (m_recorder)
        return std::unexpected(u"it records already, to "_s + m_path);
    auto recorder = std::make_shared<Recorder>(RecordingSettings{.path = path},
        recordingHead(Role::Server, m_protocol, false), tellingLog(m_log, false));
    if (const auto why = recorder->errorString(); !why.isEmpty())
        return std::unexpected(why);
    const auto last = server.lastConnection();
    m_taps.add(recorder);
    m_census.count([recorder, last](const Census::Connections &connections) {
        recorder->beginWith(beginnings(connections, last));
    });
    m_log.write(LogLevel::Info, "recording-started", u"Recording to "_s + path,
        {{"path", path.toStdString()}});
    m_recorder = std::move(recorder);
    m_path = path;
    return {};
}

std::expected<quint64, QString> AskedRecording::stop()
{
    if (!m_recorder)
        return std::unexpected(u"no recording was started"_s);
    m_taps.remove(m_recorder.get());
    m_recorder->stop();
    const auto written = m_recorder->written();
    m_recorder.reset();
    m_log.write(LogLevel::Info, "recording-ended",
        u"The recording to "_s + m_path + u" has ended"_s,
        {{"path", m_path.toStdString()}, {"bytes", static_cast<qint64>(written)}});
    return written;
}

} // namespace sealcord
