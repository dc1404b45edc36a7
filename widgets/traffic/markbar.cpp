// SPDX-License-Identifier: MIT
#include "widgets/traffic/markbar.h"

#include "core/text/figures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace sealcord {

MarkBar::MarkBar(QWidget *parent)
    : LineBar(parent)
    , m_label(new QLabel(this))
    , m_note(new QLineEdit(this))
{
    auto *const mark = new QPushButton(tr("Mark"), this);
    auto *const remove = new QPushButton(tr("Remove mark"), this);
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_label);
    layout->addWidget(m_note, 1);
    layout->addWidget(mark);
    layout->addWidget(remove);
    m_label->setBuddy(m_note);
    m_note->setPlaceholderText(tr("Note, may be empty"));
    m_note->setAccessibleName(tr("Note of the mark"));
    m_note->setMaxLength(200);
    connect(mark, &QPushButton::clicked, this, &MarkBar::keep);
    connect(remove, &QPushButton::clicked, this, [this] {
        Q_EMIT unmarked(m_number);
        dismiss();
    });
}

void MarkBar::open(quint64 number, const QString &note)
{
    m_number = number;
    m_label->setText(tr("◆ Mark #%1").arg(formatCount(number)));
    m_note->setText(note);
    m_note->selectAll();
    show();
    m_note->setFocus(Qt::OtherFocusReason);
}

void MarkBar::enter(Qt::KeyboardModifiers /*modifiers*/)
{
    keep();
}

void MarkBar::keep()
{
    Q_EMIT marked(m_number, m_note->text().trimmed());
    dismiss();
}

} // namespace sealcord
