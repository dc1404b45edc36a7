// SPDX-License-Identifier: MIT
#include "agent-gui/roundtripview.h"

#include "core/text/figures.h"
#include "core/traffic/models/roundtrips.h"
#include "widgets/parts/sparkline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QResizeEvent>
#include <QString>

#include <algorithm>
#include <deque>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

// In one unit, that the three may be compared at a glance.
QString inMilliseconds(RoundTrips::Duration duration)
{
    const auto value = std::chrono::duration<double, std::milli>(duration).count();
    return QLocale().toString(value, 'f', value < 10 ? 2 : 0);
}

} // namespace

RoundTripView::RoundTripView(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_plot(new Sparkline(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_text->setTextFormat(Qt::PlainText);
    layout->addWidget(m_text);
    layout->addWidget(m_plot);
    m_plot->setAccessibleName(tr("Plot of the last round trips"));
    showTrips({});
}

void RoundTripView::showTrips(const RoundTrips &trips)
{
    const auto explained = trips.isEmpty()
        ? tr("Round trip: no reply has come yet")
        : tr("Round trip of the last replies: last %1, median %2, 99 of 100 within %3")
              .arg(formatInterval(trips.last()), formatInterval(trips.median()),
                  formatInterval(trips.p99()));
    m_text->setText(trips.isEmpty()
            ? tr("round trip –")
            : tr("round trip %1 / %2 / %3 ms")
                  .arg(inMilliseconds(trips.last()), inMilliseconds(trips.median()),
                      inMilliseconds(trips.p99())));
    std::deque<double> plotted;
    for (const auto trip : trips.trips())
        plotted.push_back(static_cast<double>(trip.count()));
    m_plot->setValues(std::move(plotted));
    m_text->setAccessibleName(explained);
    setAccessibleName(explained);
    setToolTip(u"<p>"_s + explained.toHtmlEscaped() + u"</p>"_s);
    arrange();
}

// The same whether the plot is shown or not, or it would never come back.
QSize RoundTripView::sizeHint() const
{
    const auto plot = m_plot->sizeHint();
    const auto text = m_text->sizeHint();
    return {
        text.width() + layout()->spacing() + plot.width(), std::max(text.height(), plot.height())};
}

QSize RoundTripView::minimumSizeHint() const
{
    return {m_text->minimumSizeHint().width(), sizeHint().height()};
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
}

} // namespace sealcord
