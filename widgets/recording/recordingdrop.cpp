// SPDX-License-Identifier: MIT
#include "widgets/recording/recordingdrop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QStringList>
#include <QUrl>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace sealcord {

static bool mayBeRecording(const QString &path)
{
    return std::ranges::any_of(
        recordingEndings, [&](QLatin1StringView ending) { return path.endsWith(ending); });
}

static QStringList recordingsIn(const QMimeData *dragged)
{
    QStringList paths;
    for (const auto &url : dragged->urls()) {
        if (url.isLocalFile() && mayBeRecording(url.path()))
            paths += url.toLocalFile();
    }
    return paths;
}

RecordingDrop::RecordingDrop(QWidget &window, TakePath take)
    : QObject(&window)
    , m_take(std::move(take))
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool RecordingDrop::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop)
        return QObject::eventFilter(object, event);
    auto *dragged = static_cast<QDropEvent *>(event);
    const auto paths = recordingsIn(dragged->mimeData());
    if (paths.isEmpty())
        return false;
    dragged->acceptProposedAction();
    if (event->type() == QEvent::Drop) {
        for (const auto &path : paths)
            m_take(path);
    }
    return true;
}

} // namespace sealcord
