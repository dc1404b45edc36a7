// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/net/limits.h"
#include "core/protocol/sessionsettings.h"
#include "core/traffic/models/connectionmodel.h"

#include <QWidget>

#include <cstddef>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace sealcord {

class CodeSection;
class FactSection;
class IdentityFacts;

/// The facts about one connection: who, since when, how it is protected and how far, its traffic,
/// its handshake and its limits.
class ConnectionFacts final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionFacts(QWidget *parent = nullptr);

    /// What the program that has the connections is, and what it was told before it started. \a
    /// aead: what computes its cipher; none: another program has not told.
    void setSettings(Role role, std::optional<AeadEngine> aead, const ConnectionLimits &limits);
    /// It is another program's recording: what that was told, and what computes its cipher, is not
    /// known.
    void setRecorded(Role role);
    void showConnection(const ConnectionInfo &info);
    /// Where a code is compared on what is shown.
    [[nodiscard]] CodeSection &codeSection() { return *m_code; }
    /// What is shown next is another connection, even if its number is the same.
    void clear() { m_id = 0; }

Q_SIGNALS:
    void securityRequested(); ///< more about it than is told here

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QVBoxLayout *makeHead();
    [[nodiscard]] FactSection *makeConnectionSection();
    [[nodiscard]] FactSection *makeProtectionSection();
    [[nodiscard]] FactSection *makeFingerprintSection();
    [[nodiscard]] FactSection *makeTrafficSection();
    void makeTrustFacts(Protection protection);
    void showHead(const ConnectionInfo &info);
    void showTimes(const ConnectionInfo &info);
    void showProtection(const ConnectionInfo &info);
    void showTraffic(const ConnectionInfo &info);
    void showIdentity(const ConnectionInfo &info);
    void showKeyUse(const ConnectionInfo &info);
    void showSealed(const ConnectionInfo &info);
    void showTrust(const ConnectionInfo &info);
    void showHandshake(const ConnectionInfo &info);
    void showLimits();
    void applyColours();

    ConnectionId m_id = 0;
    ConnectionInfo::State m_state = ConnectionInfo::State::Handshake;
    Protection m_shownProtection = Protection::NotAuthenticated;
    std::size_t m_packetsShown = 0;
    Fingerprint m_fingerprint;
    Role m_role = Role::Server;
    std::optional<AeadEngine> m_aead = fastestAeadEngine();
    ConnectionLimits m_limits;

    QLabel *m_heading;
    QLabel *m_summary;
    IdentityFacts *m_identity;
    CodeSection *m_code;
    FactSection *m_fingerprintSection = nullptr;
    FactSection *m_protectionSection = nullptr;
    FactSection *m_trustSection;
    QLabel *m_local = nullptr;
    QLabel *m_peer = nullptr;
    QLabel *m_roleText = nullptr;
    QLabel *m_since = nullptr;
    QLabel *m_lasted = nullptr;
    QLabel *m_lastActivity = nullptr;
    QLabel *m_end = nullptr;
    QLabel *m_protection = nullptr;
    QLabel *m_protocol = nullptr;
    QLabel *m_mode = nullptr;
    QLabel *m_agreement = nullptr;
    QLabel *m_cipher = nullptr;
    QProgressBar *m_sealedBar = nullptr;
    QLabel *m_sealed = nullptr;
    QLabel *m_recordsOut = nullptr;
    QLabel *m_recordsIn = nullptr;
    QLabel *m_fingerprintText = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_messages = nullptr;
    QLabel *m_bytes = nullptr;
    QLabel *m_rate = nullptr;
    QLabel *m_roundTrip = nullptr;
    QLabel *m_retransmissions = nullptr;
    QLabel *m_owed = nullptr;
    QVBoxLayout *m_handshake;
    FactSection *m_limitsSection;
};

} // namespace sealcord
