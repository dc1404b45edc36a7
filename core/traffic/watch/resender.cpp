// SPDX-License-Identifier: MIT
#include "core/traffic/watch/resender.h"

#include <QByteArrayView>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace std::chrono_literals;

// Of what a peer is sent before it is known whether it takes it. A message costs more than its
// bytes: of the shortest ones it are a thousand.
static constexpr std::size_t mostUnseen = 4 * 1024 * 1024;
static constexpr std::size_t costOfOne = 4 * 1024;

// That a message was not sent is told within this time.
static constexpr auto settlingTime = 250ms;

Resender::Resender(PeerOf peerOf, QObject *parent)
    : QObject(parent)
    , m_peerOf(std::move(peerOf))
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(settlingTime);
    connect(&m_settling, &QTimer::timeout, this, &Resender::finish);
    connect(&m_timer, &DueTimer::due, this, &Resender::sendDue);
}

void Resender::start(Messages messages)
{
    if (isSending() || messages.empty())
        return;
    if (m_settling.isActive())
        finish();
    m_left = std::move(messages);
    for (const auto &message : m_left)
        ++m_targets[message.target];
    m_outcome = {.all = m_left.size()};
    if (isNobodyLeft())
        return passOver();
    m_timer.begin();
    sendDue();
}

void Resender::stop()
{
    if (!isSending())
        return;
    m_outcome.isStopped = true;
    settle();
}

// At once also where the next one is not due for long: nobody is left whom it could go to.
void Resender::look()
{
    m_unseen = 0;
    if (isSending() && isNobodyLeft())
        passOver();
    else if (isSending() && m_timer.isDue())
        sendDue();
}

bool Resender::isNobodyLeft() const
{
    return std::ranges::all_of(
        m_targets, [this](const auto &target) { return m_peerOf(target.first) == Peer::Gone; });
}

void Resender::passOver()
{
    m_outcome.gone += m_left.size();
    settle();
}

void Resender::sendDue()
{
    bool isHeldUp = false;
    while (isSending() && m_timer.isDue() && !isHeldUp) {
        isHeldUp = m_unseen >= mostUnseen || m_peerOf(m_left.front().target) == Peer::Busy;
        if (!isHeldUp)
            sendNext();
    }
    if (!isSending())
        return settle();
    if (!isHeldUp) // or look() goes on
        m_timer.wait();
    Q_EMIT progressed();
}

void Resender::sendNext()
{
    const auto message = std::move(m_left.front());
    m_left.pop_front();
    if (--m_targets[message.target] == 0)
        m_targets.erase(message.target);
    if (isSending())
        m_timer.advance(m_left.front().row.time - message.row.time);
    if (m_peerOf(message.target) == Peer::Gone)
        ++m_outcome.gone;
    else
        send(message);
}

void Resender::send(const Message &message)
{
    const auto content = message.row.content;
    m_unseen += content.size() + costOfOne;
    ++m_outcome.sent;
    Q_EMIT sendRequested(
        message.target, QByteArrayView(content.data(), qsizetype(content.size())).toByteArray());
}

void Resender::addFailed(quint64 count, const QString &why)
{
    if (!isSending() && !m_settling.isActive())
        return;
    const auto failed = std::min(count, m_outcome.sent); // or it was another's
    m_outcome.sent -= failed;
    m_outcome.failed += failed;
    m_outcome.why = why;
}

void Resender::settle()
{
    m_left.clear();
    m_targets.clear();
    m_timer.stop();
    m_settling.start();
    Q_EMIT progressed();
}

void Resender::finish()
{
    m_settling.stop();
    Q_EMIT finished(m_outcome);
}

} // namespace sealcord
