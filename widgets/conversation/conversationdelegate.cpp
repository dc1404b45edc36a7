// SPDX-License-Identifier: MIT
#include "widgets/conversation/conversationdelegate.h"

#include "core/traffic/models/conversationmodel.h"
#include "widgets/conversation/turnpainter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace sealcord {

ConversationDelegate::ConversationDelegate(const ConversationModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{ }

void ConversationDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    TurnPainter(*painter, option).paint(m_model, index.row(), m_form, m_needle);
    painter->restore();
}

bool ConversationDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
    const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), index.data(Qt::ToolTipRole).toString(), view);
    return true;
}

} // namespace sealcord
