// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filtermeanings.h"

#include "core/traffic/filter/filtertable.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FilterMeanings)
};

constexpr std::array joining{
    JoiningWord{"and"_L1, true, QT_TRANSLATE_NOOP("FilterMeanings", "both; a space means it too"),
        "dir:in and len>100"},
    JoiningWord{"or"_L1, true, QT_TRANSLATE_NOOP("FilterMeanings", "one of them, or both"),
        "event:ended or level:error"},
    JoiningWord{
        "not"_L1, false, QT_TRANSLATE_NOOP("FilterMeanings", "all others"), "not connection:3"},
};

} // namespace

std::span<const JoiningWord> joiningWords()
{
    return joining;
}

QString meaningOf(FilterField field)
{
    return Words::tr(rowOf(field).meaning);
}

QString meaningOf(FilterOperator op, FilterField field)
{
    using enum FilterOperator;
    const auto isTime = field == FilterField::Time;
    switch (op) {
    case Has:
        return meaningOf(rowOf(field).colon, field);
    case Equal:
        return Words::tr("is");
    case NotEqual:
        return Words::tr("is another");
    case Less:
        return isTime ? Words::tr("is earlier than") : Words::tr("is less than");
    case LessOrEqual:
        return isTime ? Words::tr("is not later than") : Words::tr("is at most");
    case Greater:
        return isTime ? Words::tr("is later than") : Words::tr("is more than");
    case GreaterOrEqual:
        return isTime ? Words::tr("is not earlier than") : Words::tr("is at least");
    case Contains:
        return Words::tr("has this in it");
    case Matches:
        return Words::tr("fits a regular expression, /like this/");
    }
    std::unreachable();
}

QString meaningOf(const JoiningWord &word)
{
    return Words::tr(word.meaning);
}

QString meaningOf(EventKind event)
{
    using enum EventKind;
    switch (event) {
    case ConnectionOpened:
        return Words::tr("a connection was accepted or made");
    case ConnectionEstablished:
        return Words::tr("a key was agreed");
    case ConnectionEnded:
        return Words::tr("a connection ended, for whatever reason");
    case ConnectionRefused:
        return Words::tr("a connection was not let in");
    case AcceptingPaused:
        return Words::tr("no connection can be accepted for a while");
    case Started:
        return Words::tr("the server listens");
    case StartFailed:
        return Words::tr("the server could not listen");
    case Stopped:
        return Words::tr("the server or the agent was stopped");
    case Connecting:
        return Words::tr("the agent tries to connect");
    case ConnectFailed:
        return Words::tr("the agent did not reach the server");
    case NotSent:
        return Words::tr("a message did not go out");
    case StreamOpened:
        return Words::tr("a stream leads to its target");
    case StreamClosed:
        return Words::tr("a stream is over");
    case StreamRefused:
        return Words::tr("a stream did not come to be");
    }
    std::unreachable();
}

QString meaningOf(Direction direction)
{
    return direction == Direction::In ? Words::tr("received here") : Words::tr("sent from here");
}

QString meaningOfWord()
{
    return Words::tr("has this word in it");
}

} // namespace sealcord
