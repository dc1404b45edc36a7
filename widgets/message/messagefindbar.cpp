// SPDX-License-Identifier: MIT
#include "widgets/message/messagefindbar.h"

#include "core/text/figures.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QString>
#include <QToolButton>

namespace sealcord {

MessageFindBar::MessageFindBar(QWidget *parent)
    : LineBar(parent)
    , m_text(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_count(new QLabel(this))
{
    m_text->setPlaceholderText(tr("Find in this message"));
    m_text->setAccessibleName(tr("Find in this message"));
    m_text->setClearButtonEnabled(true);
    m_kind->addItems({tr("Text"), tr("Hex")});
    m_kind->setAccessibleName(tr("What to find"));
    m_kind->setToolTip(tr("What is looked for: text as UTF-8, or bytes in hex"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_kind);
    layout->addWidget(m_text, 1);
    const auto addButton = [&](const QString &text, auto slot) {
        auto *button = new QToolButton(this);
        button->setText(text);
        connect(button, &QToolButton::clicked, this, slot);
        layout->addWidget(button);
    };
    addButton(tr("Previous"), &MessageFindBar::previousRequested);
    addButton(tr("Next"), &MessageFindBar::nextRequested);
    layout->addWidget(m_count);
    addButton(tr("Close"), &MessageFindBar::dismiss);

    connect(m_text, &QLineEdit::textChanged, this, &MessageFindBar::tellPattern);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &MessageFindBar::tellPattern);
}

void MessageFindBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    tellPattern();
}

void MessageFindBar::dismiss()
{
    m_text->clear();
    LineBar::dismiss();
}

std::optional<BytePattern> MessageFindBar::pattern() const
{
    if (isHidden() || m_text->text().isEmpty())
        return std::nullopt;
    if (m_kind->currentIndex() == 0)
        return BytePattern{m_text->text().toUtf8(), true};
    const auto bytes = bytesFromHex(m_text->text());
    return bytes && !bytes->isEmpty() ? std::optional(BytePattern{*bytes, false}) : std::nullopt;
}

void MessageFindBar::tellPattern()
{
    const bool isWrong = !m_text->text().isEmpty() && !pattern();
    m_count->setText(isWrong ? tr("Not hex: two digits for each byte") : QString());
    Q_EMIT patternChanged();
}

void MessageFindBar::showSearching()
{
    m_count->setText(tr("Searching…"));
}

void MessageFindBar::showCount(std::size_t current, std::size_t count, bool isAll)
{
    if (count == 0)
        m_count->setText(tr("Not found"));
    else if (isAll)
        m_count->setText(tr("%1 of %2").arg(formatCount(current), formatCount(count)));
    else
        m_count->setText(tr("%1 of %2 or more").arg(formatCount(current), formatCount(count)));
}

void MessageFindBar::enter(Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ShiftModifier))
        Q_EMIT previousRequested();
    else
        Q_EMIT nextRequested();
}

} // namespace sealcord
