// SPDX-License-Identifier: MIT
#include "widgets/traffic/gotobar.h"

#include "core/text/figures.h"
#include "core/traffic/models/trafficgoal.h"
#include "core/traffic/models/trafficmodel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace sealcord {

GoToBar::GoToBar(const TrafficModel &model, QWidget *parent)
    : LineBar(parent)
    , m_model(model)
    , m_line(new QLineEdit(this))
    , m_answer(new QLabel(this))
{
    auto *const label = new QLabel(tr("Go to"), this);
    label->setBuddy(m_line);
    m_line->setPlaceholderText(tr("Number or time: 4812, 10:16, 10:16:15.120"));
    m_line->setAccessibleName(tr("Go to number or time"));
    m_line->setMaxLength(40);
    m_answer->setTextFormat(Qt::PlainText);
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_answer, 2);
    connect(m_line, &QLineEdit::textEdited, m_answer, &QLabel::clear);
}

void GoToBar::open()
{
    m_answer->clear();
    m_line->selectAll();
    show();
    m_line->setFocus(Qt::ShortcutFocusReason);
}

bool GoToBar::mayBeElsewhere(const std::expected<TrafficGoal, NoGoal> &goal) const
{
    if (m_model.allRows() == m_model.keptRows())
        return false;
    if (!goal)
        return goal.error() == NoGoal::NoRows;
    return goal->row == 0 || goal->row == m_model.rowCount() - 1;
}

void GoToBar::enter(Qt::KeyboardModifiers /*modifiers*/)
{
    const auto goal = trafficGoal(m_model, m_line->text());
    if (mayBeElsewhere(goal)) {
        Q_EMIT elsewhereWanted(m_line->text());
        dismiss();
        return;
    }
    if (!goal) {
        m_answer->setText(goal.error() == NoGoal::NoRows
                ? tr("▲ The list is empty.")
                : tr("▲ This is neither a number nor a time."));
        return;
    }
    const quint64 number = m_model.row(goal->row).number;
    Q_EMIT rowWanted(goal->row);
    if (goal->isExact) {
        dismiss();
        return;
    }
    m_answer->setText(goal->row == m_model.rowCount() - 1
            ? tr("▲ Not shown. The last one is #%1.").arg(formatCount(number))
            : tr("▲ Not shown. The next one is #%1.").arg(formatCount(number)));
}

} // namespace sealcord
