// SPDX-License-Identifier: MIT
#include "widgets/conversation/conversationview.h"

#include "core/traffic/models/conversationmodel.h"
#include "widgets/conversation/conversationdelegate.h"
#include "widgets/conversation/turnpainter.h"
#include "widgets/list/newrowsbutton.h"

#include <QFocusEvent>
#include <QItemSelection>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QString>

#include <algorithm>
#include <utility>
#include <vector>

namespace sealcord {

ConversationView::ConversationView(ConversationModel &model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new ConversationDelegate(model, this))
    , m_newTurns(new NewRowsButton(viewport()))
{
    setItemDelegate(m_delegate);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    // Before the view's own, which would make a neighbour the current turn.
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex & /*parent*/, int first, int last) {
            const int current = currentIndex().row();
            if (current >= first && current <= last)
                selectionModel()->clearCurrentIndex();
        });
    setModel(&model);
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex & /*parent*/, int first, int last) { removed(first, last); });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this](const QItemSelection &selected) {
            if (!selected.isEmpty())
                setFollowing(false);
        });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &ConversationView::decide,
        Qt::QueuedConnection); // the bar moves after it has told
    connect(m_newTurns, &NewRowsButton::clicked, this, [this] { setFollowing(true); });
}

void ConversationView::setForm(ContentForm form)
{
    const auto kept = anchor();
    m_delegate->setForm(form);
    arrange(kept);
}

ContentForm ConversationView::form() const
{
    return m_delegate->form();
}

void ConversationView::setNeedle(const QByteArray &needle)
{
    m_delegate->setNeedle(needle);
    viewport()->update();
}

QList<int> ConversationView::selectedTurns() const
{
    QList<int> turns;
    for (const auto &range : selectionModel()->selection()) {
        for (int turn = range.top(); turn <= range.bottom(); ++turn)
            turns.append(turn);
    }
    std::ranges::sort(turns);
    return turns;
}

void ConversationView::goTo(int index)
{
    setFollowing(false); // or the next turn takes it out of sight
    setCurrentIndex(m_model.index(index));
    scrollTo(currentIndex());
}

void ConversationView::setFollowing(bool isFollowing)
{
    m_isFollowing = isFollowing;
    followOrTell();
}

void ConversationView::followOrTell()
{
    auto *bar = verticalScrollBar();
    if (m_isFollowing)
        bar->setValue(bar->maximum());
    const int turns = m_model.rowCount();
    if (turns > 0 && (m_isFollowing || m_places.height() - bar->value() <= viewport()->height()))
        m_seen = std::max(m_seen, m_model.row(turns - 1).number);
    m_newTurns->setCount(static_cast<quint64>(newTurns()));
}

int ConversationView::newTurns() const
{
    const int turns = m_model.rowCount();
    int seen = turns;
    while (seen > 0 && m_model.row(seen - 1).number > m_seen)
        --seen;
    return turns - seen;
}

// Reaching the end follows it, but not away from a turn that was chosen and is still looked at.
void ConversationView::decide()
{
    const auto current = currentIndex();
    const bool isLookedAt = current.isValid() && viewport()->rect().intersects(visualRect(current));
    const auto *bar = verticalScrollBar();
    setFollowing(bar->value() >= bar->maximum() && !isLookedAt);
}

ConversationView::Anchor ConversationView::anchor() const
{
    const int value = verticalScrollBar()->value();
    const int turn = m_places.turnAt(value);
    return turn < 0 ? Anchor{} : Anchor{turn, value - m_places.top(turn)};
}

/// Places all turns anew, with \a anchor where it was.
void ConversationView::arrange(const Anchor &anchor)
{
    m_places.arrange(m_delegate->form(), font());
    updateGeometries();
    verticalScrollBar()->setValue(
        m_places.has(anchor.turn) ? m_places.top(anchor.turn) + anchor.above : 0);
    followOrTell();
    viewport()->update();
}

void ConversationView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    auto kept = anchor();
    if (m_places.has(0) && start <= kept.turn)
        kept.turn += end - start + 1;
    std::vector<TurnPlaces::Lines> lines;
    for (int turn = start; turn <= end; ++turn)
        lines.push_back(TurnPlaces::linesOf(m_model.row(turn)));
    m_places.insert(start, lines);
    QListView::rowsInserted(parent, start, end);
    arrange(kept);
}

void ConversationView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    m_removing = anchor();
    QListView::rowsAboutToBeRemoved(parent, start, end);
}

void ConversationView::removed(int first, int last)
{
    m_places.remove(first, last);
    auto kept = m_removing;
    if (last < kept.turn)
        kept.turn -= last - first + 1;
    else if (first <= kept.turn)
        kept = {first, 0};
    arrange(kept);
}

void ConversationView::reset()
{
    QListView::reset();
    std::vector<TurnPlaces::Lines> lines;
    for (int turn = 0; turn < m_model.rowCount(); ++turn)
        lines.push_back(TurnPlaces::linesOf(m_model.row(turn)));
    m_places.clear();
    m_places.insert(0, lines);
    m_seen = 0;
    m_isFollowing = true;
    arrange({});
}

// All are placed when they come; QListView would measure them.
void ConversationView::doItemsLayout()
{
    viewport()->update();
}

void ConversationView::updateGeometries()
{
    const auto size = viewport()->size();
    auto *vertical = verticalScrollBar();
    vertical->setPageStep(size.height());
    vertical->setSingleStep(fontMetrics().height());
    vertical->setRange(0, std::max(0, m_places.height() - size.height()));
    auto *horizontal = horizontalScrollBar();
    horizontal->setPageStep(size.width());
    horizontal->setSingleStep(fontMetrics().height());
    horizontal->setRange(0, contentWidth() - size.width());
}

int ConversationView::contentWidth() const
{
    return std::max(viewport()->width(), TurnPainter::width(font()));
}

int ConversationView::horizontalOffset() const
{
    return horizontalScrollBar()->value();
}

int ConversationView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool ConversationView::isIndexHidden(const QModelIndex &index) const
{
    return !index.isValid();
}

QRect ConversationView::visualRect(const QModelIndex &index) const
{
    const int turn = index.row();
    if (!m_places.has(turn))
        return {};
    return {-horizontalOffset(), m_places.top(turn) - verticalOffset(), contentWidth(),
        m_places.bottom(turn) - m_places.top(turn)};
}

QModelIndex ConversationView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    return y < 0 || y >= m_places.height() ? QModelIndex() : m_model.index(m_places.turnAt(y));
}

void ConversationView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const int turn = index.row();
    if (!m_places.has(turn))
        return;
    const int height = viewport()->height();
    const int top = m_places.top(turn);
    const int bottom = m_places.bottom(turn);
    auto *bar = verticalScrollBar();
    if (hint == PositionAtTop || top < bar->value())
        bar->setValue(top);
    else if (hint == PositionAtCenter)
        bar->setValue((top + bottom - height) / 2);
    else if (hint == PositionAtBottom || bottom > bar->value() + height)
        bar->setValue(std::min(top, bottom - height)); // of a high one, its beginning
}

QModelIndex ConversationView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    Q_UNUSED(modifiers)
    const int last = m_model.rowCount() - 1;
    const int current = currentIndex().row();
    if (last < 0 || current < 0)
        return m_model.index(last); // who comes by key begins with the newest
    const auto page = [&](int way) {
        const int y = visualRect(currentIndex()).top() + verticalOffset();
        return m_places.turnAt(y + way * viewport()->height());
    };
    switch (action) {
    case MoveHome:
        return m_model.index(0);
    case MoveEnd:
        return m_model.index(last);
    case MovePageUp:
        return m_model.index(std::max(0, std::min(page(-1), current - 1)));
    case MovePageDown:
        return m_model.index(std::min(last, std::max(page(1), current + 1)));
    case MoveUp:
    case MovePrevious:
        return m_model.index(std::max(0, current - 1));
    case MoveDown:
    case MoveNext:
        return m_model.index(std::min(last, current + 1));
    case MoveLeft:
    case MoveRight:
        break;
    }
    return currentIndex();
}

void ConversationView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const int first = m_places.turnAt(rect.top() + verticalOffset());
    const int last = m_places.turnAt(rect.bottom() + verticalOffset());
    if (last >= 0)
        selectionModel()->select(
            QItemSelection(m_model.index(std::max(0, first)), m_model.index(last)), command);
}

QRegion ConversationView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const auto &range : selection)
        region += visualRect(range.topLeft()).united(visualRect(range.bottomRight()));
    return region;
}

void ConversationView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    viewport()->update(); // the button lies over it
}

void ConversationView::keyboardSearch(const QString &search)
{
    Q_UNUSED(search)
}

QSize ConversationView::minimumSizeHint() const
{
    return {QListView::minimumSizeHint().width(), 3 * fontMetrics().height()};
}

void ConversationView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange(anchor());
}

// Who comes by key has not chosen a turn yet: the newest stays in sight.
void ConversationView::focusInEvent(QFocusEvent *event)
{
    QFocusEvent choosesNothing(event->type(), Qt::MouseFocusReason);
    QAbstractItemView::focusInEvent(currentIndex().isValid() ? event : &choosesNothing);
    viewport()->update();
}

void ConversationView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isPlain && event->key() == Qt::Key_End) { // follows again, as in the list
        setCurrentIndex(moveCursor(MoveEnd, {}));
        setFollowing(true);
        return;
    }
    const int before = verticalScrollBar()->value();
    QAbstractItemView::keyPressEvent(event);
    if (verticalScrollBar()->value() != before)
        decide();
}

void ConversationView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const int first = m_places.turnAt(event->rect().top() + verticalOffset());
    const int last = m_places.turnAt(event->rect().bottom() + verticalOffset());
    for (int turn = std::max(0, first); turn <= last; ++turn) {
        const auto index = m_model.index(turn);
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        option.rect = visualRect(index);
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        m_delegate->paint(&painter, option, index);
    }
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    updateGeometries();
    followOrTell();
}

} // namespace sealcord
