// SPDX-License-Identifier: MIT
#include "widgets/composer/messageline.h"

#include "widgets/composer/writtenmessage.h"
#include "widgets/look/accents.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextCharFormat>

#include <algorithm>

namespace sealcord {

MessageLine::MessageLine(QWidget *parent)
    : QLineEdit(parent)
{
    setMaxLength(maxCharacters);
    connect(this, &QLineEdit::textEdited, this, &MessageLine::replaceControls);
}

void MessageLine::setHistory(const QStringList &history)
{
    m_history = history.last(std::min<qsizetype>(history.size(), maxHistory));
    m_place = m_history.size();
}

void MessageLine::remember()
{
    if (!text().isEmpty() && (m_history.isEmpty() || m_history.last() != entry())) {
        m_history.append(entry());
        if (m_history.size() > maxHistory)
            m_history.removeFirst();
    }
    m_place = m_history.size();
    m_draft.clear();
}

void MessageLine::mark(qsizetype offset, qsizetype length)
{
    if (m_markOffset == offset && m_markLength == length && length == 0)
        return;
    m_markOffset = offset;
    m_markLength = length;
    showMark();
}

void MessageLine::showMark()
{
    if (m_isComposing)
        return;
    // QLineEdit formats stretches of its text only for input methods. They count from the cursor.
    QList<QInputMethodEvent::Attribute> attributes;
    if (m_markLength > 0) {
        QTextCharFormat wrong;
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(accentsFor(palette()).error);
        wrong.setForeground(accentsFor(palette()).error);
        attributes.append(
            {QInputMethodEvent::TextFormat, static_cast<int>(m_markOffset) - cursorPosition(),
                static_cast<int>(m_markLength), wrong});
    }
    QInputMethodEvent event({}, attributes);
    QLineEdit::inputMethodEvent(&event);
    update();
}

void MessageLine::inputMethodEvent(QInputMethodEvent *event)
{
    m_isComposing = !event->preeditString().isEmpty();
    QLineEdit::inputMethodEvent(event);
    if (!m_isComposing && m_markLength > 0)
        showMark();
}

void MessageLine::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isPlain && event->key() == Qt::Key_Up)
        walkHistory(-1);
    else if (isPlain && event->key() == Qt::Key_Down)
        walkHistory(1);
    else
        QLineEdit::keyPressEvent(event);
}

void MessageLine::walkHistory(qsizetype step)
{
    const qsizetype place = std::clamp<qsizetype>(m_place + step, 0, m_history.size());
    if (place == m_place)
        return;
    if (m_place == m_history.size())
        m_draft = entry();
    m_place = place;
    const QString line = place == m_history.size() ? m_draft : m_history[place];
    const qsizetype colon = line.indexOf(u':');
    if (const QString kind = line.first(std::max<qsizetype>(colon, 0)); kind != m_kind)
        Q_EMIT kindRecalled(kind);
    setText(line.sliced(colon + 1));
}

QString MessageLine::entry() const
{
    return m_kind + u':' + text();
}

QString MessageLine::withoutControls(QStringView text) const
{
    return m_isSpaced ? spacedControls(text) : escapedControls(text);
}

void MessageLine::replaceControls(const QString &text)
{
    const QString replaced = withoutControls(text);
    if (replaced == text)
        return;
    const auto before = QStringView(text).first(cursorPosition());
    const auto cursor = static_cast<int>(withoutControls(before).size());
    selectAll(); // insert() can be undone, setText() could not
    insert(replaced);
    setCursorPosition(cursor);
}

void MessageLine::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_markLength > 0)
        showMark();
}

// Files are for whoever holds the line: their names are not a message.
void MessageLine::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QLineEdit::dragEnterEvent(event);
}

void MessageLine::dragMoveEvent(QDragMoveEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QLineEdit::dragMoveEvent(event);
}

void MessageLine::dropEvent(QDropEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QLineEdit::dropEvent(event);
}

} // namespace sealcord
