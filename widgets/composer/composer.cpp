// SPDX-License-Identifier: MIT
#include "widgets/composer/composer.h"

#include "core/text/figures.h"
#include "core/text/tooltip.h"
#include "widgets/composer/messageeditor.h"
#include "widgets/composer/repeatbox.h"
#include "widgets/look/accents.h"
#include "widgets/parts/hintbutton.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QRandomGenerator>
#include <QResizeEvent>
#include <QUrl>

#include <utility>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

constexpr int rowSpacing = 8;
constexpr int comfortableLine = 160; ///< pixels more than the least, or the repetition moves below

/// The one file that \a data holds, empty where it holds something else.
QString localFile(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

Composer::Composer(bool hasTargets, QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout)
    , m_below(new QHBoxLayout)
    , m_targets(hasTargets ? new TargetBox(this) : nullptr)
    , m_field(new MessageEditor(this))
    , m_repeat(new RepeatBox(this))
    , m_presets(new HintButton(this))
    , m_send(new HintButton(this))
    , m_note(new QLabel(this))
{
    setAccessibleName(tr("Composer"));
    setAcceptDrops(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    createPresets();
    createRow();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(2);
    column->addLayout(m_row);
    column->addLayout(m_below);
    connectParts();
    showState();
}

void Composer::createRow()
{
    if (m_targets) {
        auto *to = new QLabel(tr("To"), this);
        to->setBuddy(m_targets);
        m_row->addWidget(to);
        m_row->addWidget(m_targets);
    }
    m_row->addWidget(m_field, 1);
    m_row->addWidget(m_repeat);
    m_row->addWidget(m_presets);
    m_row->addWidget(m_send);
    m_row->setSpacing(rowSpacing);
    m_below->addWidget(m_note, 1);
}

void Composer::createPresets()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Hello × 5"), this, &Composer::runDemo);
    m_presets->setText(tr("Presets"));
    m_presets->setAccessibleName(tr("Presets"));
    m_presets->setToolTip(tr("Hello × 5 sends “Hello from client!” five times, one a second."));
    m_presets->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Minimum);
    m_presets->setPopupMode(HintButton::InstantPopup);
    m_presets->setMenu(menu);
}

void Composer::connectParts()
{
    if (m_targets)
        connect(m_targets, &TargetBox::targetChanged, this, &Composer::showState);
    connect(m_field, &MessageEditor::changed, this, &Composer::takeChange);
    connect(m_field, &MessageEditor::accepted, this, &Composer::send);
    connect(m_field, &MessageEditor::inputCut, this,
        [this](const QString &why) { showNote(why, true); });
    connect(m_repeat, &RepeatBox::changed, this, &Composer::takeChange);
    connect(m_send, &HintButton::clicked, this, [this] { isRunning() ? stop() : send(); });
    connect(&m_repeater, &Repeater::due, this, &Composer::sendOne);
    connect(&m_repeater, &Repeater::finished, this, [this] { endRun(true, {}); });
}

void Composer::setTargets(const QList<TargetEntry> &targets)
{
    if (m_targets)
        m_targets->setTargets(targets);
}

void Composer::setSelected(const QList<ConnectionId> &ids)
{
    if (m_targets)
        m_targets->setSelected(ids);
}

void Composer::chooseTarget(ConnectionId id)
{
    if (m_targets)
        m_targets->choose(id);
}

void Composer::setEnabledReason(const QString &reason)
{
    m_reason = reason;
    if (isRunning() && !reason.isEmpty())
        endRun(false, reason);
    showState();
}

void Composer::setMaxMessageLength(qsizetype length)
{
    m_field->setMaxMessageLength(length);
}

QStringList Composer::history() const
{
    return m_field->history();
}

void Composer::setHistory(const QStringList &history)
{
    m_field->setHistory(history);
}

void Composer::edit(const QByteArray &message)
{
    m_field->edit(message);
}

void Composer::readFile(const QString &path)
{
    m_field->readFile(path);
}

void Composer::focusMessage()
{
    m_field->focusMessage();
}

void Composer::takeChange()
{
    if (!isRunning())
        m_progress.clear();
    m_isEmptyTried = false;
    showState();
}

/// Why nothing can be sent whatever is written, as a sentence.
QString Composer::obstacleBesideMessage() const
{
    if (!m_reason.isEmpty())
        return m_reason;
    return m_targets ? m_targets->obstacle() : QString();
}

/// A repetition may outlast those that it was meant for.
QString Composer::obstacleInRun() const
{
    if (!m_reason.isEmpty())
        return m_reason;
    if (!m_targets || m_targets->reachOf(m_runTarget) > 0)
        return {};
    return m_runTarget.isAll ? tr("No agent is connected.")
                             : tr("Nobody that it goes to is connected any more.");
}

void Composer::showState()
{
    const QString obstacle = obstacleBesideMessage();
    const auto message = m_field->message(m_counter + 1);
    const bool hasInterval = m_repeat->count() == 1 || m_repeat->interval();
    // What is wrong with an empty message is said to whoever tries to send one.
    const bool isEmpty = !message && message.error().isEmpty;
    m_send->setEnabled(isRunning() || (obstacle.isEmpty() && (message || isEmpty) && hasInterval));
    if (!m_progress.isEmpty())
        showNote(m_progress, false);
    else if (!message && message.error().isError)
        showNote(message.error().text, true);
    else if (!obstacle.isEmpty())
        showNote(obstacle, false);
    else if (!message)
        showNote(isEmpty && !m_isEmptyTried ? QString() : message.error().text, false);
    else if (!hasInterval)
        showNote(
            tr("This is no time between two messages. Write 250 ms, 1 s, 2 min or 1 h."), true);
    else
        showNote(formatBytes(static_cast<quint64>(
                     message->length(m_counter + 1, MessageTemplate::Clock::now()))),
            false);
    showButton();
    placeRepeat();
}

void Composer::showNote(const QString &text, bool isError)
{
    const Accents accents = accentsFor(palette());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, isError ? accents.error : accents.dimmed);
    m_note->setPalette(colours);
    m_note->setText(isError ? u"✕ "_s + text : text);
    m_note->setToolTip(plainToolTip(text)); // the line may be cut
    const QString why = m_send->isEnabled() ? QString() : text;
    m_send->setToolTip(plainToolTip(why));
    m_send->setAccessibleDescription(why);
}

void Composer::showButton()
{
    // The line keeps its width while the word changes.
    m_send->setMinimumWidth(isRunning() ? m_send->width() : 0);
    m_send->setKey(isRunning() ? QString() : tr("Ctrl+↵"));
    if (isRunning())
        m_send->setText(tr("Stop"));
    else if (m_targets && m_targets->reach() > 1)
        m_send->setText(tr("Send to %1 agents", nullptr, static_cast<int>(m_targets->reach()))
                .arg(formatCount(static_cast<quint64>(m_targets->reach()))));
    else
        m_send->setText(tr("Send"));
}

void Composer::send()
{
    if (isRunning())
        return;
    m_progress.clear();
    showState();
    auto message = m_field->message(m_counter + 1);
    if (!m_send->isEnabled() || !message) {
        m_isEmptyTried = m_send->isEnabled();
        showState();
        if (std::exchange(m_isDemo, false))
            Q_EMIT demoFinished(false);
        return;
    }
    m_field->remember();
    m_running = std::move(*message);
    m_runTarget = m_targets ? m_targets->target() : Target{true, {}};
    if (m_targets)
        m_targets->keepChoice();
    m_repeater.start(m_repeat->count(), m_repeat->interval().value_or(std::chrono::seconds(1)));
}

void Composer::sendOne()
{
    const bool isFirst = m_repeater.done() == 1;
    if (const QString obstacle = obstacleInRun(); !obstacle.isEmpty()) {
        endRun(false, obstacle);
        return;
    }
    const QByteArray message =
        m_running->make(++m_counter, MessageTemplate::Clock::now(), *QRandomGenerator::system());
    m_reach = m_targets ? m_targets->reachOf(m_runTarget) : 1;
    if (isFirst)
        Q_EMIT runningChanged(true);
    Q_EMIT sendRequested(m_runTarget, message);
    if (isRunning()) {
        m_progress = progress();
        showState();
    }
}

QString Composer::progress() const
{
    const QLocale locale = this->locale();
    const QString done = locale.toString(m_repeater.done());
    const QString agents = m_reach > 1 ? tr("to %1 agents", nullptr, static_cast<int>(m_reach))
                                             .arg(formatCount(static_cast<quint64>(m_reach)))
                                       : QString();
    if (m_repeater.count() == 1)
        return agents.isEmpty() ? tr("Sent") : tr("Sent %1", "to 5 agents").arg(agents);
    const QString sent = m_repeater.count() == 0
        ? tr("%1 sent, until stopped").arg(done)
        : tr("%1 of %2 sent").arg(done, locale.toString(m_repeater.count()));
    return agents.isEmpty() ? sent
                            : tr("%1, each %2", "1 of 3 sent, each to 5 agents").arg(sent, agents);
}

void Composer::stop()
{
    if (isRunning())
        endRun(false, {});
}

void Composer::endRun(bool isComplete, const QString &why)
{
    m_repeater.stop();
    if (!isComplete)
        m_progress = why.isEmpty() ? tr("Stopped: %1").arg(progress())
                                   : tr("Stopped: %1. %2").arg(progress(), why);
    m_running.reset();
    showState();
    Q_EMIT runningChanged(false);
    if (std::exchange(m_isDemo, false))
        Q_EMIT demoFinished(isComplete);
}

void Composer::runDemo()
{
    if (isRunning())
        return;
    m_field->remember(); // what stood there can be had again with Up
    m_field->setText(u"Hello from client!"_s);
    m_repeat->setCount(5);
    m_repeat->setInterval(u"1 s"_s);
    m_isDemo = true;
    send();
}

/// Moves the repetition to where there is room for it.
void Composer::placeRepeat()
{
    const int inRow = minimumSizeHint().width() + m_repeat->sizeHint().width() + rowSpacing;
    const bool isBelow = width() < inRow + comfortableLine;
    if (isBelow == m_isBelow)
        return;
    m_isBelow = isBelow;
    if (isBelow)
        m_below->addWidget(m_repeat);
    else
        m_row->insertWidget(m_row->indexOf(m_presets), m_repeat);
}

QSize Composer::minimumSizeHint() const
{
    QSize least = QWidget::minimumSizeHint();
    if (!m_isBelow)
        least.rwidth() -= m_repeat->sizeHint().width() + rowSpacing;
    return least;
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeRepeat();
}

void Composer::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

void Composer::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    focusMessage();
}

void Composer::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void Composer::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    readFile(localFile(event->mimeData()));
}

} // namespace sealcord
