// SPDX-License-Identifier: MIT
#include "widgets/filter/filterline.h"

#include "widgets/look/accents.h"

#include <QFocusEvent>
#include <QFontDatabase>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QTextCharFormat>
#include <QVariant>

namespace sealcord {

FilterLine::FilterLine(QWidget *parent)
    : QLineEdit(parent)
{
    setClearButtonEnabled(true);
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF());
    setFont(fixed);
}

void FilterLine::markWrong(qsizetype offset, qsizetype length)
{
    m_isWrong = true;
    QTextCharFormat wrong;
    wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.setUnderlineColor(accentsFor(palette()).error);
    // The one way to give a stretch of a QLineEdit a format. Positions count from the cursor.
    const QInputMethodEvent::Attribute stretch(QInputMethodEvent::TextFormat,
        int(offset) - cursorPosition(), int(length), QVariant::fromValue<QTextFormat>(wrong));
    QInputMethodEvent event({}, {stretch});
    QLineEdit::inputMethodEvent(&event);
    update();
}

void FilterLine::markRight()
{
    if (!m_isWrong)
        return;
    m_isWrong = false;
    QInputMethodEvent event({}, {});
    QLineEdit::inputMethodEvent(&event);
    update();
}

void FilterLine::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        Q_EMIT focusLeft();
}

void FilterLine::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            event->ignore(); // for whoever else it means something to
        else
            Q_EMIT cleared();
        return;
    case Qt::Key_Up:
        Q_EMIT olderWanted();
        return;
    case Qt::Key_Down:
        Q_EMIT newerWanted();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void FilterLine::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_isWrong)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accentsFor(palette()).error, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
}

} // namespace sealcord
