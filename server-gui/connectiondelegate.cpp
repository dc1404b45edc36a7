// SPDX-License-Identifier: MIT
#include "server-gui/connectiondelegate.h"

#include "server-gui/connectionorder.h"
#include "widgets/look/accents.h"

#include <QPalette>

namespace sealcord {

ConnectionDelegate::ConnectionDelegate(const ConnectionOrder &order, QObject *parent)
    : ListDelegate(parent)
    , m_order(order)
{ }

CellLook ConnectionDelegate::look(
    const QModelIndex &index, const QString &text, const QPalette &palette) const
{
    Q_UNUSED(text)
    const Accents accents = accentsFor(palette);
    CellLook look;
    look.isFixedPitch = index.column() == ConnectionModel::Agent;
    const bool isState = index.column() == ConnectionModel::State;
    switch (m_order.info(index.row()).state) {
    case ConnectionInfo::State::Handshake:
        if (isState)
            look.text = accents.warning;
        break;
    case ConnectionInfo::State::Live:
        if (isState)
            look.text = m_order.info(index.row()).waitsSince ? accents.warning : accents.good;
        break;
    case ConnectionInfo::State::Ended:
        look.text = accents.dimmed;
        break;
    case ConnectionInfo::State::Failed:
        look.text =
            isState || index.column() == ConnectionModel::Reason ? accents.error : accents.dimmed;
        break;
    }
    return look;
}

} // namespace sealcord
