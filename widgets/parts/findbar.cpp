// SPDX-License-Identifier: MIT
#include "widgets/parts/findbar.h"

#include "core/text/figures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace sealcord {
namespace {

using namespace Qt::StringLiterals;

QToolButton *addButton(QHBoxLayout *layout, const QString &glyph, const QString &name)
{
    auto *const button = new QToolButton(layout->parentWidget());
    button->setText(glyph);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(button);
    return button;
}

/// Without a translation there is no plural form: one is named apart.
QString total(std::size_t hits, bool isDone)
{
    const QString count = formatCount(hits);
    if (hits == 1)
        return isDone ? FindBar::tr("1 row") : FindBar::tr("1 row so far");
    return (isDone ? FindBar::tr("%1 rows", nullptr, pluralOf(hits))
                   : FindBar::tr("%1 rows so far", nullptr, pluralOf(hits)))
        .arg(count);
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : LineBar(parent)
    , m_line(new QLineEdit(this))
    , m_hits(new QLabel(this))
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *const label = new QLabel(tr("Find"), this);
    label->setBuddy(m_line);
    layout->addWidget(label);
    layout->addWidget(m_line, 1);
    m_line->setAccessibleName(tr("Find in the list"));
    m_previous = addButton(layout, u"▲"_s, tr("Previous hit (Shift+Enter)"));
    m_next = addButton(layout, u"▼"_s, tr("Next hit (Enter)"));
    layout->addWidget(m_hits);
    QToolButton *const close = addButton(layout, u"✕"_s, tr("Close (Esc)"));
    connect(m_line, &QLineEdit::textChanged, this, &FindBar::textChanged);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextWanted);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousWanted);
    connect(close, &QToolButton::clicked, this, &FindBar::dismiss);
    setHits(0, 0, true);
}

void FindBar::setName(const QString &name)
{
    m_line->setAccessibleName(name);
}

void FindBar::open()
{
    show();
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
    Q_EMIT textChanged(m_line->text()); // it was not looked for while the bar was closed
}

QString FindBar::text() const
{
    return m_line->text();
}

void FindBar::setHits(std::size_t place, std::size_t hits, bool isDone)
{
    m_previous->setEnabled(hits > 0);
    m_next->setEnabled(hits > 0);
    if (m_line->text().isEmpty())
        m_hits->clear();
    else if (hits == 0)
        m_hits->setText(isDone ? tr("nothing found") : tr("looking"));
    else if (place == 0)
        m_hits->setText(total(hits, isDone));
    else
        m_hits->setText((isDone ? tr("%1 of %2") : tr("%1 of %2 so far"))
                .arg(formatCount(place), formatCount(hits)));
}

void FindBar::enter(Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ShiftModifier))
        Q_EMIT previousWanted();
    else
        Q_EMIT nextWanted();
}

void FindBar::dismiss()
{
    m_line->clear();
    LineBar::dismiss();
}

} // namespace sealcord
