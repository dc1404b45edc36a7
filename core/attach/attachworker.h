// SPDX-License-Identifier: MIT
#pragma once

#include "core/attach/attachedserver.h"
#include "core/attach/recordbatches.h"
#include "core/control/controllink.h"
#include "core/net/inbox.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <expected>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sealcord {

/// What a watcher takes from the half that talks to its server.
struct AttachNews {
    WatchedServer::State state = WatchedServer::State::Stopped;
    std::string error;
    AttachedFacts facts;
    AttachedChanges changes;
    std::vector<AttachedService> services;
    ConnectionId before = 0; ///< as AttachedServer's
    std::vector<TrafficBatch> batches; ///< since the call before, as the next
    /// To what was asked, by its numbers.
    std::vector<std::pair<quint64, std::expected<std::string, std::string>>> answers;
};

/// The half of an AttachedServer that lives on a thread of its own, where it talks to the server
/// and reads what that tells.
class AttachWorker final : public QObject
{
    Q_OBJECT

public:
    struct Open {
        std::string path;
    };
    struct Close { };
    /// The watcher has taken what there was.
    struct GoOn { };
    struct Send {
        std::vector<ConnectionId> connections; ///< none: all
        std::vector<std::byte> message;
    };
    struct Disconnect {
        ConnectionId connection;
    };
    struct Ask {
        quint64 number = 0; ///< the watcher's
        std::string command;
        AddMembers add;
        ConnectionId connection = 0; ///< that it is about; 0: none
        quint64 beginning = 0; ///< of the server that it is for: AttachedChanges
    };
    using Command = std::variant<Open, Close, GoOn, Send, Disconnect, Ask>;

    AttachWorker();

    void leave(Command what) { m_inbox.leave(std::move(what)); } ///< from any thread
    [[nodiscard]] AttachNews take(); ///< from any thread

    /// As the last thing on its thread.
    void end()
    {
        m_changesDue.stop();
        m_link.reset();
    }

private:
    void readInbox();
    void act(const Open &open);
    void act(const Close &close);
    void act(const GoOn &goOn);
    void act(const Send &send);
    void act(const Disconnect &disconnect);
    void act(const Ask &ask);

    void hearState();
    void ask();
    void hearStatus(const Record &status);
    void askLimits();
    void follow();
    void askChanges();
    void hearChanges(const Record &changes);
    void askServices();
    void askPorts();
    void hearServices(const std::expected<std::string, std::string> &told, bool arePorts);
    void take(std::string_view record);
    void tell(WatchedServer::State state, const QString &error = {});
    void endFollowing();
    void addNotice(std::string_view event, const std::string &text);

    [[nodiscard]] quint64 beginning();
    [[nodiscard]] std::vector<ConnectionId> theirsOf(const std::vector<ConnectionId> &ours);

    std::optional<ControlLink> m_link;
    bool m_isFollowing = false;
    AttachedFacts m_facts;

    std::mutex m_mutex;
    AttachNews m_news; // guarded by m_mutex, as the next; its batches are made in that
    RecordBatches m_batches;

    bool m_awaitsChanges = false;
    QTimer m_changesDue; // runs while there is a connection to the server
    Inbox<Command> m_inbox;
};

} // namespace sealcord
