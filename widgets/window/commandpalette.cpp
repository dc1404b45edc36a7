// SPDX-License-Identifier: MIT
#include "widgets/window/commandpalette.h"

#include "widgets/look/accents.h"
#include "widgets/window/actionmodel.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace sealcord {

namespace {

/// Where an action is and its key weigh less than what it does.
class DimmedDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width() + 12, option.fontMetrics.height() + 6};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() != ActionModel::TextColumn && index.flags().testFlag(Qt::ItemIsEnabled))
            option->palette.setColor(QPalette::Text, accentsFor(option->palette).dimmed);
        if (index.column() == ActionModel::KeyColumn)
            option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
    }
};

} // namespace

CommandPalette::CommandPalette(const QMenuBar *menus, QWidget *window)
    : QFrame(window, Qt::Popup)
    , m_menus(menus)
    , m_model(new ActionModel(this))
    , m_line(new QLineEdit(this))
    , m_view(new QTreeView(this))
    , m_empty(new QLabel(tr("No action matches."), this))
{
    create();
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_view, &QTreeView::clicked, this, &CommandPalette::run);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &CommandPalette::showChoice);
}

void CommandPalette::create()
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("All actions"));
    m_line->setAccessibleName(tr("Find an action"));
    m_line->setPlaceholderText(tr("Find an action"));
    m_line->installEventFilter(this);

    m_view->setModel(m_model);
    m_view->setItemDelegate(new DimmedDelegate(m_view));
    m_view->setAccessibleName(tr("Actions"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setHeaderHidden(true);
    m_view->setFocusPolicy(Qt::NoFocus); // the line keeps it and hands the keys on
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setSectionResizeMode(ActionModel::PathColumn, QHeaderView::Stretch);
    m_empty->setAlignment(Qt::AlignCenter);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_line);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
}

void CommandPalette::add(QAction *action, const QString &path)
{
    m_others.append(entryOf(action, path));
}

void CommandPalette::open()
{
    QList<ActionEntry> entries = actionsOf(*m_menus);
    for (const ActionEntry &other : std::as_const(m_others)) {
        if (other.action)
            entries.append(entryOf(other.action, other.path));
    }
    m_model->setEntries(entries);
    m_line->clear();
    filter({});
    setGeometry(place());
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

/// Over the upper part of the window.
QRect CommandPalette::place() const
{
    const QWidget *window = parentWidget();
    const int width = std::min(640, window->width() - 40);
    const int height = std::min(400, window->height() - 80);
    const QPoint corner = window->mapToGlobal(QPoint((window->width() - width) / 2, 40));
    return {corner, QSize(width, height)};
}

void CommandPalette::filter(const QString &typed)
{
    m_model->setFilter(typed);
    m_view->setVisible(m_model->rowCount() > 0);
    m_empty->setVisible(m_model->rowCount() == 0);
    chooseFirst();
}

void CommandPalette::chooseFirst()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.flags().testFlag(Qt::ItemIsEnabled)) {
            m_view->setCurrentIndex(index);
            break;
        }
    }
    m_view->scrollToTop();
    showChoice();
}

// The line has the focus throughout, so that it must tell what is chosen.
void CommandPalette::showChoice()
{
    const QModelIndex index = m_view->currentIndex().siblingAtColumn(ActionModel::TextColumn);
    m_line->setAccessibleDescription(
        index.isValid() ? index.data(Qt::AccessibleTextRole).toString() : m_empty->text());
}

void CommandPalette::run(const QModelIndex &index)
{
    const QPointer<QAction> action = m_model->actionAt(index);
    if (!action || !action->isEnabled())
        return;
    hide();
    action->trigger();
}

bool CommandPalette::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_view, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_view->currentIndex());
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return QFrame::eventFilter(object, event);
    }
}

} // namespace sealcord
