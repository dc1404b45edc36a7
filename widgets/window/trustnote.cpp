// SPDX-License-Identifier: MIT
#include "widgets/window/trustnote.h"

#include <QAccessible>

#include <algorithm>
#include <variant>

namespace sealcord {

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
        setShown(false);
        Q_EMIT explanationRequested(m_connection);
    });
}

void TrustNote::hear(const TrafficBatch &batch)
{
    const auto isUnauthenticated = [](const ConnectionNews &news) {
        const auto *established = std::get_if<ConnectionEstablished>(&news.what);
        return established && established->protection == Protection::NotAuthenticated;
    };
    const auto found = std::ranges::find_if(batch.news, isUnauthenticated);
    if (m_connection != 0 || found == batch.news.end())
        return;
    m_connection = std::get<ConnectionEstablished>(found->what).connection.id;
    setShown(true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void TrustNote::setShown(bool isShown)
{
    setVisible(isShown);
    m_other->setVisible(!isShown);
}

} // namespace sealcord
