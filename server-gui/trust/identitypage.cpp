// SPDX-License-Identifier: MIT
#include "server-gui/trust/identitypage.h"

#include "core/trust/keyword.h"
#include "widgets/parts/passingnote.h"

#include <QClipboard>
#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

static constexpr qreal readAloud = 1.7; // of the font's size

IdentityPage::IdentityPage(QWidget *parent)
    : QWidget(parent)
{
    m_known = makeKey();
    m_none = makeText(tr("This server has no key"),
        tr("It speaks classic alone, in which nobody has one: messages are encrypted, but nobody "
           "can tell who the other end is. Start it without --protocol classic, and it makes a key "
           "for itself."));
    m_unknown = makeText(tr("Key of the server"), tr("The window is attached to no server."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_known);
    layout->addWidget(m_none);
    layout->addWidget(m_unknown);
    m_known->hide();
    m_none->hide();
    setCommand({});
}

QWidget *IdentityPage::makeKey()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(6);
    const auto fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    auto large = fixed;
    large.setPointSizeF(large.pointSizeF() * readAloud);

    m_fingerprint = addText(*layout, tr("Fingerprint, to be compared"));
    m_fingerprint->setFont(large);
    m_fingerprint->setObjectName(u"fingerprint"_s);
    addCopy(*layout, tr("Copy the &fingerprint"), m_fingerprintText);
    m_whole = addText(*layout, tr("Public key, to be given to agents"));
    m_whole->setFont(fixed);
    addCopy(*layout, tr("Copy the &key"), m_keyText);
    m_command = addText(*layout, tr("An agent that knows this server from the first"));
    m_command->setFont(fixed);
    m_copy = addCopy(*layout, tr("Copy the &line"), m_line);
    layout->addStretch();
    return page;
}

QWidget *IdentityPage::makeText(const QString &title, const QString &text)
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(6);
    addText(*layout, title)->setText(text);
    layout->addStretch();
    return page;
}

void IdentityPage::setKey(const std::optional<Key> &key)
{
    m_unknown->hide();
    m_known->setVisible(key.has_value());
    m_none->setVisible(!key);
    m_fingerprintText = key ? fingerprintWord(*key) : QString();
    m_keyText = key ? keyWord(*key) : QString();
    m_fingerprint->setText(key ? grouped(m_fingerprintText) : QString());
    m_whole->setText(m_keyText);
}

QLabel *IdentityPage::addText(QVBoxLayout &layout, const QString &title)
{
    auto *head = new QLabel(title, layout.parentWidget());
    auto bold = head->font();
    bold.setBold(true);
    head->setFont(bold);
    auto *text = new QLabel(layout.parentWidget());
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(title);
    layout.addWidget(head);
    layout.addWidget(text);
    return text;
}

QPushButton *IdentityPage::addCopy(QVBoxLayout &layout, const QString &what, const QString &text)
{
    auto *button = new QPushButton(what, layout.parentWidget());
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, &text] {
        QGuiApplication::clipboard()->setText(text);
        PassingNote::sayFor(*this, tr("Copied"));
    });
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 12);
    row->addWidget(button);
    row->addStretch();
    layout.addLayout(row);
    return button;
}

void IdentityPage::setCommand(const QString &command)
{
    m_line = command;
    m_command->setText(command.isEmpty()
            ? tr("No server listens here. Once one does, its line is here.")
            : command);
    m_copy->setEnabled(!command.isEmpty());
}

QString IdentityPage::grouped(const QString &text)
{
    constexpr qsizetype group = 4;
    const auto begin = text.indexOf(u':') + 1;
    auto shown = text.first(begin);
    for (auto at = begin; at < text.size(); at += group)
        shown += u' ' + text.sliced(at, std::min(group, text.size() - at));
    return shown;
}

} // namespace sealcord
