// SPDX-License-Identifier: MIT
#include "widgets/window/trustnote.h"

#include <QAccessible>

#include <variant>

namespace sealcord {

namespace {

bool isSaidOf(const ConnectionInfo *info)
{
    return info && info->state == ConnectionInfo::State::Live
        && info->protection == Protection::NotAuthenticated;
}

/// One of those that were established in \a batch; 0: none. Not all have to be looked at then.
ConnectionId newIn(const TrafficBatch &batch, const ConnectionModel &connections)
{
    for (const auto &news : batch.news) {
        const auto *established = std::get_if<ConnectionEstablished>(&news.what);
        if (established && isSaidOf(connections.find(established->connection.id)))
            return established->connection.id;
    }
    return 0;
}

ConnectionId anyOf(const ConnectionModel &connections)
{
    for (int row = 0; row < connections.rowCount(); ++row) {
        if (isSaidOf(&connections.info(row)))
            return connections.info(row).name.id;
    }
    return 0;
}

} // namespace

TrustNote::TrustNote(QWidget *other, QWidget *parent)
    : QToolButton(parent)
    , m_other(other)
{
    setText(tr("▲ Encrypted, not authenticated"));
    setToolTip(tr("Someone in between could read along. What this means, at a click."));
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    hide();
    connect(this, &QToolButton::clicked, this, [this] {
        m_isRead = true;
        setShown(false);
        Q_EMIT explanationRequested(m_connection);
    });
}

void TrustNote::hear(const TrafficBatch &batch, const ConnectionModel &connections)
{
    if (m_isRead || isSaidOf(connections.find(m_connection)))
        return;
    const auto next = m_connection == 0 ? newIn(batch, connections) : anyOf(connections);
    const bool isNew = m_connection == 0 && next != 0;
    m_connection = next;
    setShown(next != 0);
    if (!isNew)
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void TrustNote::setShown(bool isShown)
{
    setVisible(isShown);
    m_other->setVisible(!isShown);
}

} // namespace sealcord
