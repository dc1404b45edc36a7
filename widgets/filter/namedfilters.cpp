// SPDX-License-Identifier: MIT
#include "widgets/filter/namedfilters.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

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
    , m_buttons(new QHBoxLayout)
    , m_name(new QLineEdit(this))
{
    setAccessibleName(tr("Named filters"));
    m_name->setPlaceholderText(tr("Name of this filter, Enter keeps it"));
    m_name->setAccessibleName(tr("Name of the filter"));
    m_name->setMaxLength(40);
    m_name->setMinimumWidth(220);
    m_name->hide();
    m_name->installEventFilter(this);
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_buttons->setSpacing(4);
    layout->addLayout(m_buttons);
    layout->addWidget(m_name);
    layout->addStretch();
    connect(m_name, &QLineEdit::returnPressed, this, [this] { endNaming(true); });
    updateVisible();
}

void NamedFilters::setFilters(const QList<NamedFilter> &filters)
{
    m_filters = filters;
    rebuild();
}

void NamedFilters::save(const QString &text)
{
    m_unnamed = text;
    m_renamed = -1;
    askName({});
}

void NamedFilters::setCurrent(const QString &text)
{
    m_current = text;
    for (qsizetype i = 0; i < m_filters.size(); ++i) {
        auto *const button = qobject_cast<QToolButton *>(m_buttons->itemAt(int(i))->widget());
        button->setChecked(m_filters.at(i).text == text);
    }
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

void NamedFilters::rebuild()
{
    while (const QLayoutItem *const item = m_buttons->takeAt(0)) {
        item->widget()->deleteLater(); // it may be the one that is clicked
        item->widget()->hide();
        delete item;
    }
    for (qsizetype i = 0; i < m_filters.size(); ++i) {
        const NamedFilter &filter = m_filters.at(i);
        auto *const button = new QToolButton(this);
        button->setText(buttonText(filter.name));
        button->setAccessibleName(filter.name);
        button->setToolTip(u"<p>"_s + filter.text.toHtmlEscaped() + u"</p>"_s);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(button, &QToolButton::clicked, this,
            [this, i](bool isOn) { Q_EMIT chosen(isOn ? m_filters.at(i).text : QString()); });
        connect(button, &QWidget::customContextMenuRequested, this,
            [this, button, i](const QPoint &position) { showMenu(button, i, position); });
        m_buttons->addWidget(button);
    }
    setCurrent(m_current);
    updateVisible();
}

void NamedFilters::showMenu(QAbstractButton *button, qsizetype index, const QPoint &position)
{
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Rename")), &QAction::triggered, this, [this, index] {
        m_renamed = index;
        askName(m_filters.at(index).name);
    });
    connect(menu->addAction(tr("Delete")), &QAction::triggered, this, [this, index] {
        m_filters.removeAt(index);
        rebuild();
        Q_EMIT changed();
    });
    menu->popup(button->mapToGlobal(position));
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
    if (isKept && name.isEmpty())
        return;
    m_name->hide();
    if (isKept) {
        const QString text = m_renamed >= 0 ? m_filters.at(m_renamed).text : m_unnamed;
        if (m_renamed >= 0)
            m_filters.removeAt(m_renamed);
        const auto same = std::ranges::find(m_filters, name, &NamedFilter::name);
        if (same != m_filters.end())
            same->text = text;
        else
            m_filters.insert(m_renamed >= 0 ? m_renamed : m_filters.size(), {name, text});
        rebuild();
        Q_EMIT changed();
    }
    updateVisible();
}

void NamedFilters::updateVisible()
{
    setVisible(!m_filters.isEmpty() || !m_name->isHidden());
}

} // namespace sealcord
