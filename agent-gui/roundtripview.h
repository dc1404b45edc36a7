// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

class QLabel;

namespace sealcord {

class RoundTrips;
class Sparkline;

/// The last, the median and the slow round trips of an agent, in a line with a plot of the last
/// ones. Where there is less room: without the plot, or the last one alone.
class RoundTripView final : public QWidget
{
    Q_OBJECT

public:
    explicit RoundTripView(QWidget *parent = nullptr);

    void setTrips(const RoundTrips &trips);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override; ///< of the last one alone

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    [[nodiscard]] int widthOf(const QString &text) const;

    QString m_all; ///< the three figures
    QString m_last;
    QLabel *m_text;
    Sparkline *m_plot;
};

} // namespace sealcord
