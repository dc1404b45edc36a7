// SPDX-License-Identifier: MIT
#include "widgets/connection/identityfacts.h"

#include "core/crypto/keytext.h"
#include "core/text/visibletext.h"
#include "widgets/connection/connectiontext.h"
#include "widgets/parts/passingnote.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QString>
#include <QVBoxLayout>

#include <span>

namespace sealcord {

using Font = FactSection::Font;

IdentityFacts::IdentityFacts(QWidget *parent)
    : QWidget(parent)
    , m_section(new FactSection(tr("Who is at the other end"), this))
{
    m_name = m_section->addFact(tr("Name"));
    m_fingerprint = m_section->addFact(tr("Fingerprint of its key"), Font::FixedPitch);
    m_fingerprint->setWordWrap(true);
    m_key = m_section->addFact(tr("Its public key"), Font::FixedPitch);
    m_key->setWordWrap(true);
    auto *copy = new QPushButton(tr("Copy fingerprint"), m_section);
    copy->setAccessibleName(copy->text());
    copy->setToolTip(tr("As both programs log it: SHA256: and base64"));
    copy->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(m_peer.fingerprint.toString()));
        PassingNote::sayFor(*this, tr("Copied the fingerprint"));
    });
    m_section->addFact(QString(), copy);
    m_section->addText(tr("The same at every connection. Compare it with what \"sealcord key "
                          "fingerprint\" says there, over another channel such as a telephone "
                          "call."));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_section);
}

void IdentityFacts::setPeer(const PeerIdentity &peer)
{
    constexpr qsizetype longestName = 64;
    m_peer = peer;
    const auto name = previewText(std::as_bytes(std::span(peer.name)), longestName);
    setFact(m_name,
        name.isEmpty()        ? tr("it has not said one")
            : peer.isNameOurs ? tr("%1, as the list of authorised agents has it").arg(name)
                              : tr("%1, as it calls itself: nobody has checked that").arg(name));
    setFact(m_fingerprint, groupedFingerprint(peer.fingerprint));
    setFact(m_key,
        peer.key == X25519KeyPair::PublicKey() ? tr("not recorded")
                                               : QString::fromStdString(publicKeyText(peer.key)));
}

} // namespace sealcord
