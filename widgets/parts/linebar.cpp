// SPDX-License-Identifier: MIT
#include "widgets/parts/linebar.h"

#include <QKeyEvent>

namespace sealcord {

LineBar::LineBar(QWidget *parent)
    : QWidget(parent)
{
    hide();
}

void LineBar::dismiss()
{
    hide();
    Q_EMIT closed();
}

void LineBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        dismiss();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        enter(event->modifiers());
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace sealcord
