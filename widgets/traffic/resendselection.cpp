// SPDX-License-Identifier: MIT
#include "widgets/traffic/resendselection.h"

#include "core/text/figures.h"
#include "core/traffic/models/trafficmodel.h"
#include "widgets/list/listview.h"

#include <QAction>
#include <QItemSelectionModel>

namespace sealcord {

ResendSelection::ResendSelection(
    const TrafficModel &model, const ListView &list, QAction &action, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_list(list)
    , m_action(action)
    , m_single(action.text())
{
    connect(list.selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &ResendSelection::update);
    connect(&model, &QAbstractItemModel::modelReset, this, &ResendSelection::update);
    connect(&action, &QAction::triggered, this, [this] { Q_EMIT requested(messages()); });
    update();
}

void ResendSelection::setSending(bool isSending)
{
    m_isSending = isSending;
    update();
}

QList<int> ResendSelection::messages() const
{
    auto rows = m_list.selectedRows();
    rows.removeIf([this](int row) { return m_model.row(row).kind != TrafficRow::Kind::Message; });
    return rows;
}

void ResendSelection::update()
{
    const auto count = quint64(messages().size());
    m_action.setEnabled(count > 0 && !m_isSending);
    m_action.setText(count < 2 ? m_single
                               : tr("Resend %1 messages with their gaps", nullptr, pluralOf(count))
                                     .arg(formatCount(count)));
}

} // namespace sealcord
