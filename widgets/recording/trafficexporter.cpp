// SPDX-License-Identifier: MIT
#include "widgets/recording/trafficexporter.h"

#include "core/recording/savedtraffic.h"
#include "core/text/figures.h"
#include "widgets/parts/messagebar.h"
#include "widgets/parts/waitbar.h"
#include "widgets/recording/exportdialog.h"

#include <QKeySequence>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// It is told how many lines are damaged, not each of them.
void tellNobody(const QString &) { }

// By way of a recording, which is there as long as it is needed, in a folder of its owner alone.
std::expected<Exported, ExportError> exportRows(const SavedTraffic &traffic,
    const RecordingHead &head, ExportOrder order, const std::stop_token &stop)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return std::unexpected(ExportError{folder.errorString()});
    order.path = folder.filePath(u"shown.sealcord"_s);
    if (const auto saved = save(traffic, head, order.path, stop); !saved)
        return std::unexpected(ExportError{saved.error()});
    return exportRecording(order, tellNobody, stop);
}

} // namespace

TrafficExporter::TrafficExporter(const TrafficModel &messages, const ConnectionModel &connections,
    Head head, MessageBar &bar, QWidget &window)
    : m_messages(messages)
    , m_connections(connections)
    , m_head(std::move(head))
    , m_bar(bar)
    , m_action(tr("&Export what is shown…"))
    , m_progress(new WaitBar(&m_work, tr("Exporting…"), &window))
{
    m_action.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    connect(&m_action, &QAction::triggered, &window, [this, &window] {
        chooseExport(window, tr("Export, decrypted"),
            [this](const QString &path, ExportForm form) { exportTo(path, form); });
    });
    connect(&m_messages, &TrafficModel::countsChanged, this, &TrafficExporter::showRows);
    connect(&m_work, &BackgroundWork::runningChanged, this, &TrafficExporter::showRows);
    showRows();
}

void TrafficExporter::setRecording(const QString &path)
{
    m_recording = path;
    m_action.setText(tr("&Export…"));
    showRows();
}

void TrafficExporter::showRows()
{
    const bool isThere = !m_recording.isEmpty() || m_messages.rowCount() > 0;
    m_action.setEnabled(isThere && !m_work.isRunning());
}

void TrafficExporter::exportTo(const QString &path, ExportForm form)
{
    if (m_recording.isEmpty())
        return exportShown({{}, form, path});
    m_work.start([this, order = ExportOrder{m_recording, form, path, m_messages.filter()}](
                     const std::stop_token &stop) -> BackgroundWork::Delivery {
        auto exported = exportRecording(order, tellNobody, stop);
        return
            [this, path = order.output, exported = std::move(exported)] { tell(path, exported); };
    });
}

void TrafficExporter::exportShown(const ExportOrder &order)
{
    // By a pointer: what it holds alive is let go of on the other thread.
    auto traffic = std::make_unique<SavedTraffic>(savedTraffic(m_messages, m_connections, false));
    m_work.start([this, order, head = m_head(), traffic = std::move(traffic)](
                     const std::stop_token &stop) -> BackgroundWork::Delivery {
        auto exported = exportRows(*traffic, head, order, stop);
        return
            [this, path = order.output, exported = std::move(exported)] { tell(path, exported); };
    });
}

void TrafficExporter::tell(const QString &path, const Result &exported)
{
    if (!exported)
        return m_bar.show(
            MessageBar::Level::Error, tr("Nothing was exported: %1.").arg(exported.error().text));
    QStringList sentences{tr("Exported to %1, decrypted.").arg(path)};
    if (exported->damagedLines > 0)
        sentences +=
            tr("Damaged lines, which are left out: %1.").arg(formatCount(exported->damagedLines));
    if (exported->isCutOff)
        sentences +=
            tr("The recording is cut off in the middle of a line, or still being written.");
    m_bar.show(MessageBar::Level::Info, sentences.join(u' '));
}

} // namespace sealcord
