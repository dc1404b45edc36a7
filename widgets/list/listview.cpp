// SPDX-License-Identifier: MIT
#include "widgets/list/listview.h"

#include <QApplication>
#include <QClipboard>
#include <QFocusEvent>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QItemSelectionRange>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStringList>
#include <QStyleOptionHeader>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <utility>

namespace sealcord {
namespace {

constexpr int margins = 12; // of a cell, both together

constexpr std::array<int, 6> choosing{// keys, which begin at the last row where there is no other
    Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Return, Qt::Key_Enter};

class ListHeader final : public QHeaderView
{
public:
    explicit ListHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setSectionsClickable(true); // as QTableView's own
    }

    void setFigures(const QList<int> &columns)
    {
        m_figures = columns;
        viewport()->update();
    }

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int column) const override
    {
        QHeaderView::initStyleOptionForIndex(option, column);
        if (m_figures.contains(column))
            option->textAlignment = Qt::AlignRight | Qt::AlignVCenter;
    }

private:
    QList<int> m_figures;
};

} // namespace

ListView::ListView(QWidget *parent)
    : QTableView(parent)
{
    setShowGrid(false);
    setAlternatingRowColors(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false); // Tab leaves the list
    setWordWrap(false);
    setCornerButtonEnabled(false);
    // By whole rows, the last one would stand at the bottom edge until another comes, and then the
    // first at the top: under the pointer would be another row.
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);

    QHeaderView *const rows = verticalHeader();
    rows->hide();
    rows->setSectionResizeMode(QHeaderView::Fixed);
    auto *const columns = new ListHeader(this);
    setHorizontalHeader(columns);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setHighlightSections(false);
    columns->setSectionsMovable(true);
    columns->setStretchLastSection(true);
    columns->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    columns->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(columns, &QWidget::customContextMenuRequested, this, &ListView::showColumnMenu);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &ListView::scrolledByHand,
        Qt::QueuedConnection); // the bar moves after it has told
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { m_wanted.reset(); });
    updateRowHeight();
}

void ListView::setModel(QAbstractItemModel *model)
{
    if (const QAbstractItemModel *const old = this->model()) {
        disconnect(old, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ListView::leaveVanishing);
        disconnect(old, &QAbstractItemModel::rowsRemoved, this, &ListView::keepPlace);
        disconnect(old, &QAbstractItemModel::rowsInserted, this, &ListView::makePlace);
    }
    if (model != nullptr) { // before the selection's own, which would pick a neighbour
        connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ListView::leaveVanishing);
    }
    QTableView::setModel(model);
    if (model != nullptr) {
        connect(model, &QAbstractItemModel::rowsRemoved, this, &ListView::keepPlace);
        connect(model, &QAbstractItemModel::rowsInserted, this, &ListView::makePlace);
    }
}

QSize ListView::minimumSizeHint() const
{
    const int height = horizontalHeader()->sizeHint().height()
        + verticalHeader()->defaultSectionSize() + horizontalScrollBar()->sizeHint().height()
        + 2 * frameWidth();
    return {QTableView::minimumSizeHint().width(), height};
}

int ListView::lineHeight() const
{
    return verticalHeader()->defaultSectionSize();
}

int ListView::heightOf(int rows) const
{
    return horizontalHeader()->sizeHint().height() + rows * lineHeight() + 2 * frameWidth();
}

QByteArray ListView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

bool ListView::restoreColumns(const QByteArray &state)
{
    return horizontalHeader()->restoreState(state);
}

void ListView::setColumnWidths(std::initializer_list<int> characters)
{
    const int width = fontMetrics().horizontalAdvance(u'0');
    int column = 0;
    for (const int count : characters) {
        if (count > 0)
            setColumnWidth(column,
                std::max(count * width + margins, horizontalHeader()->sectionSizeHint(column)));
        ++column;
    }
}

void ListView::makeRoom(int column, const QString &text)
{
    const int width = fontMetrics().horizontalAdvance(text) + margins;
    setColumnWidth(column, std::max(width, columnWidth(column)));
}

void ListView::setFigures(const QList<int> &columns)
{
    static_cast<ListHeader *>(horizontalHeader())->setFigures(columns);
}

QList<int> ListView::selectedRows() const
{
    QList<int> rows;
    if (selectionModel() == nullptr)
        return rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
    return rows;
}

QString ListView::selectedText() const
{
    const QHeaderView *const header = horizontalHeader();
    QString text;
    for (const int row : selectedRows()) {
        QStringList cells;
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!isColumnHidden(column))
                cells.append(model()->index(row, column).data().toString());
        }
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

void ListView::copy()
{
    const QString text = selectedText();
    if (text.isEmpty())
        return;
    QApplication::clipboard()->setText(text);
    Q_EMIT copied(selectedRows().size());
}

void ListView::goToEnd()
{
    if (model() != nullptr && model()->rowCount() > 0)
        setCurrentIndex(model()->index(model()->rowCount() - 1, 0));
}

// Who comes by key has not chosen a row yet: QTableView would take the first, which may be far out
// of sight, unless a click is to choose one.
void ListView::focusInEvent(QFocusEvent *event)
{
    QFocusEvent choosesNothing(event->type(), Qt::MouseFocusReason);
    QTableView::focusInEvent(currentIndex().isValid() ? event : &choosesNothing);
    viewport()->update();
}

bool ListView::isAtBottom() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum();
}

void ListView::keyboardSearch(const QString &search)
{
    Q_UNUSED(search)
}

void ListView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateRowHeight();
}

void ListView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        event->accept();
        return;
    }
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (isPlain && event->key() == Qt::Key_Home && model() != nullptr && model()->rowCount() > 0) {
        setCurrentIndex(model()->index(0, qMax(0, currentIndex().column())));
        Q_EMIT scrolledByHand();
        return;
    }
    if (!currentIndex().isValid() && std::ranges::find(choosing, event->key()) != choosing.end()) {
        goToEnd();
        return;
    }
    const int before = verticalScrollBar()->value();
    QTableView::keyPressEvent(event);
    if (verticalScrollBar()->value() != before)
        Q_EMIT scrolledByHand();
}

// The current row stays in sight, as when its detail opens below.
void ListView::resizeEvent(QResizeEvent *event)
{
    const QRect row = visualRect(currentIndex());
    const bool wasInSight =
        !row.isEmpty() && row.bottom() >= 0 && row.top() < event->oldSize().height();
    QTableView::resizeEvent(event);
    const int hidden = row.bottom() + 1 - viewport()->height();
    if (wasInSight && hidden > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + hidden);
}

void ListView::mousePressEvent(QMouseEvent *event)
{
    m_isPressed = event->button() == Qt::LeftButton;
    QTableView::mousePressEvent(event);
}

void ListView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    if (std::exchange(m_isPressed, false))
        Q_EMIT released();
}

void ListView::wheelEvent(QWheelEvent *event)
{
    QTableView::wheelEvent(event);
    Q_EMIT scrolledByHand();
}

void ListView::updateRowHeight()
{
    const int height = fontMetrics().height() + 6;
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void ListView::showColumnMenu(const QPoint &position)
{
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QHeaderView *const header = horizontalHeader();
    const int shown = header->count() - header->hiddenSectionCount();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        QAction *const action =
            menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(shown > 1 || isColumnHidden(column)); // the last one stays
        connect(action, &QAction::toggled, this,
            [this, column](bool isShown) { setColumnHidden(column, !isShown); });
    }
    menu->popup(header->viewport()->mapToGlobal(position));
}

void ListView::leaveVanishing(const QModelIndex &parent, int first, int last)
{
    Q_UNUSED(parent)
    const int current = currentIndex().row();
    const int value = verticalScrollBar()->value();
    m_anchor = anchor(current, value);
    m_wanted = value > 0 ? std::optional(value) : std::nullopt;
    if (current >= first && current <= last)
        selectionModel()->clearCurrentIndex();
}

/// The row that is to stay where it is while the bar stands at \a value: \a current where that is
/// in sight, or else the first that is.
int ListView::anchor(int current, int value) const
{
    const int height = verticalHeader()->defaultSectionSize();
    const int y = current * height - value;
    const bool isInSight = current >= 0 && y > -height && y < viewport()->height();
    return isInSight ? current : value / height;
}

void ListView::keepPlace(const QModelIndex &parent, int first, int last)
{
    Q_UNUSED(parent)
    const int gone = qMin(last + 1, m_anchor) - first;
    if (m_wanted && gone > 0)
        scrollBy(-gone);
}

void ListView::makePlace(const QModelIndex &parent, int first, int last)
{
    Q_UNUSED(parent)
    const int value = m_wanted.value_or(verticalScrollBar()->value());
    const bool isAtTop = !m_wanted && value == 0; // what comes there is seen
    const int count = last + 1 - first;
    const int current = currentIndex().row();
    const int before = current > last ? current - count : current;
    if (!isAtTop && first <= anchor(before, value)) {
        updateGeometries(); // or the bar would not go so far
        m_wanted = value;
        scrollBy(count);
    }
    m_wanted.reset();
}

void ListView::scrollBy(int rows)
{
    *m_wanted += rows * verticalHeader()->defaultSectionSize();
    const int wanted = *m_wanted; // which is forgotten when the bar moves
    verticalScrollBar()->setValue(wanted);
    m_wanted = wanted;
}

} // namespace sealcord
