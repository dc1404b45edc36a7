// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/tap/tap.h"
#include "widgets/connection/factsection.h"

namespace sealcord {

/// Who is at the other end: its key, which it has at every connection, and its name.
class IdentityFacts final : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityFacts(QWidget *parent = nullptr);

    void setPeer(const PeerIdentity &peer);

private:
    PeerIdentity m_peer;
    FactSection *m_section;
    QLabel *m_name;
    QLabel *m_fingerprint;
    QLabel *m_key;
};

} // namespace sealcord
