// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QString>
#include <QStringList>
#include <QWidget>

namespace sealcord::test {

/// All that the labels of \a widget say which are shown, a line each.
[[nodiscard]] inline QString textOf(const QWidget &widget)
{
    QStringList texts;
    for (const auto *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            texts += label->text();
    }
    return texts.join(QLatin1Char('\n'));
}

} // namespace sealcord::test
