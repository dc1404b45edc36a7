// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionmodel.h"
#include "core/traffic/models/trafficmodel.h"
#include "core/traffic/watch/resender.h"
#include "widgets/composer/composer.h"
#include "widgets/detail/detailpane.h"

#include <QByteArray>
#include <QList>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;
class QSplitter;

namespace sealcord {

class ConnectionPage;
class ConversationLink;
class ConversationPage;
class EventList;
class TabPanel;
class TrafficPane;

/// What both windows have below their head: traffic, a panel with the detail of what is selected,
/// the page of a connection and the events, and the composer; and the models that these show.
///
/// It wires them: a selected message has its detail, a selected event its connection. The panel is
/// closed until something is chosen. The traffic takes the height that the other parts leave.
class WatchDesk final : public QWidget
{
    Q_OBJECT

public:
    using AnsweredIn = std::function<std::optional<std::chrono::nanoseconds>(const TrafficRow &)>;

    /// \a hasTargets: messages can be sent to one of several.
    explicit WatchDesk(bool hasTargets, QWidget *parent = nullptr);
    ~WatchDesk() override;

    /// Puts \a pane above the traffic, \a height pixels high unless a person chooses otherwise.
    void insertPane(QWidget *pane, int height);
    [[nodiscard]] QByteArray saveHeights() const; ///< as a person has chosen them
    void restoreHeights(const QByteArray &saved); ///< empty: as at a first start
    /// How long the reply to a message took, where that is known.
    void setAnsweredIn(AnsweredIn answeredIn) { m_answeredIn = std::move(answeredIn); }

    void apply(const TrafficBatch &batch);
    /// All that is in \a batch but for the list of messages.
    void applyNews(const TrafficBatch &batch);
    /// Brings what changes by itself up to date: once a second.
    void tick();

    /// The one that the connection's page shows from now on, if it is known.
    void chooseConnection(ConnectionId connection);
    void showConnectionPage(ConnectionId connection);

    [[nodiscard]] ConnectionModel &connections() { return m_connections; }
    [[nodiscard]] TrafficModel &messages() { return m_messages; }
    [[nodiscard]] TrafficModel &events() { return m_events; }
    [[nodiscard]] TrafficPane &trafficPane() { return *m_traffic; }
    [[nodiscard]] EventList &eventList() { return *m_eventList; }
    [[nodiscard]] DetailPane &detail() { return *m_detail; }
    [[nodiscard]] ConnectionPage &connectionPage() { return *m_connectionPage; }
    [[nodiscard]] ConversationPage &conversation() { return *m_conversation; }
    [[nodiscard]] ConversationLink &conversationLink() { return *m_conversationLink; }
    [[nodiscard]] Composer &composer() { return *m_composer; }
    /// Of what is selected in the traffic.
    [[nodiscard]] Resender &resender() { return m_resender; }
    [[nodiscard]] QAction &stopSending() { return *m_stopSending; } ///< of either
    [[nodiscard]] TabPanel &panel() { return *m_panel; }
    [[nodiscard]] QAction &panelAction() { return *m_showPanel; } ///< opens it or closes it
    void showPage(QWidget *page); ///< of the panel, which it opens
    /// Shows \a row in the detail, also where the list does not have it, but does not open that.
    void showInDetail(const TrafficRow &row, TrafficMemory memory);

Q_SIGNALS:
    void connectionChosen(sealcord::ConnectionId connection);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void createPanel();
    void setPanelShown(bool isShown);
    void shareHeight();
    void keepHeights();
    [[nodiscard]] int paneHeight() const;
    [[nodiscard]] int panelHeight(int together) const;
    void connectTraffic();
    void connectDetail();
    void connectEvents();
    void connectSending();
    void showMessage(int row);
    void showEventRow(int row);
    void showNews(const TrafficBatch &batch);
    void appendEvents(const TrafficBatch &batch);
    void refreshDetail();
    void resend(const QList<int> &rows);
    [[nodiscard]] ConnectionId targetOf(const TrafficRow &message) const;
    [[nodiscard]] Resender::Peer peer(ConnectionId connection) const;
    void edit(int row);
    void compare(int first, int second);
    void showEventCount();
    [[nodiscard]] DetailSubject subject(const TrafficRow &record, TrafficMemory memory) const;

    const bool m_hasTargets;
    ConnectionModel m_connections;
    TrafficModel m_messages;
    TrafficModel m_events;
    Resender m_resender;
    AnsweredIn m_answeredIn;
    QSplitter *m_splitter = nullptr;
    TrafficPane *m_traffic = nullptr;
    TabPanel *m_panel = nullptr;
    QAction *m_showPanel = nullptr;
    QAction *m_stopSending = nullptr;
    DetailPane *m_detail = nullptr;
    ConnectionPage *m_connectionPage = nullptr;
    ConversationPage *m_conversation = nullptr;
    ConversationLink *m_conversationLink = nullptr;
    EventList *m_eventList = nullptr;
    Composer *m_composer = nullptr;
    QWidget *m_pane = nullptr; ///< above the traffic, or null
    int m_defaultPaneHeight = 0;
    std::optional<int> m_paneHeight; ///< that a person chose
    std::optional<int> m_panelHeight;
    TrafficRow m_shown; ///< in the detail; number 0: none. What it views may be gone
};

} // namespace sealcord
