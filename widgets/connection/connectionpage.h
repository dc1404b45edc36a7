// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/net/limits.h"
#include "core/protocol/sessionsettings.h"
#include "core/traffic/models/connectionmodel.h"

#include <QTimer>
#include <QWidget>

#include <cstddef>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace sealcord {

class FactSection;
class SecurityPage;

/// What is known of one connection and how far it can be trusted, for a tab beside the detail.
///
/// It is told the connection by showConnection(), again whenever there is news. While it is visible
/// and its connection lives, it asks for a new measure once a second.
class ConnectionPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionPage(QWidget *parent = nullptr);

    /// What this program is, and what it was told before it started.
    void setSettings(Role role, AeadEngine aead, const ConnectionLimits &limits);

    void showConnection(const ConnectionInfo &info);
    /// Shows that none is chosen.
    void clear();
    /// Shows what the protection gives and what not, until that has been read.
    void showSecurity();
    /// The one that is shown; 0: none.
    [[nodiscard]] ConnectionId connection() const { return m_id; }

Q_SIGNALS:
    /// A ConnectionMeasured is wanted, and showConnection() after it.
    void measureRequested(sealcord::ConnectionId connection);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeEmptyPage();
    [[nodiscard]] QWidget *makePage();
    [[nodiscard]] FactSection *makeConnectionSection();
    [[nodiscard]] FactSection *makeProtectionSection();
    [[nodiscard]] FactSection *makeFingerprintSection();
    [[nodiscard]] FactSection *makeTrafficSection();
    [[nodiscard]] FactSection *makeLimitsSection();
    [[nodiscard]] FactSection *makeTrustSection();
    void showHead(const ConnectionInfo &info);
    void showTimes(const ConnectionInfo &info);
    void showProtection(const ConnectionInfo &info);
    void showTraffic(const ConnectionInfo &info);
    void showSealed(const ConnectionInfo &info);
    void showHandshake(const ConnectionInfo &info);
    void showLimits();
    void applyColours();
    void askForMeasure();
    void showOther();

    ConnectionId m_id = 0;
    ConnectionInfo::State m_state = ConnectionInfo::State::Handshake;
    std::size_t m_packetsShown = 0;
    Fingerprint m_fingerprint;
    Role m_role = Role::Server;
    AeadEngine m_aead = fastestAeadEngine();
    ConnectionLimits m_limits;
    QTimer m_timer;

    QStackedWidget *m_stack;
    QWidget *m_emptyPage = nullptr;
    QWidget *m_page = nullptr;
    SecurityPage *m_securityPage = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_local = nullptr;
    QLabel *m_peer = nullptr;
    QLabel *m_roleText = nullptr;
    QLabel *m_since = nullptr;
    QLabel *m_lasted = nullptr;
    QLabel *m_lastActivity = nullptr;
    QLabel *m_end = nullptr;
    QLabel *m_protection = nullptr;
    QLabel *m_protocol = nullptr;
    QLabel *m_agreement = nullptr;
    QLabel *m_cipher = nullptr;
    QProgressBar *m_sealedBar = nullptr;
    QLabel *m_sealed = nullptr;
    QLabel *m_fingerprintText = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_messages = nullptr;
    QLabel *m_bytes = nullptr;
    QLabel *m_rate = nullptr;
    QLabel *m_roundTrip = nullptr;
    QLabel *m_retransmissions = nullptr;
    QLabel *m_owed = nullptr;
    FactSection *m_limitsSection = nullptr;
    QVBoxLayout *m_handshake = nullptr;
};

} // namespace sealcord
