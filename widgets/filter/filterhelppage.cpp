// SPDX-License-Identifier: MIT
#include "widgets/filter/filterhelppage.h"

#include "core/traffic/filter/filterhelp.h"
#include "widgets/parts/groupedlist.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSize>
#include <QVBoxLayout>

namespace sealcord {
namespace {

enum Column : quint8 { Word, Meaning, Operators, Example };

} // namespace

FilterHelpPage::FilterHelpPage(QWidget *window)
    : QDialog(window)
    , m_list(
          new GroupedList({tr("Word"), tr("What it means"), tr("Operators"), tr("Example")}, this))
{
    setWindowTitle(tr("Filter language"));
    setAccessibleName(tr("Filter language"));
    m_list->setAccessibleName(tr("Words of the filter language"));
    auto *const rules = new QLabel(tr("A term is a field, an operator and a value. A word on its "
                                      "own is text to look for. Choose an example to try it."),
        this);
    rules->setWordWrap(true);
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *const attempt = buttons->addButton(tr("Try it"), QDialogButtonBox::ActionRole);
    for (auto *const button : {attempt, buttons->button(QDialogButtonBox::Close)})
        button->setAutoDefault(false); // Enter is the list's
    auto *const column = new QVBoxLayout(this);
    column->addWidget(rules);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    resize(QSize(980, 640).boundedTo(screen()->availableGeometry().size() * 0.9));
    connect(m_list, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (const QString example = item->text(Example); !example.isEmpty())
            Q_EMIT chosen(example);
    });
    connect(attempt, &QPushButton::clicked, this, [this] {
        if (const auto *const item = m_list->currentItem())
            Q_EMIT chosen(item->text(Example));
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void FilterHelpPage::showPage()
{
    if (m_list->topLevelItemCount() == 0)
        fill();
    show();
    raise();
    activateWindow();
    m_list->setFocus();
}

void FilterHelpPage::fill()
{
    for (const FilterHelpGroup &group : filterHelp()) {
        for (const FilterHelpLine &line : group.lines)
            m_list->addLine(group.title, {line.word, line.meaning, line.operators, line.example},
                {Word, Operators, Example});
    }
    m_list->showLines();
}

} // namespace sealcord
