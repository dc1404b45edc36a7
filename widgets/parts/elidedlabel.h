// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace sealcord {

/// A line of plain text that takes what room there is: where that is too little, it ends in an
/// ellipsis and the whole is in the tool tip.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace sealcord
