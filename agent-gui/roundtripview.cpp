// SPDX-License-Identifier: MIT
#include "agent-gui/roundtripview.h"

#include "core/text/figures.h"
#include "core/text/tooltip.h"
#include "core/traffic/models/roundtrips.h"
#include "widgets/parts/sparkline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QString>

#include <algorithm>
#include <deque>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

RoundTripView::RoundTripView(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_plot(new Sparkline(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // see arrange()
    layout->addWidget(m_text, 1);
    layout->addWidget(m_plot);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // takes what others leave
    m_plot->setAccessibleName(tr("Plot of the last round trips"));
    setTrips({});
}

void RoundTripView::setTrips(const RoundTrips &trips)
{
    const auto last = formatInterval(trips.last());
    m_all = trips.isEmpty()
        ? tr("No round trip yet")
        : tr("Round trip: last %1, median %2, p99 %3")
              .arg(last, formatInterval(trips.median()), formatInterval(trips.p99()));
    m_last = trips.isEmpty() ? m_all : tr("Round trip %1").arg(last);
    std::deque<double> plotted;
    for (const auto trip : trips.trips())
        plotted.push_back(static_cast<double>(trip.count()));
    m_plot->setValues(std::move(plotted));
    setAccessibleName(m_all);
    setToolTip(plainToolTip(
        tr("How long a message and its echo were under way: the last one, the middle one of the "
           "last %1, and the time within which 99 of 100 came back.")
            .arg(formatCount(RoundTrips::kept))));
    updateGeometry();
    arrange();
}

// The same whether all of it is shown or not, or it would never come back.
QSize RoundTripView::sizeHint() const
{
    const auto plot = m_plot->sizeHint();
    return {widthOf(m_all) + layout()->spacing() + plot.width(),
        std::max(m_text->sizeHint().height(), plot.height())};
}

QSize RoundTripView::minimumSizeHint() const
{
    return {widthOf(m_last), sizeHint().height()};
}

int RoundTripView::widthOf(const QString &text) const
{
    return m_text->fontMetrics().horizontalAdvance(text);
}

void RoundTripView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

// Where there is no room for both, the figures say more than the plot.
void RoundTripView::arrange()
{
    m_plot->setVisible(width() >= sizeHint().width());
    m_text->setText(width() >= widthOf(m_all) ? m_all : m_last);
}

} // namespace sealcord
