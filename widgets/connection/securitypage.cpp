// SPDX-License-Identifier: MIT
#include "widgets/connection/securitypage.h"

#include "widgets/connection/factsection.h"
#include "widgets/connection/securitytext.h"

#include <QPushButton>
#include <QScrollArea>
#include <QString>
#include <QStringList>
#include <QVBoxLayout>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

static constexpr int pageWidth = 760; // lines that an eye can follow

SecurityPage::SecurityPage(QWidget *parent)
    : QWidget(parent)
    , m_area(new QScrollArea(this))
{
    setAccessibleName(tr("Security"));
    auto *back = new QPushButton(tr("Back to the connection"), this);
    back->setAccessibleName(back->text());
    connect(back, &QPushButton::clicked, this, &SecurityPage::closeRequested);

    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setAccessibleName(tr("About security"));
    m_area->setWidget(makeText());
    setFocusProxy(back);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 0, 16, 12);
    foot->addWidget(back);
    foot->addStretch();
    layout->addLayout(foot);
}

void SecurityPage::setProtection(Protection protection)
{
    if (std::exchange(m_protection, protection) != protection)
        m_area->setWidget(makeText());
}

QWidget *SecurityPage::makeText()
{
    auto *page = new QWidget(m_area);
    page->setMaximumWidth(pageWidth);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(18);

    const auto add = [&](const QString &heading, const QStringList &sentences) {
        auto *section = new FactSection(heading, page);
        for (const auto &sentence : sentences)
            section->addText(sentence);
        layout->addWidget(section);
    };
    add(tr("What this protection gives"), whatIsGiven(m_protection));
    add(tr("What it does not give"), whatIsNotGiven(m_protection));
    add(tr("How to tell whether somebody sits in between"), howToTell(m_protection));

    add(tr("On this machine"),
        {tr("Keys are never shown, copied or written, and their memory is overwritten "
            "at their end. Messages are not: they stay in memory while the window "
            "keeps them.")});
    layout->addStretch();
    return page;
}

} // namespace sealcord
