// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/list/listdelegate.h"

#include <QModelIndex>
#include <QObject>
#include <QPalette>
#include <QString>

namespace sealcord {

class ConnectionOrder;

/// Draws the rows of a ConnectionOrder: states in their colours, ended connections with less
/// weight.
class ConnectionDelegate final : public ListDelegate
{
    Q_OBJECT

public:
    explicit ConnectionDelegate(const ConnectionOrder &order, QObject *parent = nullptr);

protected:
    [[nodiscard]] CellLook look(
        const QModelIndex &index, const QString &text, const QPalette &palette) const override;

private:
    const ConnectionOrder &m_order;
};

} // namespace sealcord
