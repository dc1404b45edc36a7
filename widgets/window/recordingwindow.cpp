// SPDX-License-Identifier: MIT
#include "widgets/window/recordingwindow.h"

#include "core/recording/reading/recordingpass.h"
#include "core/text/escape.h"
#include "core/text/figures.h"
#include "widgets/connection/connectionpage.h"
#include "widgets/filter/filteredit.h"
#include "widgets/parts/hintbutton.h"
#include "widgets/parts/messagebar.h"
#include "widgets/recording/trafficexporter.h"
#include "widgets/traffic/trafficpane.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QStringList>

#include <algorithm>
#include <ranges>
#include <variant>

namespace sealcord {

using namespace Qt::StringLiterals;

// Steps of the progress bar, whatever the size of the file.
static constexpr int steps = 1000;

static bool isAt(const RecordingPlace &place, const TrafficAim &aim)
{
    const auto *const number = std::get_if<quint64>(&aim);
    return number ? *number < place.row
                  : std::get<TrafficRow::Clock::time_point>(aim) <= place.time;
}

RecordingWindow::RecordingWindow(const QString &path, const TrafficLimits &limits)
    : WatchWindow(Kind::Recording, u"recording"_s, nullptr)
    , m_path(path)
    , m_limits(limits)
    , m_conversation(path, m_survey, desk())
{
    setWindowTitle(tr("%1 – recording").arg(QFileInfo(path).fileName()));
    exporter().setRecording(path);
    auto *menu = createMenu(); // its actions are in the banner too
    complete(createBanner(), menu);
    desk().messages().setLimits(limits);
    auto &pane = desk().trafficPane();
    pane.setLive(false);
    pane.setEmptyText(tr("Nothing was recorded."));
    connect(&pane, &TrafficPane::elsewhereWanted, this, &RecordingWindow::goTo);
    connect(&pane.filterField(), &FilterEdit::filterChanged, this, &RecordingWindow::filterChanged);
    connect(&m_survey, &RecordingLoader::happened, this, &RecordingWindow::showSurvey);
    connect(&m_conversation, &RecordedConversation::failed, this, &RecordingWindow::showError);
    connect(&m_stretch, &RecordingLoader::happened, this, &RecordingWindow::showStretch);
    read({});
    m_survey.load(path, surveyOf);
    showBanner();
}

RecordingWindow::~RecordingWindow() = default;

QMenu *RecordingWindow::createMenu()
{
    auto *menu = new QMenu(tr("&File"), this);
    m_earlier = menu->addAction(tr("&Earlier"), this, &RecordingWindow::goBack);
    m_earlier->setShortcut(Qt::ALT | Qt::Key_PageUp);
    m_earlier->setToolTip(tr("Show what stands in the file before the first row of the list"));
    m_later = menu->addAction(tr("&Later"), this, &RecordingWindow::goOn);
    m_later->setShortcut(Qt::ALT | Qt::Key_PageDown);
    m_later->setToolTip(tr("Show what stands in the file behind the last row of the list"));
    return menu;
}

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
    m_stop = new QPushButton(banner);
    connect(m_stop, &QPushButton::clicked, this, &RecordingWindow::stop);
    auto *row = new QHBoxLayout(banner);
    row->setContentsMargins({});
    row->addWidget(m_about, 1);
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    row->addWidget(new HintButton(m_earlier, banner));
    row->addWidget(new HintButton(m_later, banner));
    return banner;
}

void RecordingWindow::showSurvey(const TrafficBatch &batch, const std::vector<LoadedMark> &marks)
{
    setRecorded(loaded().head);
    desk().connectionPage().setRecorded(loaded().head.role);
    desk().applyNews(batch);
    if (loaded().isOver && !m_isStopped)
        endWhatStands();
    for (const auto &mark : marks)
        desk().messages().setMark(mark.number, mark.note);
    showError(loaded().error);
    showElsewhere();
    showBanner();
}

void RecordingWindow::showError(const QString &error)
{
    if (!error.isEmpty())
        bar().show(MessageBar::Level::Error, tr("It cannot be read: %1.").arg(error));
}

// Of a connection that stood at the end nobody saw what became of it.
void RecordingWindow::endWhatStands()
{
    TrafficBatch batch;
    batch.question = 1;
    desk().applyNews(batch);
    batch.question = 0;
    batch.answers = {{.question = 1, .threads = 1}};
    desk().applyNews(batch);
}

void RecordingWindow::showStretch(const TrafficBatch &batch)
{
    auto &messages = desk().messages();
    messages.append(batch);
    showElsewhere();
    showError(stretch().error);
    if (stretch().isOver) {
        messages.refilled();
        reachGoal();
    }
    showBanner();
}

// Until the survey has come so far, nobody knows of what stands behind the stretch.
void RecordingWindow::showElsewhere()
{
    const auto kept = quint64(desk().messages().keptRows());
    const auto all = std::max(kept, loaded().messages);
    desk().messages().setElsewhere(isAllHere() ? 0 : all - kept);
}

/// The list's own filter has seen all there is, or the file is asked.
void RecordingWindow::filterChanged()
{
    if (isAllHere())
        return;
    const auto chosen = desk().trafficPane().currentNumber();
    const auto isFiltered = !desk().trafficPane().filterField().filter().isEmpty();
    if (isFiltered || chosen == 0)
        read({});
    else
        readTo(chosen, QString::number(chosen));
}

bool RecordingWindow::isAllHere() const
{
    return stretch().isOver && !m_from && !stretch().next && !m_isFiltered;
}

bool RecordingWindow::isSearching() const
{
    return m_isFiltered && !stretch().isOver;
}

// What the button says, and no more.
void RecordingWindow::stop()
{
    const bool isFilterMeant = isSearching();
    if (!stretch().isOver) {
        m_goal.clear(); // or it would be read on to there
        m_isFilterStopped = m_isFiltered;
        m_stretch.stop();
    }
    if (isFilterMeant || loaded().isOver)
        return;
    m_isStopped = true;
    m_survey.stop();
}

void RecordingWindow::read(Place from)
{
    const auto &filter = desk().trafficPane().filterField().filter();
    m_from = from;
    m_isFiltered = !filter.isEmpty();
    m_isFilterStopped = false;
    m_goal.clear();
    desk().messages().refill();
    m_stretch.load(m_path,
        [stretch = RecordingStretch{loaded().file, from, filter, m_limits}](
            RecordingReader reader) { return passThrough(std::move(reader), stretch); });
    showBanner();
}

void RecordingWindow::goTo(const QString &goal)
{
    const auto aim = aimOf(goal);
    if (!aim)
        return;
    const bool isBefore = m_from && isAt(*m_from, *aim);
    const bool isBehind = stretch().next && !isAt(*stretch().next, *aim);
    if (isBefore || isBehind) {
        readTo(*aim, goal);
        return;
    }
    m_goal = goal;
    if (stretch().isOver)
        reachGoal();
}

void RecordingWindow::readTo(const TrafficAim &aim, const QString &goal)
{
    read(placeBefore(aim));
    m_goal = goal;
}

std::optional<TrafficAim> RecordingWindow::aimOf(const QString &goal) const
{
    const auto &places = m_survey.places();
    if (places.empty())
        return {};
    const auto aim = trafficAim(goal, places.front().time, places.back().time);
    return aim ? std::optional(*aim) : std::nullopt;
}

// Where the survey knows no better place, it is nearer with each stretch.
void RecordingWindow::reachGoal()
{
    if (m_goal.isEmpty())
        return;
    const auto goal = m_goal;
    const auto aim = aimOf(goal);
    const auto &next = stretch().next;
    if (aim && next && !m_isStopped && !isAt(*next, *aim)) {
        read(next);
        m_goal = goal;
        return;
    }
    m_goal.clear();
    desk().trafficPane().goTo(goal);
}

void RecordingWindow::goOn()
{
    if (stretch().next)
        read(stretch().next);
}

/// As much as there is room for, so that what stands before the present stretch is in it.
void RecordingWindow::goBack()
{
    if (!m_from)
        return;
    const auto here = *m_from;
    const auto isNear = [&](const RecordingPlace &place) {
        return here.row - place.row <= m_limits.rows
            && quint64(here.offset - place.offset) <= m_limits.bytes;
    };
    const auto &places = m_survey.places();
    const auto found = std::ranges::find_if(places,
        [&](const RecordingPlace &place) { return place.offset >= here.offset || isNear(place); });
    read(found == places.begin() || found == places.end() || found->offset >= here.offset ? Place()
                                                                                          : *found);
    m_goal = QString::number(here.row - 1);
}

/// With some rows in front of it.
RecordingWindow::Place RecordingWindow::placeBefore(const TrafficAim &aim) const
{
    const auto &places = m_survey.places();
    const auto behind = std::ranges::find_if(
        places, [&aim](const RecordingPlace &place) { return isAt(place, aim); });
    const auto count = behind - places.begin();
    return count < 3 ? Place() : places[std::size_t(count - 2)];
}

void RecordingWindow::showBanner()
{
    m_earlier->setEnabled(m_from.has_value());
    m_later->setEnabled(stretch().isOver && stretch().next.has_value());
    const bool isInParts = m_from || stretch().next;
    m_earlier->setVisible(isInParts);
    m_later->setVisible(isInParts);
    m_about->setText(about());
    showProgress();
}

void RecordingWindow::showProgress()
{
    const auto &shown = isSearching() ? stretch() : loaded();
    const auto share = shown.size > 0 ? double(shown.read) / double(shown.size) : 0;
    m_progress->setValue(int(share * steps));
    m_progress->setFormat(isSearching() ? tr("Filtered: %p%") : tr("Read: %p%"));
    m_progress->setVisible(!shown.isOver);
    m_stop->setText(isSearching() ? tr("Stop filtering") : tr("Stop reading"));
    m_stop->setVisible(!shown.isOver);
}

// "Recording of a server, begun 2026-11-24T10:16:15. Messages and events: 4,812. Not recorded: 3."
QString RecordingWindow::about()
{
    QStringList sentences;
    if (loaded().hasBegin) {
        const auto when = formatTimestamp(loaded().head.started);
        sentences += loaded().head.role == Role::Server
            ? tr("Recording of a server, begun %1.").arg(when)
            : tr("Recording of an agent, begun %1.").arg(when);
    } else {
        sentences += tr("Recording: %1.").arg(printable(m_path));
    }
    sentences += tr("Messages and events: %1.").arg(formatCount(loaded().messages));
    return (sentences + QStringList{whatIsShown(), whatIsMissing()}).join(u' ').simplified();
}

QString RecordingWindow::whatIsShown()
{
    const auto &next = stretch().next;
    if (m_isFilterStopped)
        return next ? tr("Filtering was stopped behind #%1.").arg(formatCount(next->row - 1))
                    : tr("Filtering was stopped.");
    if (!stretch().isOver || (!m_from && !next))
        return {};
    const auto from = m_from ? m_from->row : 1;
    if (next && next->row == from)
        return {}; // not one row was read
    const auto first = formatCount(from);
    if (!next)
        return (m_isFiltered ? tr("Filtered from #%1 on.") : tr("Shown from #%1 on.")).arg(first);
    return (m_isFiltered ? tr("Filtered from #%1 to #%2.") : tr("Shown from #%1 to #%2."))
        .arg(first, formatCount(next->row - 1));
}

QString RecordingWindow::whatIsMissing()
{
    QStringList sentences;
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
