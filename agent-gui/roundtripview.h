// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;

namespace sealcord {

class RoundTrips;
class Sparkline;

/// The last, the median and the slow round trips of an agent, in a line with a plot of the last
/// ones.
class RoundTripView final : public QWidget
{
    Q_OBJECT

public:
    explicit RoundTripView(QWidget *parent = nullptr);

    void showTrips(const RoundTrips &trips);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override; ///< of the figures alone

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QLabel *m_text;
    Sparkline *m_plot;
};

} // namespace sealcord
