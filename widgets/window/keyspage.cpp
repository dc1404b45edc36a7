// SPDX-License-Identifier: MIT
#include "widgets/window/keyspage.h"

#include "widgets/parts/actionlist.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace sealcord {

KeysPage::KeysPage(const QMenuBar *menus, QWidget *window)
    : QDialog(window)
    , m_menus(menus)
    , m_list(new QTreeWidget(this))
{
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    m_list->setAccessibleName(tr("Keys and what they do"));
    m_list->setHeaderLabels({tr("Key"), tr("What it does")});
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(12);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
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
    m_list->expandAll();
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void KeysPage::addLine(const Line &line)
{
    const QList<QTreeWidgetItem *> found = m_list->findItems(line.place, Qt::MatchExactly);
    const QSize rowSize(0, fontMetrics().height() + 6);
    QTreeWidgetItem *group = found.isEmpty() ? nullptr : found.first();
    if (!group) {
        group = new QTreeWidgetItem(m_list, {line.place});
        group->setFirstColumnSpanned(true);
        group->setSizeHint(0, rowSize);
        QFont bold = font();
        bold.setBold(true);
        group->setFont(0, bold);
    }
    auto *item = new QTreeWidgetItem(group, {line.keys, line.text});
    item->setSizeHint(1, rowSize);
    item->setFont(0, QFontDatabase::systemFont(QFontDatabase::FixedFont));
}

} // namespace sealcord
