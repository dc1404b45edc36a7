// SPDX-License-Identifier: MIT
#include "tests/support/sessionend.h"

#include "tests/support/streamlines.h"

#include <QByteArray>

#include <algorithm>
#include <utility>

namespace sealcord::test {

SessionEnd::SessionEnd(const SessionSettings &settings, RandomSource &random)
    : m_session(settings, random)
{ }

void SessionEnd::start()
{
    m_session.start(m_out);
    pull();
}

void SessionEnd::receive(std::span<const std::byte> bytes, Segmenter &segmenter)
{
    while (!bytes.empty()) {
        const auto segment = bytes.first(segmenter.next(bytes.size()));
        bytes = bytes.subspan(segment.size());
        m_in.insert(m_in.end(), segment.begin(), segment.end());
        pull();
    }
}

void SessionEnd::receive(std::span<const std::byte> bytes)
{
    Segmenter whole(Segmentation::Whole);
    receive(bytes, whole);
}

void SessionEnd::pull()
{
    std::span<std::byte> in = m_in;
    bool isWaiting = false;
    while (!m_isOver && !isWaiting) {
        const auto shown = in.size();
        const auto needed = std::exchange(m_needed, 0);
        const auto promised = shown < needed ? needed : 0;
        const auto event = m_session.next(in, m_out, m_isWatching ? &m_beside : nullptr);
        record(event);
        isWaiting = std::holds_alternative<NeedBytes>(event);
        if (promised != 0 && m_needed != promised)
            m_events += EventRecord{.kind = EventRecord::Kind::PromiseBroken,
                .text = "needed " + QByteArray::number(promised) + ", answered otherwise at "
                    + QByteArray::number(shown)};
        if (isWaiting && m_needed <= in.size())
            m_events += EventRecord{
                .kind = EventRecord::Kind::PromiseBroken, .text = "needs no more than was shown"};
    }
    m_in.erase(m_in.begin(), m_in.end() - static_cast<std::ptrdiff_t>(in.size()));
}

void SessionEnd::record(const Event &event)
{
    if (const auto *need = std::get_if<NeedBytes>(&event)) {
        m_needed = need->total;
    } else if (std::holds_alternative<Established>(event)) {
        m_events += EventRecord::established();
    } else if (std::holds_alternative<PeerOffered>(event)) {
        m_session.decide(m_decision, m_out);
    } else if (const auto *message = std::get_if<MessageReceived>(&event)) {
        m_events += EventRecord::message(toByteArray(message->plaintext));
        m_frames += Bytes(message->frame.begin(), message->frame.end());
    } else if (std::holds_alternative<PongReceived>(event)) {
        m_events += EventRecord{.kind = EventRecord::Kind::Pong};
    } else if (std::holds_alternative<VerificationAsked>(event)) {
        m_events += EventRecord{.kind = EventRecord::Kind::VerificationAsked};
    } else if (std::holds_alternative<CodeAgreed>(event)) {
        m_events += EventRecord{.kind = EventRecord::Kind::CodeAgreed,
            .text = QByteArray::fromStdString(m_session.verificationCode().digits)};
    } else if (const auto line = lineOf(event); !line.isEmpty()) {
        m_events += EventRecord::stream(line);
    } else if (const auto *closed = std::get_if<PeerClosed>(&event)) {
        m_events += closed->isAuthenticated ? EventRecord::closed(closed->reason)
                                            : EventRecord::closedUnauthenticated();
        m_isOver = true;
    } else {
        const auto &failure = m_session.failure();
        m_events += EventRecord::failed(failure.reason, QByteArray::fromStdString(failure.text));
        m_isOver = true;
    }
}

SendResult SessionEnd::send(QByteArrayView message)
{
    return m_session.send(toBytes(message), m_out);
}

SendResult SessionEnd::sendData(StreamNumber number, std::span<const std::byte> bytes)
{
    const auto room = m_session.dataRoom(bytes.size(), m_out);
    std::ranges::copy(bytes.first(std::min(room.size(), bytes.size())), room.begin());
    return m_session.sendData(number, room.size(), m_out);
}

Bytes SessionEnd::takeOutput()
{
    if (!m_session.flush(m_out))
        m_events += EventRecord{
            .kind = EventRecord::Kind::PromiseBroken, .text = "what waited could not be sealed"};
    const auto bytes = m_out.bytes();
    Bytes output(bytes.begin(), bytes.end());
    m_out.clear();
    return output;
}

QList<EventRecord> SessionEnd::takeEvents()
{
    return std::exchange(m_events, {});
}

} // namespace sealcord::test
