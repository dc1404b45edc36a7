// SPDX-License-Identifier: MIT
#pragma once

#include "core/traffic/trafficbatch.h"

#include <QAbstractTableModel>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace sealcord {

/// All that is known of one stream.
struct StreamInfo {
    enum class State : quint8 {
        Open,
        Closed, ///< both ends have ended it
        Reset, ///< it was ended before that
        Refused, ///< it never led anywhere
        Lost, ///< it was open when it was heard of last
    };

    ConnectionName connection;
    StreamNumber number = 0;
    bool isPeers = false; ///< the peer opened it
    std::string target; ///< UTF-8; where the peer opened it and it was refused, a claim
    Endpoint from; ///< whose connection it carries
    State state = State::Open;
    TrafficRow::Clock::time_point since; ///< it was opened, or asked for
    std::optional<TrafficRow::Clock::time_point> ended;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    double perSecond = 0; ///< bytes both ways, over the last second; only while it is shown
    quint64 counted = 0; ///< that many had passed when the rate was taken last
    std::optional<StreamReset> reset; ///< of those that were reset or refused
    std::string why; ///< the reset in words, English, printable ASCII
};

/// The streams of one connection, a row each in the order in which they came; and those of all
/// others, to be shown when theirs is. Of each connection the last 1,000 that ended stay, of all
/// together 10,000.
///
/// Belongs to one thread. Times that pass and rates change in tick().
class StreamModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Target, Number, From, Since, For, In, Out, Rate, Reason };
    static constexpr std::size_t mostEnded = 1000; ///< of a connection
    static constexpr std::size_t mostEndedOfAll = 10'000;

    explicit StreamModel(QObject *parent = nullptr);

    void apply(const TrafficBatch &batch);
    /// Brings times and rates up to \a now; to be called once a second.
    void tick(TrafficRow::Clock::time_point now);
    /// The rows are those of \a connection from now on; 0: none.
    void showConnection(ConnectionId connection);

    [[nodiscard]] ConnectionId connection() const { return m_connection; }
    [[nodiscard]] const StreamInfo &info(int row) const;
    [[nodiscard]] int open() const; ///< of the rows
    /// Of all connections, those that ended included.
    [[nodiscard]] std::vector<const StreamInfo *> all() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// Streams came or ended, of whichever connection: once per batch.
    void countsChanged();

private:
    struct Streams {
        std::vector<StreamInfo> rows;
        std::size_t ended = 0;
    };
    using ByConnection = std::unordered_map<ConnectionId, Streams>;

    [[nodiscard]] const std::vector<StreamInfo> &shown() const;
    void applyTo(ConnectionId connection, std::span<const StreamNews> news);
    void loseAll();
    [[nodiscard]] bool isShown(const std::vector<StreamInfo> &rows) const;
    void insert(Streams &streams, std::vector<StreamInfo> fresh);
    void forget(Streams &streams, std::size_t count);
    void forgetOfAll();

    ByConnection m_all;
    std::size_t m_ended = 0; // of all
    ConnectionId m_connection = 0;
    TrafficRow::Clock::time_point m_now; // of the last tick() or batch
    std::optional<TrafficRow::Clock::time_point> m_ticked;
};

} // namespace sealcord
