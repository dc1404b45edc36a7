// SPDX-License-Identifier: MIT
#pragma once

#include "core/crypto/aeadengine.h"
#include "core/net/limits.h"
#include "core/protocol/sessionsettings.h"
#include "core/traffic/models/connectionmodel.h"
#include "core/traffic/models/streams/streammodel.h"

#include <QTimer>
#include <QWidget>

class QScrollArea;
class QStackedWidget;
class QTabWidget;

namespace sealcord {

class ConnectionFacts;
class SecurityPage;
class StreamList;
class WindowCodes;

/// What is known of one connection, how far it can be trusted, and its streams, for a tab beside
/// the detail.
///
/// It is told the connection by showConnection(), again whenever there is news. While it is visible
/// and its connection lives, it asks for a new measure once a second.
class ConnectionPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionPage(QWidget *parent = nullptr);

    /// What this program is, and what it was told before it started.
    void setSettings(Role role, std::optional<AeadEngine> aead, const ConnectionLimits &limits);
    /// As that of ConnectionFacts. A recording tells of no streams.
    void setRecorded(Role role);

    /// Lets a code be compared on what is shown; \a codes outlives that.
    void setCodes(WindowCodes &codes);

    void showConnection(const ConnectionInfo &info);
    /// Shows that none is chosen.
    void clear();
    /// Shows what the protection gives and what not, until that has been read.
    void showSecurity();
    /// Brings into sight where a code is compared.
    void showCode();
    [[nodiscard]] StreamModel &streams() { return m_streams; } ///< of all connections
    [[nodiscard]] StreamList &streamList() const { return *m_streamList; }
    /// The one that is shown; 0: none.
    [[nodiscard]] ConnectionId connection() const { return m_id; }

Q_SIGNALS:
    /// A ConnectionMeasured is wanted, and showConnection() after it.
    void measureRequested(sealcord::ConnectionId connection);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *makeEmptyPage();
    [[nodiscard]] QScrollArea *makePage();
    [[nodiscard]] QTabWidget *makeTabs();
    void showStreamCount();
    void tick();
    void askForMeasure();
    void showOther();

    ConnectionId m_id = 0;
    ConnectionInfo::State m_state = ConnectionInfo::State::Handshake;
    QTimer m_timer;
    StreamModel m_streams;

    QStackedWidget *m_stack;
    QWidget *m_emptyPage = nullptr;
    QTabWidget *m_tabs = nullptr;
    QScrollArea *m_page = nullptr; // in m_tabs, as m_streamList
    StreamList *m_streamList = nullptr;
    ConnectionFacts *m_facts = nullptr; // in m_page
    SecurityPage *m_securityPage = nullptr;
};

} // namespace sealcord
