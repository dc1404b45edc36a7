// SPDX-License-Identifier: MIT
#include "widgets/parts/messagebar.h"

#include "widgets/look/accents.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_layout(new QHBoxLayout(this))
    , m_glyph(new QLabel(this))
    , m_text(new QLabel(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"messageBar"_s);
    setAutoFillBackground(true);
    m_layout->setContentsMargins(10, 4, 4, 4);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setText(u"✕"_s);
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    connect(m_close, &QToolButton::clicked, this, &MessageBar::hide);
    m_layout->addWidget(m_glyph);
    m_layout->addWidget(m_text, 1);
    m_layout->addWidget(m_close);
    hide();
}

void MessageBar::show(Level level, const QString &text, const QList<Action> &actions)
{
    m_level = level;
    m_text->setText(text);
    setAccessibleName(text);
    qDeleteAll(std::exchange(m_buttons, {}));
    for (const auto &action : actions) {
        auto *button = new QPushButton(action.text, this);
        // Queued: what is done may show the next message, which deletes this button.
        connect(
            button, &QPushButton::clicked, this,
            [this, act = action.act] {
                hide();
                act();
            },
            Qt::QueuedConnection);
        setTabOrder(m_close->previousInFocusChain(), button);
        m_layout->insertWidget(m_layout->count() - 1, button);
        m_buttons.append(button);
    }
    colour();
    QFrame::show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void MessageBar::colour()
{
    const auto general = QApplication::palette(this); // the parent's may not have changed yet
    const auto accents = accentsFor(general);
    QPalette bar; // of which the rest goes on following the application's
    bar.setColor(QPalette::Window, m_level == Level::Info ? accents.lengthTint : accents.barTint);
    setPalette(bar);
    // None is a cross: that closes the bar, and a second one would look as if it did too.
    m_glyph->setText(m_level == Level::Info ? u"ℹ"_s : m_level == Level::Warning ? u"▲"_s : u"■"_s);
}

} // namespace sealcord
