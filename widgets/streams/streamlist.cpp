// SPDX-License-Identifier: MIT
#include "widgets/streams/streamlist.h"

#include "widgets/list/emptynote.h"
#include "widgets/list/listdelegate.h"
#include "widgets/list/listview.h"
#include "widgets/look/accents.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QMenu>
#include <QVBoxLayout>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

class StreamDelegate final : public ListDelegate
{
public:
    StreamDelegate(const StreamModel &model, QObject *parent)
        : ListDelegate(parent)
        , m_model(model)
    { }

private:
    [[nodiscard]] CellLook look(
        const QModelIndex &index, const QString & /*text*/, const QPalette &palette) const override
    {
        const auto accents = accentsFor(palette);
        CellLook look;
        look.isFixedPitch = index.column() == StreamModel::From;
        look.text = ofRow(m_model.info(index.row()).state, index.column(), accents);
        return look;
    }

    /// The state says how it is; the rest of what has ended stands back.
    [[nodiscard]] static QColor ofRow(StreamInfo::State state, int column, const Accents &accents)
    {
        using enum StreamInfo::State;
        const auto isFault = state == Reset || state == Refused;
        if (column == StreamModel::State && state == Open)
            return accents.good;
        if (isFault && (column == StreamModel::State || column == StreamModel::Reason))
            return accents.error;
        return state == Open ? QColor() : accents.dimmed;
    }

    const StreamModel &m_model;
};

} // namespace

StreamList::StreamList(StreamModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_list(new ListView(this))
    , m_emptyNote(new EmptyNote(m_list->viewport()))
    , m_reset(new QAction(tr("&Reset stream"), this))
    , m_filter(new QAction(tr("Show only its &bytes"), this))
{
    setAccessibleName(tr("Streams"));
    m_list->setAccessibleName(tr("Streams"));
    m_list->setModel(&model);
    m_list->setItemDelegate(new StreamDelegate(model, this));
    m_list->setColumnWidths({11, 16, 7, 22, 9, 8, 9, 9, 15, 0});
    m_list->setFigures({StreamModel::Number, StreamModel::Since, StreamModel::For, StreamModel::In,
        StreamModel::Out, StreamModel::Rate});
    setEmptyText(
        tr("No stream so far. Streams carry TCP services through the connection: start the server "
           "with --forward web=127.0.0.1:80 and the agent with --local 8080=web, and open port "
           "8080 on the agent's machine."));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);

    m_reset->setShortcut(Qt::Key_Delete);
    m_reset->setShortcutContext(Qt::WidgetShortcut);
    m_list->addActions({m_reset, m_filter});
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, &StreamList::showMenu);
    connect(m_reset, &QAction::triggered, this, &StreamList::reset);
    connect(m_filter, &QAction::triggered, this, &StreamList::requestFilter);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &StreamList::update);
    connect(&m_model, &StreamModel::countsChanged, this, &StreamList::update);
    update();
}

void StreamList::setEmptyText(const QString &text)
{
    m_emptyNote->setContent(text, {});
}

void StreamList::forbidBytes(const QString &why)
{
    m_hasBytes = false;
    m_filter->setToolTip(why);
    update();
}

QList<StreamNumber> StreamList::selectedOpen() const
{
    QList<StreamNumber> numbers;
    for (const int row : m_list->selectedRows()) {
        if (const auto &info = m_model.info(row); !info.ended)
            numbers += info.number;
    }
    return numbers;
}

void StreamList::update()
{
    m_emptyNote->setVisible(m_model.rowCount() == 0 && m_model.connection() != 0);
    const auto count = selectedOpen().size();
    m_reset->setEnabled(count > 0);
    m_reset->setText(count > 1 ? tr("&Reset %1 streams").arg(count) : tr("&Reset stream"));
    m_filter->setEnabled(m_hasBytes && m_list->currentIndex().isValid());
}

void StreamList::reset()
{
    for (const auto number : selectedOpen())
        Q_EMIT resetRequested(m_model.connection(), number);
}

void StreamList::requestFilter()
{
    const auto index = m_list->currentIndex();
    if (!index.isValid())
        return;
    Q_EMIT filterRequested(u"connection:%1 stream:%2"_s.arg(m_model.connection())
            .arg(m_model.info(index.row()).number));
}

void StreamList::showMenu(const QPoint &position)
{
    if (!m_list->indexAt(position).isValid())
        return;
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(!m_hasBytes);
    menu->addActions({m_filter, m_reset});
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

} // namespace sealcord
