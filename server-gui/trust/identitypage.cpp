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

IdentityPage::IdentityPage(const std::optional<X25519KeyPair::PublicKey> &key, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(6);
    if (!key) {
        auto *text = addText(*layout, tr("This server has no key"));
        text->setText(tr("It speaks classic alone, in which nobody has one: messages are "
                         "encrypted, but nobody can tell who the other end is. Start it without "
                         "--protocol classic, and it makes a key for itself."));
        layout->addStretch();
        return;
    }
    auto fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    auto large = fixed;
    large.setPointSizeF(large.pointSizeF() * readAloud);

    auto *fingerprint = addText(*layout, tr("Fingerprint, to be compared"));
    fingerprint->setText(grouped(fingerprintWord(*key)));
    fingerprint->setFont(large);
    fingerprint->setObjectName(u"fingerprint"_s);
    addCopy(*layout, fingerprintWord(*key), tr("Copy the &fingerprint"));
    auto *whole = addText(*layout, tr("Public key, to be given to agents"));
    whole->setText(keyWord(*key));
    whole->setFont(fixed);
    addCopy(*layout, keyWord(*key), tr("Copy the &key"));
    m_command = addText(*layout, tr("An agent that knows this server from the first"));
    m_command->setFont(fixed);
    m_copy = addCopy(*layout, {}, tr("Copy the &line"));
    layout->addStretch();
    setCommand({});
}

QLabel *IdentityPage::addText(QVBoxLayout &layout, const QString &title)
{
    auto *head = new QLabel(title, this);
    auto bold = head->font();
    bold.setBold(true);
    head->setFont(bold);
    auto *text = new QLabel(this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(title);
    layout.addWidget(head);
    layout.addWidget(text);
    return text;
}

QPushButton *IdentityPage::addCopy(QVBoxLayout &layout, const QString &text, const QString &what)
{
    auto *button = new QPushButton(what, this);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, button, text] {
        QGuiApplication::clipboard()->setText(button == m_copy ? m_line : text);
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
    if (!m_command)
        return;
    m_line = command;
    m_command->setText(
        command.isEmpty() ? tr("Stopped. Once the server listens, its line is here.") : command);
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
