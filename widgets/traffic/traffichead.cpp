// SPDX-License-Identifier: MIT
#include "widgets/traffic/traffichead.h"

#include "core/text/figures.h"
#include "core/traffic/filter/filterterm.h"
#include "widgets/filter/filteredit.h"
#include "widgets/look/accents.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/hintbutton.h"
#include "widgets/traffic/trafficactions.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSet>
#include <QSizePolicy>
#include <QStringList>
#include <QToolButton>

namespace sealcord {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 noticeable = 100; ///< milliseconds that may pass without a sign of progress
constexpr int progressSteps = 1000;

} // namespace

TrafficHead::TrafficHead(TrafficModel &model, const TrafficActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(new QLabel(tr("Traffic"), this))
    , m_filterField(new FilterEdit(this))
    , m_state(new QWidget(this))
    , m_counts(new ElidedLabel(m_state))
    , m_progress(new QProgressBar(m_state))
    , m_stop(new QToolButton(m_state))
    , m_times(new QComboBox(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_filterField->setMinimumWidth(160);
    makeState();
    makeTimes();

    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_filterField, 2);
    auto *const save = makeButton(actions.saveFilter, u"☆"_s);
    layout->addWidget(save);
    layout->addWidget(m_state, 1);
    auto *const follow = makeSwitch(actions.follow);
    auto *const pause = makeSwitch(actions.pause);
    layout->addWidget(follow);
    layout->addWidget(pause);
    layout->addWidget(m_times);
    setTabOrder(save, m_stop);
    setTabOrder(m_stop, follow);
    setTabOrder(follow, pause);
    setTabOrder(pause, m_times);

    m_filterField->setValuesSeen([this] { return valuesSeen(); });
    connect(m_filterField, &FilterEdit::filterChanged, this, &TrafficHead::applyFilter);
    connect(&model, &TrafficModel::filterProgressed, this, &TrafficHead::showProgress);
    connect(&model, &TrafficModel::countsChanged, this, &TrafficHead::updateCounts);
    connect(&model, &QAbstractItemModel::modelReset, this, &TrafficHead::updateCounts);
    updateCounts();
    updateColors();
}

TrafficModel::TimeFormat TrafficHead::timeFormat() const
{
    return m_times->currentData().value<TrafficModel::TimeFormat>();
}

void TrafficHead::setTimeFormat(TrafficModel::TimeFormat format)
{
    m_times->setCurrentIndex(m_times->findData(QVariant::fromValue(format)));
}

void TrafficHead::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

/// What is told of the filter's work has the same room whatever it says: else the field, and all
/// that can be clicked beside it, would move under the pointer.
void TrafficHead::makeState()
{
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setMinimumWidth(fontMetrics().horizontalAdvance(u"100,000"_s));
    auto *const layout = new QHBoxLayout(m_state);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_counts, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_stop);
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(120);
    m_progress->setAccessibleName(tr("Progress of the filter"));
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Stop filtering and show everything"));
    m_progress->hide();
    m_stop->hide();
    connect(m_stop, &QToolButton::clicked, m_filterField, &FilterEdit::clear);
}

void TrafficHead::makeTimes()
{
    using Format = TrafficModel::TimeFormat;
    m_times->setAccessibleName(tr("Format of times"));
    m_times->setToolTip(tr("What the column Time shows"));
    m_times->addItem(tr("Time of day"), QVariant::fromValue(Format::OfDay));
    m_times->addItem(tr("Since start"), QVariant::fromValue(Format::SinceStart));
    m_times->addItem(tr("Since previous"), QVariant::fromValue(Format::SincePrevious));
    connect(m_times, &QComboBox::currentIndexChanged, this,
        [this] { m_model.setTimeFormat(timeFormat()); });
}

QToolButton *TrafficHead::makeButton(QAction *action, const QString &text)
{
    auto *const button = new QToolButton(this); // its default action would set its text
    button->setText(text);
    button->setToolTip(action->toolTip());
    button->setAccessibleName(action->text());
    button->setFocusPolicy(Qt::StrongFocus);
    button->setEnabled(action->isEnabled());
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    return button;
}

QToolButton *TrafficHead::makeSwitch(QAction *action)
{
    return new HintButton(action, this);
}

/// Of the newest rows: what one asks for has mostly just been there.
FilterValuesSeen TrafficHead::valuesSeen() const
{
    constexpr int mostRows = 2000;
    FilterValuesSeen seen;
    QSet<ConnectionId> known{0};
    const int count = m_model.rowCount();
    for (int row = count - 1; row >= qMax(0, count - mostRows); --row) {
        const auto add = [](QStringList &values, std::string_view text) {
            const auto value = valueText(QString::fromUtf8(text.data(), qsizetype(text.size())));
            if (!value.isEmpty() && !values.contains(value))
                values.append(value);
        };
        add(seen.targets, m_model.row(row).target.name());
        const ConnectionName &name = m_model.row(row).connection;
        if (known.contains(name.id))
            continue;
        known.insert(name.id);
        seen.peers.append(name.peer.toString());
        seen.connections.append(QString::number(name.id));
        add(seen.agents, name.known.name());
    }
    return seen;
}

void TrafficHead::applyFilter()
{
    m_filterClock.start();
    m_model.setFilter(m_filterField->filter());
    if (!m_model.isFiltering())
        showProgress(1);
    updateCounts();
}

void TrafficHead::showProgress(double share)
{
    const bool isShown =
        share < 1 && m_filterClock.isValid() && m_filterClock.elapsed() > noticeable;
    m_progress->setVisible(isShown);
    m_stop->setVisible(isShown);
    m_progress->setValue(int(share * progressSteps));
    updateCounts();
}

void TrafficHead::updateCounts()
{
    const QString kept = formatCount(m_model.allRows());
    const QString shown = formatCount(m_model.shownRows());
    if (m_model.isPaused())
        m_counts->setText(tr("%1 of %2, paused", "rows shown, rows kept").arg(shown, kept));
    else
        m_counts->setText(m_model.filter().isEmpty() && m_model.keptRows() == m_model.allRows()
                ? kept
                : tr("%1 of %2", "rows shown, rows kept").arg(shown, kept));
}

void TrafficHead::updateColors()
{
    QPalette dimmed = palette();
    dimmed.setColor(QPalette::WindowText, accentsFor(palette()).dimmed);
    m_counts->setPalette(dimmed);
}

} // namespace sealcord
