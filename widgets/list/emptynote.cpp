// SPDX-License-Identifier: MIT
#include "widgets/list/emptynote.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>

namespace sealcord {

static constexpr int rowSpacing = 6;

EmptyNote::EmptyNote(QWidget *area)
    : QWidget(area)
    , m_text(new QLabel(this))
    , m_layout(new QBoxLayout(QBoxLayout::TopToBottom, this))
    , m_buttons(new QHBoxLayout)
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setForegroundRole(QPalette::Text);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addStretch();
    m_layout->addWidget(m_text);
    m_layout->addLayout(m_buttons);
    m_layout->addStretch();
    area->installEventFilter(this);
    setGeometry(area->rect());
    hide();
}

void EmptyNote::setContent(const QString &text, const QList<QAction *> &actions)
{
    if (text == m_text->text() && actions == m_actions)
        return; // told with every batch
    m_actions = actions;
    m_text->setText(text);
    setAccessibleName(text);
    while (QLayoutItem *const item = m_buttons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_buttons->addStretch();
    QWidget *before = parentWidget()->parentWidget(); // the list, since what comes new comes last
    for (QAction *const action : actions) {
        auto *const button = new QPushButton(action->text(), this);
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [button, action] {
            button->setText(action->text());
            button->setEnabled(action->isEnabled());
        });
        setTabOrder(before, button);
        before = button;
        m_buttons->addWidget(button);
    }
    m_buttons->addStretch();
    arrange();
}

// In a list of a line or two the buttons stand beside the text, not under it.
void EmptyNote::arrange()
{
    const auto buttons = m_buttons->sizeHint();
    const int stacked = m_text->heightForWidth(width()) + buttons.height() + 4 * rowSpacing;
    const bool isLow = height() < stacked;
    const auto text = m_text->fontMetrics().horizontalAdvance(m_text->text());
    m_layout->setDirection(isLow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_layout->setContentsMargins(rowSpacing, 0, rowSpacing, 0);
    m_layout->setSpacing(rowSpacing);
    const bool isWrapped = !isLow || text + buttons.width() + 4 * rowSpacing > width();
    m_text->setWordWrap(isWrapped);
    m_layout->setStretchFactor(m_text, isLow && isWrapped ? 1 : 0);
}

void EmptyNote::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool EmptyNote::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == parent())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace sealcord
