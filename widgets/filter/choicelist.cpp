// SPDX-License-Identifier: MIT
#include "widgets/filter/choicelist.h"

#include "widgets/look/accents.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <QHeaderView>
#include <QScrollBar>
#include <QStandardItem>
#include <QStandardItemModel>
#include <QString>

#include <memory>

namespace sealcord {

using namespace Qt::StringLiterals;

ChoiceList::ChoiceList(QWidget *parent)
    : QTreeView(parent)
    , m_choices(new QStandardItemModel(this))
{
    setAccessibleName(tr("How the filter may go on"));
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setHeaderHidden(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setStretchLastSection(true);
}

void ChoiceList::setChoices(const QList<FilterChoice> &choices)
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF());
    const QFontMetrics metrics(fixed);
    const int height = qMax(metrics.height(), fontMetrics().height()) + 6;
    const auto widthFor = [](int advance) { return advance + 16; };
    int textWidth = 0;
    int meaningWidth = 0;
    m_choices->clear();
    for (const FilterChoice &choice : choices) {
        auto text = std::make_unique<QStandardItem>(choice.text);
        auto meaning = std::make_unique<QStandardItem>(choice.meaning);
        const int width = widthFor(metrics.horizontalAdvance(choice.text));
        textWidth = qMax(textWidth, width);
        meaningWidth =
            qMax(meaningWidth, widthFor(fontMetrics().horizontalAdvance(choice.meaning)));
        text->setFont(fixed);
        text->setSizeHint({width, height});
        if (!choice.meaning.isEmpty())
            text->setData(choice.text + u", "_s + choice.meaning, Qt::AccessibleTextRole);
        meaning->setForeground(accentsFor(palette()).dimmed);
        m_choices->appendRow({text.release(), meaning.release()});
    }
    m_contentWidth = textWidth + meaningWidth + verticalScrollBar()->sizeHint().width();
    if (header()->count() > 0)
        header()->resizeSection(0, qMin(textWidth, widest / 2));
}

} // namespace sealcord
