// SPDX-License-Identifier: MIT
#include "widgets/parts/passingnote.h"

#include <QAccessible>
#include <QString>

#include <chrono>

namespace sealcord {

using namespace std::chrono_literals;

PassingNote::PassingNote(QWidget *parent)
    : ElidedLabel(parent)
{
    hide();
    m_end.setSingleShot(true);
    m_end.setInterval(5s);
    connect(&m_end, &QTimer::timeout, this, &QWidget::hide);
}

void PassingNote::say(const QString &text)
{
    setText(text);
    setAccessibleName(text);
    show();
    m_end.start();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void PassingNote::sayFor(const QWidget &part, const QString &text)
{
    if (auto *note = part.window()->findChild<PassingNote *>())
        note->say(text);
}

} // namespace sealcord
