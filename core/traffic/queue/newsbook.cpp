// SPDX-License-Identifier: MIT
#include "core/traffic/queue/newsbook.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sealcord {

namespace {

using What = decltype(ConnectionNews::what);

template <typename T> bool is(const ConnectionNews &news)
{
    return std::holds_alternative<T>(news.what);
}

ConnectionId connectionOf(const What &what)
{
    return std::visit([](const auto &of) { return of.connection.id; }, what);
}

bool isChangeOfState(const ConnectionNews &news)
{
    return is<ConnectionOpened>(news) || is<ConnectionEstablished>(news)
        || is<ConnectionStands>(news) || is<ConnectionEnded>(news);
}

} // namespace

void NewsBook::add(ConnectionNews news)
{
    const auto id = connectionOf(news.what);
    auto found = m_pieces.find(id);
    if (found == m_pieces.end()) {
        if (!isChangeOfState(news) && m_pieces.size() >= m_limits.strays) {
            ++m_unseen.news;
            return;
        }
        found = m_pieces.emplace(id, Pieces()).first;
    }
    auto &pieces = found->second;
    const auto isOfItsKind = [&](const ConnectionNews &piece) {
        return piece.what.index() == news.what.index();
    };
    if (!is<HandshakePacketKept>(news))
        std::erase_if(pieces, isOfItsKind);
    else if (std::cmp_equal(
                 std::ranges::count_if(pieces, isOfItsKind), HandshakePacketKept::mostOfOne))
        return;
    pieces.push_back(std::move(news));
    if (is<ConnectionEnded>(pieces.back()))
        noteEnd(id, pieces);
}

void NewsBook::noteEnd(ConnectionId id, const Pieces &pieces)
{
    if (!is<ConnectionOpened>(pieces.front())) // then the reader knows it
        return;
    m_cameAndWent.push_back(id);
    if (m_cameAndWent.size() <= m_limits.cameAndWent)
        return;
    const auto oldest = m_pieces.find(m_cameAndWent.front());
    const auto end = std::ranges::find_if(oldest->second, is<ConnectionEnded>);
    ++m_unseen.connections;
    m_unseen.count += std::get<ConnectionEnded>(end->what).count;
    m_pieces.erase(oldest);
    m_cameAndWent.pop_front();
}

void NewsBook::moveTo(TrafficBatch &batch)
{
    for (auto &[id, pieces] : m_pieces)
        std::ranges::move(pieces, std::back_inserter(batch.news));
    m_pieces.clear();
    m_cameAndWent.clear();
    batch.unseen += std::exchange(m_unseen, {});
    std::ranges::move(m_answers, std::back_inserter(batch.answers));
    m_answers.clear();
}

} // namespace sealcord
