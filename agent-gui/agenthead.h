// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/protocol.h"

#include <QString>
#include <QWidget>

class QAction;
class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QToolButton;

namespace sealcord {

class AgentStateLine;
class PortBox;
class RoundTripView;

/// The top of the agent's window: which server, in which protocol, Connect and Disconnect, whether
/// to reconnect, and beside these how the agent is and how long replies take. What does not fit
/// beside stands below.
class AgentHead final : public QWidget
{
    Q_OBJECT

public:
    /// \a toggle connects and disconnects; its text and key are on the button.
    explicit AgentHead(QAction *toggle, QWidget *parent = nullptr);

    void setServer(const QString &host, quint16 port);
    [[nodiscard]] QString host() const; ///< may be empty
    [[nodiscard]] quint16 port() const;
    void setProtocol(Protocol protocol);
    [[nodiscard]] Protocol protocol() const; ///< Sealed or Classic
    void setReconnects(bool reconnects);
    [[nodiscard]] bool reconnects() const;
    /// Whether another server can be chosen.
    void setEditable(bool isEditable);

    [[nodiscard]] AgentStateLine &stateLine() const { return *m_state; }
    [[nodiscard]] RoundTripView &roundTrips() const { return *m_roundTrips; }

Q_SIGNALS:
    void connectRequested(); ///< Enter in one of the fields
    void serverChanged(); ///< host(), port() or protocol()
    void reconnectsChanged(bool reconnects);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeFields(QAction *toggle);
    void arrange();

    QLineEdit *m_host = nullptr;
    PortBox *m_port = nullptr;
    QComboBox *m_protocol = nullptr;
    QToolButton *m_toggle = nullptr;
    QCheckBox *m_reconnects = nullptr;
    QWidget *m_fields = nullptr;
    AgentStateLine *m_state = nullptr;
    RoundTripView *m_roundTrips = nullptr;
    QBoxLayout *m_layout = nullptr;
};

} // namespace sealcord
