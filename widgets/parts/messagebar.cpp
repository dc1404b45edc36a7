// SPDX-License-Identifier: MIT
#include "widgets/parts/messagebar.h"

#include "widgets/look/accents.h"

#include <QAccessible>
#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

// Of a text beside the buttons. A longer one stands above them.
static constexpr int mostLines = 3;

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_glyph(new QLabel(this))
    , m_text(new QLabel(this))
    , m_close(new QToolButton(this))
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_row(new QHBoxLayout)
{
    setObjectName(u"messageBar"_s);
    setAutoFillBackground(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 4);
    m_text->setObjectName(u"text"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setText(u"✕"_s);
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    connect(m_close, &QToolButton::clicked, this, &MessageBar::hide);
    m_row->addStretch(1);
    m_body->addWidget(m_text, 1);
    m_body->addLayout(m_row);
    layout->addWidget(m_glyph);
    layout->addLayout(m_body, 1);
    layout->addWidget(m_close);
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
            [this, action] {
                if (!action.stays)
                    hide();
                action.act();
            },
            Qt::QueuedConnection);
        setTabOrder(m_close->previousInFocusChain(), button);
        m_row->insertWidget(m_row->count() - 1, button);
        button->show(); // the layout would later, and until then count it out
        m_buttons.append(button);
    }
    colour();
    arrange();
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

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void MessageBar::arrange()
{
    const auto margins = layout()->contentsMargins();
    const int others = margins.left() + margins.right() + m_glyph->sizeHint().width()
        + m_close->sizeHint().width() + m_row->sizeHint().width() + 3 * layout()->spacing();
    const int lines =
        m_text->heightForWidth(std::max(width() - others, 1)) / m_text->fontMetrics().lineSpacing();
    m_body->setDirection(!m_buttons.isEmpty() && lines > mostLines ? QBoxLayout::TopToBottom
                                                                   : QBoxLayout::LeftToRight);
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
