// SPDX-License-Identifier: MIT
#include "widgets/traffic/eventlist.h"

#include "core/text/figures.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/listview.h"
#include "widgets/traffic/eventcolumns.h"
#include "widgets/traffic/trafficdelegate.h"

#include <QAbstractItemModel>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QString>
#include <QVBoxLayout>

namespace sealcord {

using namespace Qt::StringLiterals;

EventList::EventList(TrafficModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_counts(new QLabel(this))
    , m_onlyWarnings(new QCheckBox(tr("Only warnings and errors"), this))
    , m_list(new ListView(this))
    , m_emptyNote(new EmptyNote(m_list->viewport()))
{
    setAccessibleName(tr("Events"));
    m_list->setAccessibleName(tr("Events"));
    m_list->setModel(new EventColumns(model, this));
    m_list->setItemDelegate(new TrafficDelegate(model, this));
    // The sentence names the connection, and needs its room.
    for (const int column : {TrafficModel::Number, TrafficModel::SincePrevious,
             TrafficModel::ConnectionColumn, TrafficModel::Length})
        m_list->setColumnHidden(column, true);
    m_list->setColumnWidths({9, 13, 11, 10, 22, 9, 0});
    m_list->setFigures({TrafficModel::Time});

    auto *const head = new QHBoxLayout;
    head->addWidget(m_counts);
    head->addStretch();
    head->addWidget(m_onlyWarnings);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);

    connect(
        m_list, &ListView::scrolledByHand, this, [this] { m_isFollowing = m_list->isAtBottom(); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) { Q_EMIT currentRowChanged(current.row()); });
    connect(m_onlyWarnings, &QCheckBox::toggled, this, [this](bool isOn) {
        m_model.setFilter(
            Filter::parse(isOn ? u"level:warning or level:error"_s : QString()).value_or(Filter()));
        update();
    });
    connectModel();
    update();
}

int EventList::currentRow() const
{
    return m_list->currentIndex().row();
}

void EventList::connectModel()
{
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { count(first, last); });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_model.keptRows() == 0)
            m_warnings = 0;
        count(0, m_model.rowCount() - 1);
    });
    connect(&m_model, &TrafficModel::countsChanged, this, &EventList::update);
    count(0, m_model.rowCount() - 1);
}

void EventList::count(int first, int last)
{
    for (int i = first; i <= last; ++i) {
        const TrafficRow &row = m_model.row(i);
        if (row.number <= m_counted)
            continue; // the filter has brought it back
        m_counted = row.number;
        if (row.kind == TrafficRow::Kind::Notice && row.level != EventLevel::Info)
            ++m_warnings;
    }
    Q_EMIT warningsChanged(m_warnings);
}

void EventList::update()
{
    m_counts->setText(m_warnings == 0 ? tr("no warnings")
            : m_warnings == 1
            ? tr("1 warning")
            : tr("%1 warnings", nullptr, m_warnings).arg(formatCount(quint64(m_warnings))));
    m_emptyNote->setContent(m_onlyWarnings->isChecked() ? tr("No warning and no error so far.")
                                                        : tr("Nothing has happened yet."),
        {});
    m_emptyNote->setVisible(m_model.rowCount() == 0);
    if (m_isFollowing)
        m_list->scrollToBottom();
}

} // namespace sealcord
