// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

class QAction;
class QCheckBox;
class QHBoxLayout;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace sealcord {

/// The line at the top of the agent's window: which server, Connect and Disconnect, whether to
/// reconnect. What follows it, the steps and the round trips, are added by the window.
class AgentHead final : public QWidget
{
    Q_OBJECT

public:
    /// \a toggle connects and disconnects; its text and key are on the button.
    explicit AgentHead(QAction *toggle, QWidget *parent = nullptr);

    void setServer(const QString &host, quint16 port);
    [[nodiscard]] QString host() const; ///< may be empty
    [[nodiscard]] quint16 port() const;
    void setReconnects(bool reconnects);
    [[nodiscard]] bool reconnects() const;
    /// Whether another server can be chosen.
    void setEditable(bool isEditable);
    void addWidget(QWidget *widget, int stretch = 0);

Q_SIGNALS:
    void connectRequested(); ///< Enter in the field of the server
    void serverChanged(); ///< host() or port()
    void reconnectsChanged(bool reconnects);

private:
    QHBoxLayout *m_layout = nullptr;
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QToolButton *m_toggle = nullptr;
    QCheckBox *m_reconnects = nullptr;
};

} // namespace sealcord
