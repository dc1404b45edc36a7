// SPDX-License-Identifier: MIT
#include "widgets/connection/securitypage.h"

#include "widgets/connection/connectiontext.h"
#include "widgets/connection/factsection.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

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

QWidget *SecurityPage::makeText()
{
    auto *page = new QWidget(m_area);
    page->setMaximumWidth(pageWidth);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(18);

    auto *given = new FactSection(tr("What this protection gives"), page);
    given->addText(tr("Each connection agrees a fresh key with X25519 and forgets it at its end: "
                      "recording today and stealing a machine tomorrow reads nothing."));
    given->addText(tr("Messages are sealed with AES-256-GCM. Whoever only listens learns nothing "
                      "of their content, and whoever changes a bit ends the connection."));
    layout->addWidget(given);

    auto *notGiven = new FactSection(tr("What it does not give"), page);
    for (const auto &sentence : whatIsNotGiven())
        notGiven->addText(sentence);
    layout->addWidget(notGiven);

    auto *compare = new FactSection(tr("How to tell whether somebody sits in between"), page);
    compare->addText(tr("1. Open the connection's page in both windows."));
    compare->addText(tr("2. Read the fingerprint to each other over a channel that an attacker "
                        "does not control: a call with a voice that you know, a signed message."));
    compare->addText(tr("3. Equal: nobody sits in between on this connection. Different: somebody "
                        "does. End it."));
    compare->addText(tr("It holds for that one connection. Nothing that goes through the "
                        "connection itself can tell."));
    layout->addWidget(compare);

    auto *memory = new FactSection(tr("On this machine"), page);
    memory->addText(tr("Keys are never shown, copied or written, and their memory is overwritten "
                       "at their end. Messages are not: they stay in memory while the window "
                       "keeps them."));
    layout->addWidget(memory);
    layout->addStretch();
    return page;
}

} // namespace sealcord
