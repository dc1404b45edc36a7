// SPDX-License-Identifier: MIT
#include "core/recording/livewireshark.h"

#include "core/text/systemtext.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/stat.h>

namespace sealcord {

using namespace Qt::StringLiterals;

// Nobody reads before Wireshark has started, which is nothing to tell.
static TakeReport onceItReads(TakeReport report)
{
    return [report = std::move(report), hasRead = false](const RecordingReport &what) mutable {
        hasRead = hasRead || what.kind != RecordingReport::Kind::Stopped;
        if (hasRead && report)
            report(what);
    };
}

LiveWireshark::LiveWireshark()
    : m_folder(QDir::tempPath() + u"/sealcord-XXXXXX"_s)
{ }

LiveWireshark::~LiveWireshark()
{
    if (m_recorder)
        m_recorder->stop(); // before the FIFO goes, and also where a tap still holds it
}

std::expected<std::unique_ptr<LiveWireshark>, QString> LiveWireshark::start(
    const RecordingHead &head, TakeReport report)
{
    const auto program = QStandardPaths::findExecutable(u"wireshark"_s);
    if (program.isEmpty())
        return std::unexpected(u"Wireshark is not installed, or not in PATH"_s);
    std::unique_ptr<LiveWireshark> live(new LiveWireshark);
    if (auto why = live->begin(program, head, std::move(report)); !why.isEmpty())
        return std::unexpected(std::move(why));
    return live;
}

// Why it cannot, or nothing.
QString LiveWireshark::begin(const QString &program, const RecordingHead &head, TakeReport report)
{
    if (!m_folder.isValid())
        return u"cannot make a folder: "_s + m_folder.errorString();
    if (::mkfifo(toSystem(fifo()).constData(), S_IRUSR | S_IWUSR) != 0)
        return u"cannot make "_s + fifo() + u": "_s + QString::fromLocal8Bit(std::strerror(errno));
    m_recorder = std::make_shared<Recorder>(
        RecordingSettings{.form = RecordingSettings::Form::Packets, .path = fifo()}, head,
        onceItReads(std::move(report)));
    if (!m_recorder->errorString().isEmpty())
        return m_recorder->errorString();
    if (!QProcess::startDetached(program, {u"-k"_s, u"-i"_s, fifo()}))
        return u"cannot start "_s + program;
    return {};
}

} // namespace sealcord
