// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/models/connectionrate.h"
#include "core/traffic/trafficbatch.h"

#include <QAbstractTableModel>

#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// All that is known of one connection.
struct ConnectionInfo {
    enum class State : quint8 { Handshake, Live, Ended, Failed };

    struct Packet {
        Direction direction = Direction::In;
        TrafficRow::Clock::time_point time;
        std::vector<std::byte> bytes; ///< secret fields zeroed
        Protocol protocol = Protocol::None;
    };

    ConnectionName name;
    Endpoint local; ///< this end; nowhere where that is not known
    State state = State::Handshake;
    TrafficRow::Clock::time_point opened;
    std::optional<TrafficRow::Clock::time_point> established;
    std::optional<TrafficRow::Clock::time_point> ended;
    std::optional<TrafficRow::Clock::time_point> lastActivity;
    Protocol protocol = Protocol::None;
    Protection protection = Protection::NotAuthenticated; ///< once established
    Fingerprint fingerprint; ///< once established
    std::vector<Packet> handshake;
    TrafficCount count;
    double inPerSecond = 0; ///< messages, over the last seconds
    double outPerSecond = 0;
    std::optional<EndReason> endReason; ///< once ended; none: nobody saw how
    std::string endText; ///< once ended: the detail in English, printable ASCII
    /// In replies by hand: the first message that came since one was sent. Stays when it ended so.
    std::optional<TrafficRow::Clock::time_point> waitsSince;
    quint64 taken = 0; ///< bytes that the kernel has taken; only while it owes
    bool owes = false; ///< sent bytes wait for the kernel
    std::optional<ConnectionMeasured> measured; ///< the last one
    std::optional<PeerIdentity> peer; ///< once it is known, where the protocol tells
    /// As Session's, and the next. Not known while both sealBudget and recordsPerKey are 0.
    quint64 sealed = 0;
    quint64 sealBudget = 0;
    quint64 recordsOpened = 0;
    quint64 recordsPerKey = 0;
};

/// The connections of a server, live and ended, a row each. Ended ones stay, the last 1,000.
///
/// After a batch with a question it expects the answers of all threads, and takes who is not
/// among them and was there before for ended.
///
/// Belongs to one thread. Times that pass ("for", "last", rate) change in tick().
class ConnectionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        State,
        Agent,
        Protection,
        Since,
        For,
        In,
        Out,
        BytesIn,
        BytesOut,
        Rate,
        Last,
        Reason
    };
    enum Role { SortRole = Qt::UserRole }; ///< the value itself: a number, a time, a text
    static constexpr std::size_t mostEnded = 1000; ///< that are kept

    explicit ConnectionModel(QObject *parent = nullptr);

    void apply(const TrafficBatch &batch);
    /// Whether a message that comes waits for a reply from now on.
    void setRepliedByHand(bool isByHand);
    /// Brings times and rates up to \a now; to be called once a second.
    void tick(TrafficRow::Clock::time_point now);

    [[nodiscard]] const ConnectionInfo &info(int row) const;
    [[nodiscard]] const ConnectionInfo *find(ConnectionId id) const;
    [[nodiscard]] int indexOf(ConnectionId id) const; ///< -1: not there (any more)
    [[nodiscard]] int live() const; ///< handshakes included
    [[nodiscard]] int ended() const; ///< those that are kept
    [[nodiscard]] quint64 everEnded() const; ///< of all there ever were
    [[nodiscard]] TrafficCount total() const; ///< of all there ever were
    /// Whether the kernel has not yet taken all of the sent message \a row.
    [[nodiscard]] bool isWaiting(const TrafficRow &row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    /// A connection and what its rates are made of.
    struct Item {
        ConnectionInfo info;
        int row = 0;
        quint64 confirmed = 0; ///< the last question at which it was known to stand
        ConnectionRate rate;
    };
    using Items = std::vector<std::unique_ptr<Item>>;
    class Application;

    void forgetEnded();
    [[nodiscard]] bool isAnswered(const TrafficBatch &batch);
    void removeRange(int first, int last);

    TrafficCount m_forgotten; // what those carried that are no longer kept
    quint64 m_forgottenCount = 0; // how many they are
    Items m_items; // in the order in which they were opened
    std::unordered_map<ConnectionId, Item *> m_byId;
    quint64 m_question = 0; // the last one, of which connections stand
    std::size_t m_answers = 0; // to it
    std::deque<ConnectionId> m_ended; // in the order in which they ended
    TrafficRow::Clock::time_point m_now; // of the last tick() or batch
    bool m_isRepliedByHand = false;
};

} // namespace sealcord
