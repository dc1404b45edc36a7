// SPDX-License-Identifier: MIT
#include "core/recording/savedtraffic.h"

#include "core/recording/newfile.h"

#include <set>
#include <string_view>
#include <utility>

namespace sealcord {

namespace {

// What is written at once.
constexpr std::size_t bufferLength = 1024 * 1024;

ConnectionOpened openedOf(const ConnectionInfo &info)
{
    return {{.id = info.name.id, .peer = info.name.peer}, info.local};
}

ConnectionEstablished establishedOf(const ConnectionInfo &info)
{
    return {info.name, info.fingerprint, info.protocol, info.protection, info.peer};
}

ConnectionEnded endedOf(const ConnectionInfo &info, Role role)
{
    ConnectionEnded ended;
    ended.connection = info.name;
    ended.reason = info.endReason.value_or(EndReason::InternalError);
    ended.text = info.endText;
    ended.duration = std::chrono::duration_cast<std::chrono::milliseconds>(
        info.ended.value_or(info.opened) - info.opened);
    ended.count = info.count;
    ended.established = info.established.has_value();
    ended.protocol = info.protocol;
    ended.role = role;
    ended.sealed = info.sealed;
    ended.sealBudget = info.sealBudget;
    ended.peer = info.peer;
    ended.opened = info.recordsOpened;
    ended.recordsPerKey = info.recordsPerKey;
    return ended;
}

/// The lines of a recording, one after another. What became of a connection stands once, and before
/// what was said on it, also where its own row is not among those that are saved.
class Lines
{
public:
    Lines(const SavedTraffic &traffic, RecordingHead head)
        : m_traffic(traffic)
        , m_lines(std::move(head))
    {
        m_lines.addHead(m_text);
    }

    void add(const SavedTraffic::Row &saved)
    {
        const auto &row = saved.row;
        const auto found = m_traffic.connections.find(row.connection.id);
        if (found != m_traffic.connections.end())
            addConnection(found->second, row);
        m_lines.add(m_text, row, saved.mark ? &*saved.mark : nullptr);
    }

    [[nodiscard]] std::string_view text() const { return m_text; }
    void clear() { m_text.clear(); }

private:
    void addConnection(const ConnectionInfo &info, const TrafficRow &row)
    {
        const auto is = [&row](EventKind event) {
            return row.kind == TrafficRow::Kind::Notice && row.event == event;
        };
        if (m_opened.insert(info.name.id).second)
            m_lines.add(m_text, {info.opened, openedOf(info)});
        const bool isAgreed = info.established && row.time >= *info.established;
        if (isAgreed && !is(EventKind::ConnectionOpened)
            && m_established.insert(info.name.id).second)
            m_lines.add(m_text, {*info.established, establishedOf(info)});
        if (is(EventKind::ConnectionEnded))
            m_lines.add(m_text, {row.time, endedOf(info, m_lines.head().role)});
    }

    const SavedTraffic &m_traffic;
    const RecordingLines m_lines;
    std::string m_text;
    std::set<ConnectionId> m_opened;
    std::set<ConnectionId> m_established;
};

} // namespace

SavedTraffic savedTraffic(
    const TrafficModel &messages, const ConnectionModel &connections, bool onlyMarked)
{
    SavedTraffic saved;
    for (int index = 0; index < messages.rowCount(); ++index) {
        const auto &row = messages.row(index);
        const bool isMarked = messages.isMarked(row.number);
        if (onlyMarked && !isMarked)
            continue;
        saved.rows.push_back({row, messages.memory(index),
            isMarked ? std::optional(messages.note(row.number).toStdString()) : std::nullopt});
        const auto id = row.connection.id;
        if (const auto *info = saved.connections.contains(id) ? nullptr : connections.find(id))
            saved.connections.emplace(id, *info);
    }
    return saved;
}

std::expected<void, QString> save(const SavedTraffic &traffic, RecordingHead head,
    const QString &path, const std::stop_token &end)
{
    auto file = NewFile::make(path);
    if (!file)
        return std::unexpected(file.error());
    head.started = traffic.rows.empty() ? RecordTime::clock::now() : traffic.rows.front().row.time;
    Lines lines(traffic, std::move(head));
    const auto flush = [&] {
        auto written = file->write(lines.text());
        lines.clear();
        return written;
    };
    for (const auto &row : traffic.rows) {
        if (end.stop_requested())
            return std::unexpected(QString());
        lines.add(row);
        if (lines.text().size() < bufferLength)
            continue;
        if (auto written = flush(); !written)
            return written;
    }
    if (auto written = flush(); !written)
        return written;
    file->keep();
    return {};
}

} // namespace sealcord
