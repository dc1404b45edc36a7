// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/endpoint.h"
#include "core/net/tap/tap.h"
#include "core/traffic/watch/watchedserver.h"

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace sealcord {

class PortBox;
class Sparkline;

/// The line at the top of the server's window: where it listens, Start and Stop, what it is doing
/// in words, and what all agents together say.
class ServerHead final : public QWidget
{
    Q_OBJECT

public:
    /// What happened in the last second.
    struct Totals {
        int agents = 0; ///< connected, handshakes included
        double messagesInPerSecond = 0;
        double messagesOutPerSecond = 0;
        double bytesInPerSecond = 0; ///< of plaintext
        double bytesOutPerSecond = 0;
    };

    /// \a toggle starts and stops; its text and key are on the button.
    explicit ServerHead(QAction *toggle, QWidget *parent = nullptr);

    void setEndpoint(const QHostAddress &address, quint16 port);
    [[nodiscard]] QHostAddress address() const; ///< null where what is written is none
    [[nodiscard]] quint16 port() const;

    void setState(WatchedServer::State state, const QString &address);
    /// Another program runs the server, and decides where it listens.
    void setAttached();
    /// One more second has passed.
    void addSecond(const Totals &totals);

Q_SIGNALS:
    void startRequested(); ///< Enter in one of the fields
    void endpointChanged(); ///< address() or port()
    /// There is no room for the totals here: \a text says them. Empty: there is again.
    void totalsFolded(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] static QString agentsText(int agents);
    void createFields(QHBoxLayout *layout, QAction *toggle);
    void createTotals(QHBoxLayout *layout);
    void showState();
    [[nodiscard]] QString attachedText() const;

    bool m_isAttached = false;
    QList<QLabel *> m_fieldLabels;
    QComboBox *m_address = nullptr;
    PortBox *m_port = nullptr;
    QToolButton *m_toggle = nullptr;
    QLabel *m_stateLabel = nullptr;
    QLabel *m_totals = nullptr;
    Sparkline *m_sparkline = nullptr;
    WatchedServer::State m_state = WatchedServer::State::Stopped;
    QString m_listening; ///< where
    bool m_isNarrow = true; // until its width is known: a small window must fit
};

} // namespace sealcord
