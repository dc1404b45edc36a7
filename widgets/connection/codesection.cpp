// SPDX-License-Identifier: MIT
#include "widgets/connection/codesection.h"

#include "core/text/names.h"
#include "widgets/connection/factsection.h"
#include "widgets/connection/spokencode.h"
#include "widgets/look/accents.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace sealcord {

using namespace Qt::StringLiterals;

CodeSection::CodeSection(QWidget *parent)
    : QWidget(parent)
    , m_section(new FactSection(tr("Compare a code"), this))
    , m_text(m_section->addText())
    , m_ask(new QPushButton(tr("Compare a code…"), this))
    , m_code(new SpokenCode(this))
    , m_verdict(makeVerdict())
    , m_naming(makeNaming())
{
    m_ask->setAccessibleName(m_ask->text());
    m_ask->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_ask, &QPushButton::clicked, this, [this] { m_codes->ask(m_info); });
    m_section->addWidget(m_ask);
    m_section->addWidget(m_code);
    m_section->addWidget(m_verdict);
    m_outcome = m_section->addText();
    m_section->addWidget(m_naming);
    setFocusProxy(m_ask);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
    hide();
}

QWidget *CodeSection::makeVerdict()
{
    auto *verdict = new QWidget(this);
    // No keys of theirs: neither is to be said by a slip.
    auto *same = new QPushButton(tr("They are the same"), verdict);
    auto *differ = new QPushButton(tr("They differ"), verdict);
    same->setAccessibleName(same->text());
    differ->setAccessibleName(differ->text());
    differ->setToolTip(tr("Ends the connection"));
    connect(same, &QPushButton::clicked, this, [this] { m_codes->decide(m_info.name.id, true); });
    connect(
        differ, &QPushButton::clicked, this, [this] { m_codes->decide(m_info.name.id, false); });
    auto *row = new QHBoxLayout(verdict);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(same);
    row->addWidget(differ);
    row->addStretch();
    return verdict;
}

QWidget *CodeSection::makeNaming()
{
    auto *naming = new QWidget(this);
    m_name = new QLineEdit(naming);
    m_name->setMaxLength(64);
    m_name->setPlaceholderText(tr("A name for this agent"));
    m_name->setAccessibleName(m_name->placeholderText());
    m_authorise = new QPushButton(tr("Authorise this agent"), naming);
    m_authorise->setAccessibleName(m_authorise->text());
    m_authorise->setToolTip(tr("A name has 1 to 64 bytes, and no spaces, quotation marks or #"));
    connect(m_name, &QLineEdit::textChanged, this, &CodeSection::checkName);
    connect(m_name, &QLineEdit::returnPressed, m_authorise, &QPushButton::click);
    connect(m_authorise, &QPushButton::clicked, this,
        [this] { m_codes->authorise(m_info, m_name->text()); });
    auto *row = new QHBoxLayout(naming);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_name, 1);
    row->addWidget(m_authorise);
    checkName();
    return naming;
}

void CodeSection::checkName()
{
    m_authorise->setEnabled(isAgentName(m_name->text()));
}

void CodeSection::setCodes(WindowCodes &codes)
{
    m_codes = &codes;
    connect(&codes, &WindowCodes::changed, this, &CodeSection::refresh);
    connect(&codes, &WindowCodes::outcomeChanged, this, &CodeSection::refresh);
    show();
    refresh();
}

void CodeSection::showConnection(const ConnectionInfo &info)
{
    if (!m_codes)
        return;
    if (m_info.name.id != info.name.id)
        m_name->clear(); // it was another's
    m_info = info;
    refresh();
}

void CodeSection::refresh()
{
    const auto *comparison = m_codes->find(m_info.name.id);
    const auto state = comparison ? comparison->state() : State::Unasked;
    const auto whyNot = m_codes->whyNot(m_info);
    const bool isToAsk = state == State::Unasked || state == State::AskedThere;
    const bool isSame = state == State::Same;
    setFact(m_text, text(state, whyNot));
    setFact(m_outcome, isSame ? m_codes->outcome(m_info) : QString());
    m_outcome->setVisible(!m_outcome->text().isEmpty());
    m_naming->setVisible(isSame && m_codes->takesName(m_info));
    showCode(comparison);
    m_ask->setVisible(isToAsk);
    m_ask->setEnabled(whyNot.isEmpty());
    m_ask->setToolTip(whyNot);
    colour(state);
}

QString CodeSection::text(State state, const QString &whyNot) const
{
    if (state != State::Unasked) {
        const auto text = comparisonText(state, m_codes->here(), Wording::Translated);
        return state == State::Differ || state == State::BrokenOff ? u"▲ "_s + text
            : state == State::Same                                 ? u"✓ "_s + text
                                                                   : text;
    }
    const auto why = tr("Two people, one at each end, read a code to each other. If it is the "
                        "same, nobody is in between.");
    return whyNot.isEmpty() ? why : why + u'\n' + whyNot;
}

// The code takes the focus from the button that asked for it, or that would go to a verdict.
void CodeSection::showCode(const CodeComparison *comparison)
{
    const bool isThere = comparison && comparison->state() == State::Code;
    const bool isNew = isThere && m_code->isHidden();
    m_code->setCode(isThere ? comparison->code() : std::nullopt);
    m_code->setVisible(isThere);
    m_verdict->setVisible(isThere);
    setFocusProxy(isThere ? static_cast<QWidget *>(m_code) : m_ask);
    if (isNew && isVisible())
        m_code->setFocus();
}

void CodeSection::colour(State state)
{
    const auto accents = accentsFor(this->palette());
    auto palette = this->palette();
    if (state == State::Differ)
        palette.setColor(QPalette::WindowText, accents.error);
    else if (state == State::BrokenOff)
        palette.setColor(QPalette::WindowText, accents.warning);
    else if (state == State::Same)
        palette.setColor(QPalette::WindowText, accents.good);
    m_text->setPalette(palette);
    auto font = this->font();
    font.setBold(state == State::Differ);
    m_text->setFont(font);
}

void CodeSection::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_codes)
        refresh();
}

} // namespace sealcord
