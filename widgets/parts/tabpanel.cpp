// SPDX-License-Identifier: MIT
#include "widgets/parts/tabpanel.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace sealcord {

using namespace Qt::StringLiterals;

TabPanel::TabPanel(QWidget *parent)
    : QWidget(parent)
    , m_line(new QHBoxLayout)
    , m_tabs(new QTabBar(this))
    , m_close(new QToolButton(this))
    , m_stack(new QStackedWidget(this))
{
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_close->setText(u"✕"_s);
    m_close->setAutoRaise(true);
    m_close->setAccessibleName(tr("Close this part"));
    m_line->setSpacing(12);
    m_line->addWidget(m_tabs);
    m_line->addStretch();
    m_line->addWidget(m_close);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(m_line);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_tabs);
    connect(m_tabs, &QTabBar::currentChanged, this, &TabPanel::showPage);
    connect(m_close, &QToolButton::clicked, this, &TabPanel::closeRequested);
}

void TabPanel::addPage(QWidget *page, const QString &name, QWidget *headline)
{
    if (headline) {
        m_line->insertWidget(m_line->count() - 1, headline, 1);
        headline->hide();
    }
    m_headlines.append(headline);
    m_stack->addWidget(page);
    m_tabs->addTab(name);
    showPage(m_tabs->currentIndex());
}

void TabPanel::setPageName(QWidget *page, const QString &name)
{
    m_tabs->setTabText(m_stack->indexOf(page), name);
}

void TabPanel::setCurrentPage(QWidget *page)
{
    m_tabs->setCurrentIndex(m_stack->indexOf(page));
}

QWidget *TabPanel::currentPage() const
{
    return m_stack->currentWidget();
}

QList<QWidget *> TabPanel::pages() const
{
    QList<QWidget *> pages;
    for (int index = 0; index < m_stack->count(); ++index)
        pages.append(m_stack->widget(index));
    return pages;
}

QString TabPanel::pageName(QWidget *page) const
{
    return m_tabs->tabText(m_stack->indexOf(page));
}

void TabPanel::showPage(int index)
{
    m_stack->setCurrentIndex(index);
    for (int other = 0; other < m_headlines.size(); ++other) {
        if (m_headlines[other])
            m_headlines[other]->setVisible(other == index);
    }
}

} // namespace sealcord
