// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <deque>

namespace sealcord {

/// The last minute of a figure as a small line, the newest value at the right. It is drawn to its
/// own greatest value; the figure itself stands beside it in words. The newest and the greatest are
/// its accessible description.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t kept = 60;

    explicit Sparkline(QWidget *parent = nullptr);

    void append(double value); ///< 0 or more
    void setValues(std::deque<double> values); ///< the last `kept` of them count
    [[nodiscard]] const std::deque<double> &values() const { return m_values; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void changed();

    std::deque<double> m_values; // the oldest first
};

} // namespace sealcord
