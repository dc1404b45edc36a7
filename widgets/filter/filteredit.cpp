// SPDX-License-Identifier: MIT
#include "widgets/filter/filteredit.h"

#include "core/traffic/filter/filterend.h"
#include "core/traffic/filter/filterterm.h"
#include "widgets/filter/choicelist.h"
#include "widgets/filter/filterline.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QModelIndex>
#include <QMoveEvent>
#include <QRect>
#include <QResizeEvent>
#include <QStandardItemModel>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

FilterEdit::FilterEdit(QWidget *parent)
    : QWidget(parent)
    , m_line(new FilterLine(this))
    , m_completer(new QCompleter(this))
    , m_choices(new ChoiceList)
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_line);
    m_line->setAccessibleName(tr("Filter"));
    m_line->setPlaceholderText(tr("Filter, for example dir:in len>100 text:\"hello\""));
    setFocusProxy(m_line);
    connectLine();
    connectChoices();
}

void FilterEdit::connectLine()
{
    connect(m_line, &QLineEdit::textEdited, this, &FilterEdit::takeTyped);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (!m_line->isModified() || text.isEmpty()) // else it is typed
            take(text);
    });
    connect(m_line, &QLineEdit::returnPressed, this, &FilterEdit::finish);
    connect(m_line, &FilterLine::cleared, this, &FilterEdit::clear);
    connect(m_line, &FilterLine::olderWanted, this, [this] { walk(1); });
    connect(m_line, &FilterLine::newerWanted, this, [this] { walk(-1); });
    connect(m_line, &FilterLine::focusLeft, this, [this] {
        finish();
        hideNotice();
    });
}

void FilterEdit::connectChoices()
{
    m_completer->setModel(&m_choices->choices());
    m_completer->setPopup(m_choices);
    m_completer->setWidget(m_line);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    m_choices->installEventFilter(this); // behind the completer's, and so asked before it
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
        [this](const QModelIndex &choice) { choose(choice.row()); });
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

void FilterEdit::takeTyped()
{
    m_place = -1;
    replaceColon();
    take(wholePart(m_line->text()));
    offer();
}

void FilterEdit::take(const QString &filter)
{
    const auto parsed = Filter::parse(filter);
    m_isWrong = !parsed;
    if (!parsed) {
        explain(parsed.error());
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

void FilterEdit::finish()
{
    take(m_line->text());
    remember();
}

void FilterEdit::explain(const FilterError &error)
{
    m_line->markWrong(error.offset, error.length);
    const QString word = m_line->text().mid(error.offset, error.length);
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

/// Down, where there is nothing newer, offers how the filter may go on.
void FilterEdit::walk(int step)
{
    m_choices->hide();
    const qsizetype place = m_place + step;
    if (place < -1)
        offer();
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
    const QString begun = text.mid(m_completion.offset, m_completion.length);
    m_completion.choices.removeIf(
        [&begun](const FilterChoice &choice) { return choice.text == begun; });
    m_formers.clear();
    QList<FilterChoice> choices = m_completion.choices;
    for (const QString &former : std::as_const(m_history)) {
        if (text.isEmpty() || former == text || !former.startsWith(text))
            continue;
        m_formers += former;
        choices += {former, tr("used before")};
    }
    m_choices->setChoices(choices);
    if (choices.isEmpty()) {
        m_choices->hide();
        return;
    }
    m_completer->complete(roomTaken());
    m_choices->setCurrentIndex({}); // what was typed counts until another is chosen
}

/// What choices must not cover: the line, and why it is wrong.
QRect FilterEdit::roomTaken() const
{
    QRect taken = m_line->rect();
    if (m_notice != nullptr && m_notice->isVisible())
        taken.setBottom(m_line->mapFrom(window(), m_notice->geometry().bottomLeft()).y() + 2);
    taken.setWidth(qMax(taken.width(), m_choices->contentWidth()));
    return taken;
}

bool FilterEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_choices && event->type() == QEvent::KeyPress
        && takeKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return QWidget::eventFilter(watched, event);
}

/// A key while something is offered; false leaves it to the completer.
bool FilterEdit::takeKey(int key)
{
    const QModelIndex chosen = m_choices->currentIndex();
    switch (key) {
    case Qt::Key_Escape:
        m_choices->hide();
        return true;
    case Qt::Key_Up:
        if (!chosen.isValid())
            walk(1);
        return !chosen.isValid();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_choices->hide();
        if (chosen.isValid())
            choose(chosen.row());
        else
            finish();
        return true;
    case Qt::Key_Tab: {
        const bool goesOn = m_completion.length > 0 && !m_completion.choices.isEmpty();
        m_choices->hide();
        if (chosen.isValid() || goesOn)
            choose(chosen.isValid() ? chosen.row() : 0);
        return chosen.isValid() || goesOn;
    }
    default:
        return false;
    }
}

void FilterEdit::choose(int row)
{
    const qsizetype former = row - m_completion.choices.size();
    if (former >= 0) {
        m_line->setText(m_formers.value(former));
        return;
    }
    const QString choice = m_completion.choices.at(row).text;
    const bool isField = choice.endsWith(u':');
    m_line->setSelection(int(m_completion.offset), int(m_completion.length));
    m_line->insert(choice); // counts as typed, and offers what comes next
    m_completed = isField ? filterField(QStringView(choice).chopped(1)) : std::nullopt;
}

/// Who completes len and goes on with > means len>, not len:>.
void FilterEdit::replaceColon()
{
    const auto field = std::exchange(m_completed, std::nullopt);
    const int cursor = m_line->cursorPosition();
    if (!field || cursor < 2 || m_line->text().at(cursor - 2) != u':')
        return;
    const QChar sign = m_line->text().at(cursor - 1);
    const auto operators = operatorsOf(*field);
    if (!u"=!<>"_s.contains(sign) || std::ranges::none_of(operators, [sign](FilterOperator op) {
            return name(op).startsWith(sign);
        }))
        return;
    m_line->setSelection(cursor - 2, 2);
    m_line->insert(sign);
}

} // namespace sealcord
