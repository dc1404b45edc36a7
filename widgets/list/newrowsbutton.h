// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace sealcord {

/// "34 new ↓" over the lower edge of a list that does not follow: how many rows came meanwhile, and
/// the way to them. Hidden while there are none.
class NewRowsButton final : public QPushButton
{
    Q_OBJECT

public:
    /// Lies over \a area, which outlives it.
    explicit NewRowsButton(QWidget *area);

    void setCount(quint64 count);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
};

} // namespace sealcord
