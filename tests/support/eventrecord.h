// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/failure.h"

#include <QByteArray>
#include <QString>

namespace sealcord::test {

/// An event that outlives the input it came from, for comparison.
struct EventRecord {
    enum class Kind {
        Established,
        Message,
        Closed, ///< by an authenticated goodbye
        ClosedUnauthenticated,
        Pong,
        VerificationAsked,
        CodeAgreed, ///< text is the code
        Stream, ///< text is what tests/support/streamlines.h makes of it
        Failed,
        PromiseBroken, ///< next() did not keep to what event.h says: text tells how
    };

    Kind kind = Kind::Established;
    QByteArray text{}; ///< a message's plaintext, a failure's text
    Failure::Reason reason{}; ///< of a failure
    CloseReason said = CloseReason::Done; ///< of an authenticated goodbye

    friend bool operator==(const EventRecord &, const EventRecord &) = default;

    [[nodiscard]] static EventRecord established() { return {}; }
    [[nodiscard]] static EventRecord message(QByteArray plaintext)
    {
        return {.kind = Kind::Message, .text = std::move(plaintext)};
    }
    [[nodiscard]] static EventRecord closed(CloseReason reason = CloseReason::Done)
    {
        return {.kind = Kind::Closed, .said = reason};
    }
    [[nodiscard]] static EventRecord closedUnauthenticated()
    {
        return {.kind = Kind::ClosedUnauthenticated};
    }
    [[nodiscard]] static EventRecord stream(QByteArray line)
    {
        return {.kind = Kind::Stream, .text = std::move(line)};
    }
    [[nodiscard]] static EventRecord failed(Failure::Reason reason, QByteArray text)
    {
        return {.kind = Kind::Failed, .text = std::move(text), .reason = reason};
    }
};

/// How a failed comparison prints it.
[[nodiscard]] char *toString(const EventRecord &record);

} // namespace sealcord::test
