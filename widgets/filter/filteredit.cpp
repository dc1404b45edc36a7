// SPDX-License-Identifier: MIT
#include "widgets/filter/filteredit.h"

#include "core/traffic/filter/filterterm.h"
#include "widgets/filter/filterline.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMoveEvent>
#include <QResizeEvent>
#include <QStringListModel>
#include <QToolTip>

namespace sealcord {

using namespace Qt::StringLiterals;

FilterEdit::FilterEdit(QWidget *parent)
    : QWidget(parent)
    , m_line(new FilterLine(this))
    , m_choices(new QStringListModel(this))
    , m_completer(new QCompleter(m_choices, this))
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_line);
    m_line->setAccessibleName(tr("Filter"));
    m_line->setPlaceholderText(tr("Filter, for example dir:in len>100 text:\"hello\""));
    setFocusProxy(m_line);

    connect(m_line, &QLineEdit::textChanged, this, &FilterEdit::take);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        m_place = -1;
        offer();
    });
    m_completer->setWidget(m_line);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
        &FilterEdit::complete);
    connect(m_line, &QLineEdit::returnPressed, this, &FilterEdit::remember);
    connect(m_line, &FilterLine::cleared, this, &FilterEdit::clear);
    connect(m_line, &FilterLine::olderWanted, this, [this] { walk(1); });
    connect(m_line, &FilterLine::newerWanted, this, [this] { walk(-1); });
    connect(m_line, &FilterLine::focusLeft, this, [this] {
        remember();
        hideNotice();
    });
}

FilterEdit::~FilterEdit()
{
    m_line->disconnect(this); // the focus leaves it when the rest of this is gone already
    delete m_notice;
}

QString FilterEdit::text() const
{
    return m_line->text();
}

void FilterEdit::setText(const QString &text)
{
    m_line->setText(text);
    m_place = -1;
    remember();
}

void FilterEdit::clear()
{
    remember();
    m_place = -1;
    m_line->clear();
}

void FilterEdit::setValuesSeen(std::function<FilterValuesSeen()> valuesSeen)
{
    m_valuesSeen = std::move(valuesSeen);
}

void FilterEdit::addTerm(const QString &term)
{
    setText(withTerm(m_filter.text(), term));
}

void FilterEdit::setHistory(const QStringList &history)
{
    m_history = history.first(qMin(history.size(), mostKept));
    m_place = -1;
}

void FilterEdit::hideEvent(QHideEvent *event)
{
    hideNotice();
    QWidget::hideEvent(event);
}

void FilterEdit::moveEvent(QMoveEvent *event)
{
    QWidget::moveEvent(event);
    placeNotice();
}

void FilterEdit::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeNotice();
}

void FilterEdit::take(const QString &text)
{
    const auto parsed = Filter::parse(text);
    m_isWrong = !parsed;
    if (!parsed) {
        explain(text, parsed.error());
        return;
    }
    m_line->markRight();
    m_line->setAccessibleDescription({});
    hideNotice();
    if (parsed->text() == m_filter.text())
        return;
    m_filter = *parsed;
    Q_EMIT filterChanged();
}

void FilterEdit::explain(const QString &text, const FilterError &error)
{
    m_line->markWrong(error.offset, error.length);
    const QString word = text.mid(error.offset, error.length);
    const QString reason = word.trimmed().isEmpty()
        ? error.text
        : tr("“%1”: %2", "a wrong word, and what is wrong with it").arg(word, error.text);
    m_line->setAccessibleDescription(reason);
    if (!isVisible())
        return;
    if (m_notice == nullptr || m_notice->parentWidget() != window()) {
        delete m_notice;
        m_notice = new QLabel(window());
        m_notice->setTextFormat(Qt::PlainText);
        m_notice->setPalette(QToolTip::palette());
        m_notice->setForegroundRole(QPalette::ToolTipText);
        m_notice->setBackgroundRole(QPalette::ToolTipBase);
        m_notice->setAutoFillBackground(true);
        m_notice->setFrameShape(QFrame::Box);
        m_notice->setMargin(4);
        m_notice->setWordWrap(true);
        m_notice->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_notice->setText(u"▲ "_s + reason);
    placeNotice();
    m_notice->show();
    m_notice->raise();
}

void FilterEdit::placeNotice()
{
    if (m_notice == nullptr)
        return;
    m_notice->setFixedWidth(qMax(width(), 240));
    m_notice->adjustSize();
    m_notice->move(mapTo(window(), QPoint(0, height() + 2)));
}

void FilterEdit::hideNotice()
{
    if (m_notice != nullptr)
        m_notice->hide();
}

void FilterEdit::remember()
{
    const QString text = m_filter.text().trimmed();
    if (m_isWrong || text.isEmpty() || (!m_history.isEmpty() && m_history.first() == text))
        return;
    m_history.removeAll(text);
    m_history.prepend(text);
    if (m_history.size() > mostKept)
        m_history.removeLast();
}

void FilterEdit::walk(int step)
{
    const qsizetype place = m_place + step;
    if (place < -1 || place >= m_history.size())
        return;
    if (m_place == -1)
        m_typed = m_line->text();
    m_place = place;
    m_line->setText(place == -1 ? m_typed : m_history.at(place));
}

void FilterEdit::offer()
{
    const QString text = m_line->text();
    m_completion = completeFilter(
        text, m_line->cursorPosition(), m_valuesSeen ? m_valuesSeen() : FilterValuesSeen());
    QStringList choices = m_completion.choices;
    choices.removeAll(text.mid(m_completion.offset, m_completion.length));
    for (const QString &former : m_history) {
        if (!text.isEmpty() && former != text && former.startsWith(text))
            choices.append(former);
    }
    m_choices->setStringList(choices);
    if (choices.isEmpty())
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void FilterEdit::complete(const QString &choice)
{
    if (m_completion.choices.contains(choice)) {
        QString text = m_line->text();
        text.replace(m_completion.offset, m_completion.length, choice);
        m_line->setText(text);
        m_line->setCursorPosition(int(m_completion.offset + choice.size()));
    } else {
        m_line->setText(choice); // a former filter
    }
}

} // namespace sealcord
