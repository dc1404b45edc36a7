// SPDX-License-Identifier: MIT
#pragma once

#include "core/protocol/sessionsettings.h"
#include "core/protocol/verificationcode.h"
#include "core/trust/serververdict.h"

#include <QString>

#include <optional>
#include <string_view>

namespace sealcord {

/// How far two people have come with comparing a code on one connection, as one of the two ends
/// sees it (docs/trust.md). A value that is told what happens and does nothing itself. A connection
/// has one, and each event counts once: what repeats, or comes at the wrong time, changes nothing.
class CodeComparison
{
public:
    enum class State : quint8 {
        Unasked, ///< nobody has asked
        AskedHere, ///< the person here has, and waits for the other one
        AskedThere, ///< the other one waits for the person here; only a server's end can tell
        Code, ///< it is there to be compared
        Same,
        Differ, ///< somebody is in between
        BrokenOff, ///< it ended before there was a code
    };

    // What happens. Each says whether it is news.

    /// The person here wants to compare. News: the connection is to be told, by Agent::verify() or
    /// Server::verify().
    [[nodiscard]] bool askHere();
    bool askedThere();
    bool agreed(const VerificationCode &code);
    /// What the person here found. Nothing before there is a code, nor a second time.
    [[nodiscard]] bool decide(bool isSame);
    /// The connection is over, or the person here gave up. A code that was there stays to be
    /// compared: it tells of the keys of the two ends, which do not end with their connection.
    bool end();

    /// As name() and the code tell it elsewhere; nothing where there is no such state, or it has
    /// not a code where it needs one.
    [[nodiscard]] static std::optional<CodeComparison> told(
        std::string_view state, const std::optional<VerificationCode> &code);

    friend bool operator==(const CodeComparison &, const CodeComparison &) = default;

    [[nodiscard]] State state() const { return m_state; }
    /// Once there is one.
    [[nodiscard]] const std::optional<VerificationCode> &code() const { return m_code; }

private:
    State m_state = State::Unasked;
    std::optional<VerificationCode> m_code;
};

/// "unasked", "asked-here", "asked-there", "code", "same", "differ", "broken-off".
[[nodiscard]] std::string_view name(CodeComparison::State state);

/// What is to be said to the person at the end that is \a here, without a newline: whole sentences.
/// The code itself is not in it.
[[nodiscard]] QString comparisonText(
    CodeComparison::State state, Role here, Wording wording = Wording::English);

/// "indoors camelot pupil suspicious wayside".
[[nodiscard]] QString wordsOf(const VerificationCode &code);

} // namespace sealcord
