// SPDX-License-Identifier: MIT
#include "widgets/parts/groupedlist.h"

#include <QFont>
#include <QFontDatabase>
#include <QHeaderView>

namespace sealcord {

GroupedList::GroupedList(const QStringList &columns, QWidget *parent)
    : QTreeWidget(parent)
{
    setHeaderLabels(columns);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(12);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setStretchLastSection(false);
}

QTreeWidgetItem *GroupedList::addLine(
    const QString &group, const QStringList &texts, const QList<int> &fixed)
{
    const int height = fontMetrics().height() + 6;
    const auto found = findItems(group, Qt::MatchExactly);
    auto *title = found.isEmpty() ? nullptr : found.first();
    if (!title) {
        title = new QTreeWidgetItem(this, {group});
        title->setFirstColumnSpanned(true);
        title->setFlags(Qt::ItemIsEnabled);
        title->setSizeHint(0, QSize(0, height));
        QFont bold = font();
        bold.setBold(true);
        title->setFont(0, bold);
    }
    auto *line = new QTreeWidgetItem(title, texts);
    for (const auto column : fixed)
        line->setFont(column, QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return line;
}

void GroupedList::showLines()
{
    expandAll();
    if (const auto *title = topLevelItem(0))
        setCurrentItem(title->child(0));
}

} // namespace sealcord
