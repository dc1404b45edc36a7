// SPDX-License-Identifier: MIT
#include "widgets/list/newrowsbutton.h"

#include "core/text/figures.h"

#include <QEvent>
#include <QString>

namespace sealcord {

static constexpr int distance = 6; // from the edges, in pixels

NewRowsButton::NewRowsButton(QWidget *area)
    : QPushButton(area)
{
    setObjectName(QStringLiteral("newRows"));
    setToolTip(tr("Go to the newest row and follow again (End)"));
    setCursor(Qt::ArrowCursor);
    setFocusPolicy(Qt::NoFocus); // End is its key
    area->installEventFilter(this);
    hide();
}

void NewRowsButton::setCount(quint64 count)
{
    if (count > 0) {
        setText(tr("%1 new ↓", "rows that came meanwhile").arg(formatCount(count)));
        setAccessibleName(tr("%1 new rows: go to the newest").arg(formatCount(count)));
        place();
    }
    setVisible(count > 0);
}

bool NewRowsButton::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == parent())
        place();
    return QPushButton::eventFilter(watched, event);
}

void NewRowsButton::place()
{
    resize(sizeHint());
    const QRect area = parentWidget()->rect();
    move(area.right() - width() - distance, area.bottom() - height() - distance);
}

} // namespace sealcord
