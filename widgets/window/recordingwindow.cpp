// SPDX-License-Identifier: MIT
#include "widgets/window/recordingwindow.h"

#include "core/text/escape.h"
#include "core/text/figures.h"
#include "widgets/parts/messagebar.h"
#include "widgets/traffic/trafficpane.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStringList>

namespace sealcord {

using namespace Qt::StringLiterals;

// Steps of the progress bar, whatever the size of the file.
static constexpr int steps = 1000;

RecordingWindow::RecordingWindow(const QString &path)
    : WatchWindow(Kind::Recording, u"recording"_s, nullptr)
    , m_path(path)
{
    setWindowTitle(tr("%1 – recording").arg(QFileInfo(path).fileName()));
    complete(createBanner(), new QMenu(tr("&File"), this));
    desk().messages().setLimits(limits);
    desk().trafficPane().setFollowing(false); // a recording is read from its beginning
    desk().trafficPane().setEmptyText(tr("Nothing was recorded."));
    connect(&m_loader, &RecordingLoader::happened, this, &RecordingWindow::show);
    m_loader.load(path);
    showBanner();
}

RecordingWindow::~RecordingWindow() = default;

QWidget *RecordingWindow::createBanner()
{
    auto *banner = new QWidget(this);
    m_about = new QLabel(banner);
    m_about->setObjectName(u"about"_s);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress = new QProgressBar(banner);
    m_progress->setRange(0, steps);
    m_progress->setMaximumWidth(200);
    m_progress->setAccessibleName(tr("How much of the recording was read"));
    m_stop = new QPushButton(tr("Stop reading"), banner);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_isStopped = true;
        m_loader.stop();
    });
    auto *row = new QHBoxLayout(banner);
    row->setContentsMargins({});
    row->addWidget(m_about, 1);
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    return banner;
}

void RecordingWindow::show(const TrafficBatch &batch, const std::vector<LoadedMark> &marks)
{
    desk().apply(batch);
    for (const auto &mark : marks)
        desk().messages().setMark(mark.number, mark.note);
    if (!loaded().error.isEmpty())
        bar().show(MessageBar::Level::Error, tr("It cannot be read: %1.").arg(loaded().error));
    showBanner();
}

void RecordingWindow::showBanner()
{
    const auto share = loaded().size > 0 ? double(loaded().read) / double(loaded().size) : 0;
    m_progress->setValue(int(share * steps));
    m_progress->setVisible(!loaded().isOver);
    m_stop->setVisible(!loaded().isOver);
    m_about->setText(about());
}

// "Recording of a server, begun 2026-11-24T10:16:15. 4,812 messages and events. 3 are missing…"
QString RecordingWindow::about()
{
    QStringList sentences;
    if (loaded().started) {
        const auto when = formatTimestamp(*loaded().started);
        sentences += loaded().role == Role::Server
            ? tr("Recording of a server, begun %1.").arg(when)
            : tr("Recording of an agent, begun %1.").arg(when);
    } else {
        sentences += tr("Recording: %1.").arg(printable(m_path));
    }
    sentences += tr("Messages and events: %1.").arg(formatCount(loaded().messages));
    return (sentences + QStringList{whatIsMissing()}).join(u' ').trimmed();
}

QString RecordingWindow::whatIsMissing()
{
    QStringList sentences;
    const auto kept = quint64(desk().messages().keptRows());
    if (loaded().messages > kept)
        sentences += tr("The newest are shown: %1.").arg(formatCount(kept));
    if (loaded().missing > 0)
        sentences += tr("Not recorded: %1.").arg(formatCount(loaded().missing));
    if (loaded().damagedLines > 0)
        sentences +=
            tr("Damaged lines, which are left out: %1; the first is line %2.")
                .arg(formatCount(loaded().damagedLines), formatCount(loaded().firstDamaged));
    if (loaded().isCutOff)
        sentences += tr("It is cut off in the middle of a line, or still being written.");
    if (m_isStopped)
        sentences += tr("Reading was stopped: there is more in the file.");
    return sentences.join(u' ');
}

} // namespace sealcord
