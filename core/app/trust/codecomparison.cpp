// SPDX-License-Identifier: MIT
#include "core/app/trust/codecomparison.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace sealcord {

namespace {

using State = CodeComparison::State;

QString say(Wording wording, const char *english)
{
    return wording == Wording::English ? QString::fromUtf8(english)
                                       : QCoreApplication::translate("CodeComparison", english);
}

QString waitingText(Role here, Wording wording)
{
    return here == Role::Agent
        ? say(wording,
              QT_TRANSLATE_NOOP("CodeComparison",
                  "Waiting for the person at the server, who has to ask too: in the server's "
                  "window, or with `sealcord ctl verify NUMBER`. `sealcord ctl clients` lists the "
                  "numbers."))
        : say(wording,
              QT_TRANSLATE_NOOP("CodeComparison",
                  "Waiting for the person at the agent, who has to ask too: in the agent's window, "
                  "or with `sealcord agent --verify`."));
}

QString askedText(Role here, Wording wording)
{
    return here == Role::Agent
        ? say(wording,
              QT_TRANSLATE_NOOP("CodeComparison",
                  "The person at the server wants to compare codes. The code is shown once you "
                  "ask too."))
        : say(wording,
              QT_TRANSLATE_NOOP("CodeComparison",
                  "The person at the agent wants to compare codes. The code is shown once you ask "
                  "too."));
}

QString codeText(Role here, Wording wording)
{
    return here == Role::Agent
        ? say(wording,
              QT_TRANSLATE_NOOP("CodeComparison",
                  "Compare this with the person at the server, over a channel where you know each "
                  "other: a voice on the telephone, say. The words or the digits are enough."))
        : say(wording,
              QT_TRANSLATE_NOOP("CodeComparison",
                  "Compare this with the person at the agent, over a channel where you know each "
                  "other: a voice on the telephone, say. The words or the digits are enough."));
}

} // namespace

bool CodeComparison::askHere()
{
    if (m_state != State::Unasked && m_state != State::AskedThere)
        return false;
    m_state = State::AskedHere;
    return true;
}

bool CodeComparison::askedThere()
{
    if (m_state != State::Unasked)
        return false;
    m_state = State::AskedThere;
    return true;
}

bool CodeComparison::agreed(const VerificationCode &code)
{
    if (m_state != State::AskedHere)
        return false;
    m_code = code;
    m_state = State::Code;
    return true;
}

bool CodeComparison::decide(bool isSame)
{
    if (m_state != State::Code)
        return false;
    m_state = isSame ? State::Same : State::Differ;
    return true;
}

bool CodeComparison::end()
{
    if (m_state != State::AskedHere && m_state != State::AskedThere)
        return false;
    m_state = State::BrokenOff;
    return true;
}

std::optional<CodeComparison> CodeComparison::told(
    std::string_view state, const std::optional<VerificationCode> &code)
{
    constexpr std::array states{State::Unasked, State::AskedHere, State::AskedThere, State::Code,
        State::Same, State::Differ, State::BrokenOff};
    const auto *const found =
        std::ranges::find(states, state, [](State one) { return sealcord::name(one); });
    if (found == states.end())
        return std::nullopt;
    const bool hasCode = *found == State::Code || *found == State::Same || *found == State::Differ;
    if (hasCode != code.has_value())
        return std::nullopt;
    CodeComparison comparison;
    comparison.m_state = *found;
    comparison.m_code = code;
    return comparison;
}

std::string_view name(State state)
{
    switch (state) {
    case State::Unasked:
        return "unasked";
    case State::AskedHere:
        return "asked-here";
    case State::AskedThere:
        return "asked-there";
    case State::Code:
        return "code";
    case State::Same:
        return "same";
    case State::Differ:
        return "differ";
    case State::BrokenOff:
        return "broken-off";
    }
    std::unreachable();
}

QString comparisonText(State state, Role here, Wording wording)
{
    switch (state) {
    case State::Unasked:
        return say(wording,
            QT_TRANSLATE_NOOP("CodeComparison", "No code was compared on this connection."));
    case State::AskedHere:
        return waitingText(here, wording);
    case State::AskedThere:
        return askedText(here, wording);
    case State::Code:
        return codeText(here, wording);
    case State::Same:
        return say(wording,
            QT_TRANSLATE_NOOP("CodeComparison", "The codes are the same: nobody is in between."));
    case State::Differ:
        return say(wording,
            QT_TRANSLATE_NOOP("CodeComparison",
                "The codes differ: somebody is in between. End this connection."));
    case State::BrokenOff:
        return say(wording,
            QT_TRANSLATE_NOOP("CodeComparison",
                "The comparison was broken off; if that happens again, somebody may be in "
                "between."));
    }
    std::unreachable();
}

QString wordsOf(const VerificationCode &code)
{
    QStringList words;
    for (const auto word : code.words)
        words += QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
    return words.join(u' ');
}

} // namespace sealcord
