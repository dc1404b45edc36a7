// SPDX-License-Identifier: MIT
#include "widgets/conversation/conversationpage.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "core/traffic/models/trafficfind.h"
#include "core/traffic/models/trafficsearch.h"
#include "widgets/conversation/conversationoutput.h"
#include "widgets/conversation/conversationview.h"
#include "widgets/list/emptynote.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/findbar.h"
#include "widgets/parts/hintbutton.h"
#include "widgets/parts/messagebar.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QMenu>
#include <QString>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace sealcord {

ConversationPage::ConversationPage(const TrafficModel &traffic, QWidget *parent)
    : QWidget(parent)
    , m_model(new ConversationModel(traffic, ConversationModel::defaultLimits, this))
    , m_view(new ConversationView(*m_model, this))
    , m_emptyNote(new EmptyNote(m_view->viewport()))
    , m_search(new TrafficSearch(*m_model, this))
    , m_findBar(new FindBar(this))
    , m_head(new QWidget(this))
    , m_title(new ElidedLabel(m_head))
    , m_text(new QToolButton(m_head))
    , m_hex(new QToolButton(m_head))
{
    auto *const bar = new MessageBar(this);
    m_output = new ConversationOutput(*m_model, *m_view, *bar, *this);
    makeHead();
    setAccessibleName(tr("Conversation"));
    m_view->setAccessibleName(tr("What was said on the connection"));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_findBar->setName(tr("Find in the conversation"));
    setFocusProxy(m_view);

    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(bar);
    layout->addWidget(m_view, 1);
    layout->addWidget(&m_output->copyProgress());
    layout->addWidget(&m_output->saveProgress());
    layout->addWidget(m_findBar);

    connect(m_view, &QAbstractItemView::clicked, this,
        [this](const QModelIndex &index) { Q_EMIT turnChosen(index.row()); });
    connect(m_view, &QAbstractItemView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT detailWanted(index.row()); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &ConversationPage::showMenu);
    connect(m_model, &ConversationModel::turnsChanged, this, &ConversationPage::showState);
    connectFind();
    showState();
}

void ConversationPage::makeHead()
{
    m_text->setText(tr("Text"));
    m_hex->setText(tr("Hex"));
    m_text->setAccessibleName(tr("Show the conversation as text"));
    m_hex->setAccessibleName(tr("Show the conversation in hex"));
    auto *const forms = new QButtonGroup(this);
    for (QToolButton *const button : {m_text, m_hex}) {
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        forms->addButton(button);
    }
    m_text->setChecked(true);
    connect(m_hex, &QToolButton::toggled, this,
        [this](bool isHex) { m_view->setForm(isHex ? ContentForm::Hex : ContentForm::Text); });

    auto *const line = new QHBoxLayout(m_head);
    line->setContentsMargins({});
    line->addWidget(m_title, 1);
    line->addWidget(m_text);
    line->addWidget(m_hex);
    const auto addMenu = [&](const QString &text, QMenu &menu) {
        auto *const button = new HintButton(m_head);
        button->setText(text);
        button->setMenu(&menu);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setAccessibleName(menu.title());
        button->setEnabled(menu.isEnabled());
        connect(menu.menuAction(), &QAction::changed, button,
            [button, &menu] { button->setEnabled(menu.isEnabled()); });
        line->addWidget(button);
    };
    addMenu(tr("Copy"), m_output->copyMenu());
    addMenu(tr("Save"), m_output->saveMenu());
}

void ConversationPage::connectFind()
{
    const auto addKey = [this](const QKeySequence &key, bool isForward) {
        auto *const action = new QAction(this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, isForward] { goToHit(isForward); });
    };
    addKey(Qt::Key_F3, true);
    addKey(Qt::SHIFT | Qt::Key_F3, false);
    const auto look = [this](const QString &text) {
        m_view->setNeedle(text.toUtf8());
        m_search->setNeedle(text.toUtf8());
    };
    connect(m_findBar, &FindBar::textChanged, this, look);
    connect(m_findBar, &FindBar::nextWanted, this, [this] { goToHit(true); });
    connect(m_findBar, &FindBar::previousWanted, this, [this] { goToHit(false); });
    connect(m_findBar, &FindBar::closed, this, [this, look] {
        look({});
        m_view->setFocus(Qt::OtherFocusReason);
    });
    connect(m_search, &TrafficSearch::progressed, this, &ConversationPage::updateHits);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &current) {
            updateHits();
            if (current.isValid()) // by keys too, or what is done with a row is done with another
                Q_EMIT turnChosen(current.row());
        });
}

void ConversationPage::open(const ConnectionName &connection, quint64 number)
{
    m_wanted = number;
    m_view->setFollowing(true);
    m_model->open(connection);
    showState();
}

void ConversationPage::openEmpty(const ConnectionName &connection, quint64 number)
{
    m_wanted = number;
    m_isPart = false;
    m_view->setFollowing(true);
    m_model->openEmpty(connection);
    showState();
}

void ConversationPage::endPast(bool isPart)
{
    m_isPart = isPart;
    m_model->endPast();
}

// As long as it is being read, others come behind it that may push it out of sight.
void ConversationPage::goToWanted()
{
    if (m_wanted == 0 || m_model->isReading())
        return;
    const auto number = std::exchange(m_wanted, 0);
    const int turn = indexOf(*m_model, number);
    if (turn < 0 || m_model->row(turn).number != number)
        return;
    const auto place = m_view->visualRect(m_model->index(turn));
    if (!m_view->viewport()->rect().intersects(place))
        m_view->goTo(turn);
}

void ConversationPage::append(const TrafficBatch &batch)
{
    m_model->append(batch);
}

void ConversationPage::openFind()
{
    m_findBar->open();
}

void ConversationPage::showState()
{
    const bool isOpen = m_model->connection().id != 0;
    const auto turns = static_cast<std::size_t>(m_model->turns());
    const auto count = turns == 1
        ? tr("1 turn")
        : tr("%1 turns", nullptr, pluralOf(turns)).arg(formatCount(turns));
    const auto title = m_isPart ? tr("With %1: %2, a part of it", "an address, a count of turns")
                                : tr("With %1: %2", "an address, a count of turns");
    m_title->setText(isOpen ? title.arg(describe(m_model->connection()), count) : QString());
    m_emptyNote->setContent(isOpen
            ? tr("Nothing of this connection is kept. What is said from now on stands here.")
            : tr("Choose a row of the traffic and press Enter: what both sides of its connection "
                 "say stands here."),
        {});
    m_emptyNote->setVisible(m_model->rowCount() == 0);
    goToWanted();
}

void ConversationPage::updateHits()
{
    m_findBar->setHits(
        m_search->place(currentNumber()), m_search->hits().size(), m_search->isDone());
}

quint64 ConversationPage::currentNumber() const
{
    const int turn = m_view->currentIndex().row();
    return turn < 0 ? 0 : m_model->row(turn).number;
}

void ConversationPage::goToHit(bool isForward)
{
    const auto number = m_search->next(currentNumber(), isForward);
    const int turn = number == 0 ? -1 : indexOf(*m_model, number);
    if (turn >= 0 && m_model->row(turn).number == number) // or it has just made room
        m_view->goTo(turn);
}

void ConversationPage::showMenu(const QPoint &position)
{
    m_view->setFollowing(false); // or other turns than its own would come to lie under it
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_output->copyMenu().actions());
    menu->addSeparator();
    menu->addActions(m_output->saveMenu().actions());
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace sealcord
