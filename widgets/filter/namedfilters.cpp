// SPDX-License-Identifier: MIT
#include "widgets/filter/namedfilters.h"

#include "core/text/tooltip.h"
#include "widgets/parts/flowlayout.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QSizePolicy>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace sealcord {
namespace {

using namespace Qt::StringLiterals;

/// A name is no place for a mnemonic.
QString buttonText(const QString &name)
{
    return QString(name).replace(u'&', u"&&"_s);
}

} // namespace

NamedFilters::NamedFilters(QWidget *parent)
    : QWidget(parent)
    , m_area(new QScrollArea(this))
    , m_name(new QLineEdit(this))
{
    setAccessibleName(tr("Named filters"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_name->setPlaceholderText(tr("Name of this filter, Enter keeps it"));
    m_name->setAccessibleName(tr("Name of the filter"));
    m_name->setMaxLength(40);
    m_name->setFixedWidth(240);
    m_name->hide();
    m_name->installEventFilter(this);
    auto *const content = new QWidget;
    m_flow = new FlowLayout(content);
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area, 1);
    layout->addWidget(m_name, 0, Qt::AlignTop | Qt::AlignLeft);
    connect(m_name, &QLineEdit::returnPressed, this, [this] { endNaming(true); });
    updateVisible();
}

void NamedFilters::setFilters(const QList<NamedFilter> &filters)
{
    m_filters.clear();
    for (const NamedFilter &filter : filters) {
        if (find(filter.name) == m_filters.end())
            m_filters.append(filter);
    }
    rebuild();
}

void NamedFilters::save(const QString &text)
{
    m_unnamed = text;
    m_renamed.reset();
    askName({});
}

void NamedFilters::setCurrent(const QString &text)
{
    m_current = text;
    for (qsizetype i = 0; i < m_filters.size(); ++i)
        m_buttons.at(i)->setChecked(m_filters.at(i).text == text);
}

bool NamedFilters::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        endNaming(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void NamedFilters::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateHeight();
}

void NamedFilters::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateHeight();
}

void NamedFilters::rebuild()
{
    for (QToolButton *const button : std::exchange(m_buttons, {})) {
        m_flow->removeWidget(button);
        button->hide();
        button->deleteLater(); // it may be the one that is clicked
    }
    for (const NamedFilter &filter : std::as_const(m_filters))
        addButton(filter);
    setCurrent(m_current);
    updateVisible();
}

void NamedFilters::addButton(const NamedFilter &filter)
{
    auto *const button = new QToolButton(m_area->widget());
    button->setText(buttonText(filter.name));
    button->setAccessibleName(filter.name);
    button->setToolTip(plainToolTip(filter.text));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(button, &QToolButton::clicked, this,
        [this, filter](bool isOn) { Q_EMIT chosen(isOn ? filter.text : QString()); });
    connect(button, &QWidget::customContextMenuRequested, this,
        [this, button, filter](
            const QPoint &position) { showMenu(button, filter.name, position); });
    m_buttons += button;
    m_flow->addWidget(button);
    button->show();
}

QList<NamedFilter>::iterator NamedFilters::find(const QString &name)
{
    return std::ranges::find(m_filters, name, &NamedFilter::name);
}

void NamedFilters::showMenu(QAbstractButton *button, const QString &name, const QPoint &position)
{
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Rename")), &QAction::triggered, this,
        [this, name] { beginRenaming(name); });
    connect(
        menu->addAction(tr("Delete")), &QAction::triggered, this, [this, name] { remove(name); });
    menu->popup(button->mapToGlobal(position));
}

void NamedFilters::beginRenaming(const QString &name)
{
    if (find(name) == m_filters.end())
        return;
    m_renamed = name;
    askName(name);
}

void NamedFilters::remove(const QString &name)
{
    if (m_filters.removeIf([&name](const NamedFilter &one) { return one.name == name; }) == 0)
        return;
    if (m_renamed == name)
        endNaming(false);
    rebuild();
    Q_EMIT changed();
}

void NamedFilters::askName(const QString &name)
{
    m_name->setText(name);
    m_name->selectAll();
    m_name->show();
    updateVisible();
    m_name->setFocus(Qt::OtherFocusReason);
}

void NamedFilters::endNaming(bool isKept)
{
    const QString name = m_name->text().trimmed();
    if (m_name->isHidden() || (isKept && name.isEmpty()))
        return;
    m_name->hide();
    if (isKept)
        keepAs(name);
    m_renamed.reset();
    updateVisible();
}

/// Another one of that name gives way: there is no second.
void NamedFilters::keepAs(const QString &name)
{
    if (!m_renamed) {
        const auto same = find(name);
        if (same == m_filters.end())
            m_filters.append({name, m_unnamed});
        else
            same->text = m_unnamed;
    } else if (name != *m_renamed) {
        m_filters.removeIf([&name](const NamedFilter &one) { return one.name == name; });
        const auto renamed = find(*m_renamed);
        if (renamed == m_filters.end())
            return;
        renamed->name = name;
    }
    rebuild();
    Q_EMIT changed();
}

void NamedFilters::updateVisible()
{
    m_area->setVisible(!m_filters.isEmpty());
    setVisible(!m_filters.isEmpty() || !m_name->isHidden());
    updateHeight();
}

/// As much as the buttons need, but two lines at most: the list below needs the room.
void NamedFilters::updateHeight()
{
    if (m_buttons.isEmpty())
        return;
    layout()->activate(); // or the area has yet the width that it had beside the name
    const int line = m_buttons.first()->sizeHint().height();
    const int needed = m_flow->heightForWidth(m_area->width());
    m_area->setFixedHeight(qMin(needed, 2 * line + m_flow->spacing()));
}

} // namespace sealcord
