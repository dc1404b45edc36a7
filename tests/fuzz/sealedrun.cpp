// SPDX-License-Identifier: MIT
#include "tests/fuzz/sealedrun.h"

#include "core/protocol/session.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace sealcord::fuzz {

namespace {

class Run
{
public:
    Run(const SealedSetup &setup, bool isWatched)
        : m_setup(setup)
        , m_random(setup.random)
        , m_session(setup.settings, m_random)
        , m_isWatched(isWatched)
    {
        m_session.start(m_out);
        write();
    }

    void feed(std::span<const std::byte> chunk)
    {
        if (m_isOver)
            return;
        // A block of its own each time: what is opened in place, and kept, is seen by ASan.
        auto in = m_kept;
        in.insert(in.end(), chunk.begin(), chunk.end());
        std::span<std::byte> rest = in;
        while (!m_isOver) {
            const auto event = m_session.next(rest, m_out, m_isWatched ? &m_beside : nullptr);
            if (const auto *const needed = std::get_if<NeedBytes>(&event)) {
                require(needed->total > rest.size(), "needs more than was shown");
                break;
            }
            take(event);
        }
        m_kept = exactCopy(rest);
        write();
    }

    [[nodiscard]] SealedTrace finish()
    {
        if (!m_isOver)
            m_trace.end = m_session.peerClosed(m_kept);
        if (m_setup.echoes)
            m_trace.out.clear();
        return std::move(m_trace);
    }

private:
    using Kind = SealedStep::Kind;

    void take(const Event &event)
    {
        if (std::holds_alternative<PeerOffered>(event)) {
            require(m_session.peer() != nullptr, "who is offered can be asked for");
            m_session.decide({.verdict = PeerDecision::Verdict::Accepted}, m_out);
        } else if (const auto *const message = std::get_if<MessageReceived>(&event)) {
            takeMessage(*message);
        } else if (std::holds_alternative<Established>(event)) {
            m_trace.steps.push_back({.kind = Kind::Established});
            if (m_setup.hasAsked) {
                std::ignore = m_session.ping(m_out);
                std::ignore = m_session.verify(m_out);
            }
            if (m_setup.echoes)
                openStream();
        } else if (std::holds_alternative<SessionFailed>(event)) {
            m_isOver = true;
            m_trace.steps.push_back({.kind = Kind::Failed, .reason = m_session.failure().reason});
        } else if (std::holds_alternative<PeerClosed>(event)) {
            m_isOver = true;
            m_trace.steps.push_back({.kind = Kind::Closed});
        } else if (!takeStream(event)) {
            m_trace.steps.push_back(
                {.kind = std::holds_alternative<PongReceived>(event)       ? Kind::Pong
                        : std::holds_alternative<VerificationAsked>(event) ? Kind::Asked
                                                                           : Kind::Code});
        }
    }

    // What is about a stream; false where nothing is.
    bool takeStream(const Event &event)
    {
        if (const auto *const offered = std::get_if<StreamOffered>(&event)) {
            tell({0x10, offered->number, offered->window}, offered->target);
            say(GrantCredit{offered->number, echoCredit});
        } else if (const auto *const data = std::get_if<StreamData>(&event)) {
            require(!data->bytes.empty(), "no data is empty");
            tell({0x11, data->number, 0}, data->bytes);
            sendBack(data->number, m_trace.steps.back().message);
        } else if (const auto *const credited = std::get_if<StreamCredited>(&event)) {
            tell({0x12, credited->number, credited->credit}, {});
        } else if (const auto *const ended = std::get_if<StreamEnded>(&event)) {
            tell({0x13, ended->number, 0}, {});
            say(EndStream{ended->number});
        } else if (const auto *const reset = std::get_if<StreamWasReset>(&event)) {
            tell({0, reset->number, std::to_underlying(reset->reason)}, {});
            require(m_session.say(ResetStream{reset->number, {}}, m_out) == SendResult::NotNow,
                "a stream that was reset is gone");
        } else {
            return false;
        }
        return true;
    }

    void tell(const std::array<std::uint32_t, 3> &stream, std::span<const std::byte> bytes)
    {
        m_trace.steps.push_back(
            {.kind = Kind::Stream, .message = exactCopy(bytes), .stream = stream});
    }

    void say(const StreamOrder &order)
    {
        if (m_setup.echoes)
            require(m_session.say(order, m_out) == SendResult::Sent, "what may be said is said");
    }

    void openStream()
    {
        const std::array target{std::byte{'t'}};
        if (const auto number = m_session.nextStream())
            say(OpenStream{*number, echoWindow, target});
        else
            require(!m_session.hasStreams(), "who has streams takes a first one");
    }

    // As much as the credit allows, and gives the peer as much as it has sent.
    void sendBack(StreamNumber number, std::span<const std::byte> bytes)
    {
        if (!m_setup.echoes)
            return;
        say(GrantCredit{number, static_cast<std::uint32_t>(bytes.size())});
        const auto count = std::min(bytes.size(), m_session.streamCredit(number));
        const auto room = m_session.dataRoom(bytes.size(), m_out);
        require(room.size() == bytes.size(), "there is room for what was read");
        std::ranges::copy(bytes.first(count), room.begin());
        require(m_session.sendData(number, count, m_out) == SendResult::Sent,
            "what the credit allows is sent");
    }

    void takeMessage(const MessageReceived &message)
    {
        require(!message.plaintext.empty(), "no message is empty");
        require(message.plaintext.size() <= m_setup.settings.maxMessageLength,
            "no message is over the limit");
        require(message.index < message.inFrame, "a message is one of its frame's");
        require(m_isWatched || message.frame.empty(), "a frame is kept for who watches alone");
        m_trace.steps.push_back({.kind = Kind::Message, .message = exactCopy(message.plaintext)});
        if (m_setup.echoes)
            std::ignore = m_session.send(m_trace.steps.back().message, m_out);
    }

    // What waits is sealed before it is written, as a connection does.
    void write()
    {
        require(m_session.flush(m_out), "what waits can be sealed");
        require(!m_session.waitingFrom(), "nothing waits then");
        const auto bytes = m_out.bytes();
        m_trace.out.insert(m_trace.out.end(), bytes.begin(), bytes.end());
        m_out.clear();
    }

    const SealedSetup &m_setup;
    FixedRandom m_random;
    Session m_session;
    bool m_isWatched;
    ByteBuffer m_out;
    ByteBuffer m_beside;
    std::vector<std::byte> m_kept;
    SealedTrace m_trace;
    bool m_isOver = false;
};

} // namespace

SealedTrace runSealedInAllCuts(
    const SealedSetup &setup, std::span<const std::byte> stream, std::uint64_t cutSeed)
{
    Run whole(setup, false);
    whole.feed(stream);
    auto trace = whole.finish();

    Run watched(setup, true);
    NumberStream cuts(cutSeed);
    for (auto rest = stream; !rest.empty();) {
        const auto piece = std::min<std::size_t>(rest.size(), 1 + cuts.next() % 97);
        watched.feed(exactCopy(rest.first(piece)));
        rest = rest.subspan(piece);
    }
    require(watched.finish() == trace, "pieces, watched, tell what the whole told");

    constexpr std::size_t mostBytes = 2000; // byte by byte a long stream takes too long
    if (stream.size() > mostBytes)
        return trace;
    Run bytewise(setup, false);
    for (const auto &byte : stream)
        bytewise.feed({&byte, 1});
    require(bytewise.finish() == trace, "single bytes tell what the whole told");
    return trace;
}

} // namespace sealcord::fuzz
