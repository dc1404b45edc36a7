// SPDX-License-Identifier: MIT
#include "widgets/traffic/trafficpane.h"

#include "core/traffic/filter/filterterm.h"
#include "core/traffic/models/trafficgoal.h"
#include "core/traffic/models/trafficsearch.h"
#include "widgets/filter/filteredit.h"
#include "widgets/filter/namedfilters.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/listview.h"
#include "widgets/parts/findbar.h"
#include "widgets/traffic/cellfield.h"
#include "widgets/traffic/gotobar.h"
#include "widgets/traffic/listfollower.h"
#include "widgets/traffic/markbar.h"
#include "widgets/traffic/messagepair.h"
#include "widgets/traffic/pausestrip.h"
#include "widgets/traffic/placekeeper.h"
#include "widgets/traffic/resendselection.h"
#include "widgets/traffic/traffichead.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QItemSelectionModel>
#include <QMenu>
#include <QVBoxLayout>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

TrafficPane::TrafficPane(TrafficModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_actions(this)
    , m_head(new TrafficHead(model, m_actions, this))
    , m_namedFilters(new NamedFilters(this))
    , m_list(new ListView(this))
    , m_delegate(new TrafficDelegate(model, this))
    , m_search(new TrafficSearch(model, this))
    , m_emptyNote(new EmptyNote(m_list->viewport()))
    , m_findBar(new FindBar(this))
    , m_goToBar(new GoToBar(model, this))
    , m_markBar(new MarkBar(this))
    , m_clearFilter(new QAction(tr("Clear filter"), this))
{
    setAccessibleName(tr("Traffic"));
    makeList();
    m_follower = new ListFollower(model, *m_list, this);
    m_places = new PlaceKeeper(model, *m_list, *m_follower, this);
    m_resending = new ResendSelection(model, *m_list, *m_actions.resend, this);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_head);
    layout->addWidget(m_namedFilters);
    layout->addWidget(new PauseStrip(model, *m_actions.pause, this));
    layout->addWidget(m_list, 1);
    layout->addWidget(m_findBar);
    layout->addWidget(m_goToBar);
    layout->addWidget(m_markBar);
    connectList();
    connectActions();
    connectFind();
    connectMarks();
    connectFilter();
    updateActions();
    updateEmptyNote();
}

TrafficPane::~TrafficPane()
{
    hide(); // what its parts tell while they vanish still finds it whole
}

void TrafficPane::setWaiting(TrafficDelegate::RowTest isWaiting)
{
    m_delegate->setWaiting(std::move(isWaiting));
}

void TrafficPane::setEmptyText(const QString &text, const QList<QAction *> &actions)
{
    m_emptyText = text;
    m_emptyActions = actions;
    updateEmptyNote();
}

FilterEdit &TrafficPane::filterField() const
{
    return m_head->filterField();
}

int TrafficPane::heightOf(int rows) const
{
    return m_list->heightOf(rows) + m_head->sizeHint().height() + layout()->spacing();
}

int TrafficPane::currentRow() const
{
    return m_list->currentIndex().row();
}

quint64 TrafficPane::currentNumber() const
{
    const int row = currentRow();
    return row < 0 ? 0 : m_model.row(row).number;
}

bool TrafficPane::setCurrentNumber(quint64 number)
{
    const int row = m_model.indexOf(number);
    if (row < 0 || m_model.row(row).number != number)
        return false;
    setFollowing(false); // or the next batch takes it out of sight
    const QModelIndex index = m_model.index(row, qMax(0, m_list->currentIndex().column()));
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    return true;
}

bool TrafficPane::isFollowing() const
{
    return m_follower->isFollowing();
}

void TrafficPane::setFollowing(bool isFollowing)
{
    m_follower->setFollowing(isFollowing);
    m_actions.follow->setChecked(isFollowing); // whatever the click made of it
}

void TrafficPane::setLive(bool isLive)
{
    m_follower->setLive(isLive);
    m_actions.follow->setVisible(isLive);
    m_actions.pause->setVisible(isLive);
}

void TrafficPane::setPaused(bool isPaused)
{
    m_model.setPaused(isPaused);
    m_actions.pause->setChecked(isPaused);
    m_follower->update();
}

bool TrafficPane::goTo(const QString &goal)
{
    const auto found = trafficGoal(m_model, goal);
    return found && setCurrentNumber(m_model.row(found->row).number);
}

TrafficModel::TimeFormat TrafficPane::timeFormat() const
{
    return m_head->timeFormat();
}

void TrafficPane::setTimeFormat(TrafficModel::TimeFormat format)
{
    m_head->setTimeFormat(format);
}

void TrafficPane::showOnly(ConnectionId connection)
{
    filterField().setText(u"connection:%1"_s.arg(connection));
}

void TrafficPane::makeList()
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setAccessibleName(tr("Messages and events"));
    m_list->setColumnWidths({9, 14, 11, 8, 22, 8, 0});
    m_list->setFigures({TrafficModel::Number, TrafficModel::Time, TrafficModel::SincePrevious,
        TrafficModel::Length});
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->addActions({m_actions.follow, m_actions.pause, m_actions.copy});
}

void TrafficPane::connectList()
{
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) {
            m_isTold = !m_list->isPressed(); // or what opens for it would move it from the pointer
            if (m_isTold)
                tellCurrent(current.row());
        });
    connect(m_list, &ListView::released, this, [this] {
        if (!std::exchange(m_isTold, true))
            tellCurrent(currentRow());
    });
    connect(m_list, &QAbstractItemView::clicked, this, &TrafficPane::detailWanted);
    connect(m_list, &QAbstractItemView::activated, this, [this] {
        if (m_list->isPressed()) // some desktops activate by a click
            return;
        if (m_actions.showConversation->isEnabled())
            m_actions.showConversation->trigger();
        else
            Q_EMIT detailWanted();
    });
    connect(m_places, &PlaceKeeper::lost, this, [this] { tellCurrent(-1); });
    connect(m_follower, &ListFollower::followingChanged, m_actions.follow, &QAction::setChecked);
    connect(m_list, &QWidget::customContextMenuRequested, this, &TrafficPane::showMenu);
    connect(&m_model, &TrafficModel::countsChanged, this, &TrafficPane::updateEmptyNote);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TrafficPane::updateEmptyNote);
}

void TrafficPane::connectActions()
{
    addActions({m_actions.focusFilter, m_actions.saveFilter, m_actions.find, m_actions.findNext,
        m_actions.findPrevious, m_actions.goTo, m_actions.mark, m_actions.nextMark,
        m_actions.previousMark, m_actions.compare});
    m_actions.follow->setChecked(true);
    connect(m_actions.follow, &QAction::triggered, this, [this](bool isOn) {
        const bool isKey = m_list->hasFocus(); // which means the end, pressed once or twice
        if (isKey)
            m_list->goToEnd();
        setFollowing(isOn || isKey);
    });
    connect(m_actions.pause, &QAction::triggered, this, &TrafficPane::setPaused);
    connect(m_actions.filterBy, &QAction::triggered, this, [this] { addTerm(true); });
    connect(m_actions.filterOut, &QAction::triggered, this, [this] { addTerm(false); });
    connect(m_actions.onlyConnection, &QAction::triggered, this, [this] {
        if (current() != nullptr)
            showOnly(current()->connection.id);
    });
    connect(m_actions.editAndResend, &QAction::triggered, this,
        [this] { Q_EMIT editAndResendRequested(currentRow()); });
    connect(m_actions.copy, &QAction::triggered, m_list, &ListView::copy);
}

void TrafficPane::connectFind()
{
    connect(m_actions.find, &QAction::triggered, m_findBar, &FindBar::open);
    connect(m_actions.findNext, &QAction::triggered, this, [this] { goToHit(true); });
    connect(m_actions.findPrevious, &QAction::triggered, this, [this] { goToHit(false); });
    connect(m_findBar, &FindBar::textChanged, this, &TrafficPane::look);
    connect(m_findBar, &FindBar::nextWanted, this, [this] { goToHit(true); });
    connect(m_findBar, &FindBar::previousWanted, this, [this] { goToHit(false); });
    connect(m_findBar, &FindBar::closed, this, [this] {
        look({});
        m_list->setFocus(Qt::OtherFocusReason);
    });
    connect(m_search, &TrafficSearch::progressed, this, &TrafficPane::updateHits);
    connect(m_actions.goTo, &QAction::triggered, m_goToBar, &GoToBar::open);
    connect(m_goToBar, &GoToBar::rowWanted, this,
        [this](int row) { setCurrentNumber(m_model.row(row).number); });
    connect(m_goToBar, &GoToBar::elsewhereWanted, this, &TrafficPane::elsewhereWanted);
    connect(m_goToBar, &GoToBar::closed, m_list, [this] { m_list->setFocus(); });
}

void TrafficPane::connectMarks()
{
    connect(m_actions.mark, &QAction::triggered, this, [this] {
        if (current() != nullptr)
            m_markBar->open(current()->number, m_model.note(current()->number));
    });
    connect(m_actions.nextMark, &QAction::triggered, this, [this] { goToMark(true); });
    connect(m_actions.previousMark, &QAction::triggered, this, [this] { goToMark(false); });
    connect(m_markBar, &MarkBar::marked, &m_model, &TrafficModel::setMark);
    connect(m_markBar, &MarkBar::unmarked, &m_model, &TrafficModel::removeMark);
    auto *const pair = new MessagePair(m_model, *m_list, *m_actions.compare, this);
    connect(pair, &MessagePair::chosen, this, &TrafficPane::compareRequested);
    connect(m_markBar, &MarkBar::closed, m_list, [this] { m_list->setFocus(); });
}

void TrafficPane::connectFilter()
{
    FilterEdit &field = filterField();
    connect(m_actions.focusFilter, &QAction::triggered, &field,
        [&field] { field.setFocus(Qt::ShortcutFocusReason); });
    connect(m_clearFilter, &QAction::triggered, &field, &FilterEdit::clear);
    connect(m_actions.saveFilter, &QAction::triggered, m_namedFilters,
        [this, &field] { m_namedFilters->save(field.filter().text()); });
    connect(m_namedFilters, &NamedFilters::chosen, &field, &FilterEdit::setText);
    connect(&field, &FilterEdit::filterChanged, this, [this, &field] {
        m_namedFilters->setCurrent(field.filter().text());
        updateActions();
        updateEmptyNote();
    });
}

void TrafficPane::updateEmptyNote()
{
    const bool isFiltered = !m_model.filter().isEmpty() && m_model.allRows() > 0;
    if (isFiltered)
        m_emptyNote->setContent(tr("No message matches."), {m_clearFilter});
    else
        m_emptyNote->setContent(m_emptyText, m_emptyActions);
    // A gap without a message around it is worth seeing, but is no match.
    m_emptyNote->setVisible(!m_model.isFiltering() && m_model.shownRows() == 0
        && (isFiltered || m_model.rowCount() == 0));
}

void TrafficPane::updateActions()
{
    const TrafficRow *const row = current();
    const bool isMessage = row != nullptr && row->kind == TrafficRow::Kind::Message;
    for (QAction *const action : {m_actions.filterBy, m_actions.filterOut, m_actions.mark})
        action->setEnabled(row != nullptr);
    for (QAction *const action : {m_actions.onlyConnection, m_actions.showConversation})
        action->setEnabled(row != nullptr && row->connection.id != 0);
    m_actions.editAndResend->setEnabled(isMessage);
    m_actions.saveFilter->setEnabled(!filterField().filter().isEmpty());
}

void TrafficPane::tellCurrent(int row)
{
    m_model.setChosen(m_places->chosen());
    updateActions();
    updateHits();
    Q_EMIT currentRowChanged(row);
}

void TrafficPane::showMenu(const QPoint &position)
{
    const QModelIndex index = m_list->indexAt(position);
    if (!index.isValid())
        return;
    setFollowing(false); // or other rows than its own would come to lie under it
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions.addTo(*menu);
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

void TrafficPane::addTerm(bool isWanted)
{
    if (current() == nullptr)
        return;
    const QString term =
        filterTerm(fieldOf(*current(), m_list->currentIndex().column()), *current());
    const QString filter = filterField().filter().text();
    if (!term.isEmpty())
        filterField().setText(isWanted ? withTerm(filter, term) : withoutTerm(filter, term));
}

void TrafficPane::look(const QString &text)
{
    m_delegate->setNeedle(text.toUtf8());
    m_search->setNeedle(text.toUtf8());
    m_list->viewport()->update();
}

void TrafficPane::updateHits()
{
    m_findBar->setHits(
        m_search->place(currentNumber()), m_search->hits().size(), m_search->isDone());
}

void TrafficPane::goToHit(bool isForward)
{
    const quint64 first = m_search->next(currentNumber(), isForward);
    quint64 number = first;
    while (number != 0 && !setCurrentNumber(number)) { // it has been forgotten since
        number = m_search->next(number, isForward);
        if (number == first)
            break;
    }
}

void TrafficPane::goToMark(bool isForward)
{
    int row = m_model.nextMark(currentRow(), isForward);
    if (row < 0) { // round the end
        row = m_model.nextMark(-1, true);
        for (int next = row; !isForward && next >= 0; next = m_model.nextMark(next, true))
            row = next;
    }
    if (row >= 0)
        setCurrentNumber(m_model.row(row).number);
}

const TrafficRow *TrafficPane::current() const
{
    const int row = currentRow();
    if (row < 0 || m_model.row(row).kind == TrafficRow::Kind::Gap)
        return nullptr;
    return &m_model.row(row);
}

} // namespace sealcord
