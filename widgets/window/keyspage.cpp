// SPDX-License-Identifier: MIT
#include "widgets/window/keyspage.h"

#include "widgets/parts/actionlist.h"
#include "widgets/parts/groupedlist.h"

#include <QDialogButtonBox>
#include <QMenuBar>
#include <QVBoxLayout>

namespace sealcord {

KeysPage::KeysPage(const QMenuBar *menus, QWidget *window)
    : QDialog(window)
    , m_menus(menus)
    , m_list(new GroupedList({tr("Key"), tr("What it does")}, this))
{
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    m_list->setAccessibleName(tr("Keys and what they do"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_list);
    column->addWidget(buttons);
    resize(460, 520);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void KeysPage::add(const Line &line)
{
    m_others.append(line);
}

void KeysPage::addPartKeys()
{
    const auto field = tr("While the filter has the focus");
    add({tr("Esc"), tr("Close what is offered, then clear the filter"), field});
    add({tr("Tab"), tr("Take the first that is offered"), field});
    add({tr("Up, Down"), tr("Former filters"), field});
    const auto list = tr("While the list of traffic has the focus");
    add({tr("Enter"), tr("Show the conversation of the row's connection"), list});
    const auto conversation = tr("While the conversation has the focus");
    add({tr("Enter"), tr("Show the turn in the detail"), conversation});
    add({tr("End"), tr("The newest turn, and follow"), conversation});
    add({tr("F3, Shift+F3"), tr("The next hit, the one before"), conversation});
    const auto bytes = tr("While the bytes have the focus");
    add({tr("Alt+Left, Alt+Right"), tr("The field before, the next field"), bytes});
    const auto comparison = tr("While two messages are compared");
    add({tr("F8, Shift+F8"), tr("The next difference, the one before"), comparison});
    const auto composer = tr("While a message is written");
    add({tr("Enter"), tr("Send"), composer});
    add({tr("Up, Down"), tr("Former messages"), composer});
}

void KeysPage::showKeys()
{
    fill();
    show();
    raise();
    activateWindow();
    m_list->setFocus();
}

void KeysPage::fill()
{
    m_list->clear();
    const QList<ActionEntry> actions = actionsOf(*m_menus);
    for (const ActionEntry &entry : actions) {
        if (!entry.keys.isEmpty())
            addLine({entry.keys, entry.text, entry.path});
    }
    for (const Line &line : std::as_const(m_others))
        addLine(line);
    m_list->showLines();
}

void KeysPage::addLine(const Line &line)
{
    m_list->addLine(line.place, {line.keys, line.text}, {0});
}

} // namespace sealcord
