// SPDX-License-Identifier: MIT
#include "core/traffic/filter/fieldnodes.h"

#include "core/traffic/filter/filtervalues.h"

#include "core/net/addresstext.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Kind = TrafficRow::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FilterTerms)
};

std::unexpected<FilterError> wrong(const FilterWord &value, const QString &text)
{
    return std::unexpected(FilterError{value.offset, value.length, text});
}

QString shown(const FilterWord &value)
{
    constexpr qsizetype longest = 40;
    const auto text = QString::fromUtf8(value.bytes);
    return text.size() <= longest ? text : text.first(longest) + u'\u2026';
}

template <typename T> bool holds(FilterOperator op, const T &left, const T &right)
{
    switch (op) {
    case FilterOperator::NotEqual:
        return left != right;
    case FilterOperator::Less:
        return left < right;
    case FilterOperator::LessOrEqual:
        return left <= right;
    case FilterOperator::Greater:
        return left > right;
    case FilterOperator::GreaterOrEqual:
        return left >= right;
    case FilterOperator::Has:
    case FilterOperator::Equal:
    case FilterOperator::Contains:
    case FilterOperator::Matches:
        break;
    }
    return left == right;
}

struct PeerValue {
    QHostAddress address;
    quint16 port = 0; // where none is given, which no peer has
};

std::optional<PeerValue> parsePeer(QStringView text)
{
    const auto parts = splitHostPort(text);
    const auto address = parts ? parseAddress(parts->host) : std::nullopt;
    if (!address)
        return {};
    if (!parts->port)
        return PeerValue{*address};
    const auto port = parsePort(*parts->port);
    return port && *port != 0 ? std::optional(PeerValue{*address, *port}) : std::nullopt;
}

// A point against a stretch: less is before it, greater behind it, equal within.
bool holdsWithin(FilterOperator op, std::chrono::nanoseconds point, const FilterTime &time)
{
    const auto isBefore = point < time.begin;
    const auto isBehind = point >= time.begin + time.length;
    return holds(op, int(isBehind) - int(isBefore), 0);
}

MadeNode expressionNode(const FilterWord &value)
{
    const auto pattern = QString::fromUtf8(value.bytes);
    // What stands there is for the engine: it could lift the limits that are set below.
    if (pattern.startsWith("(*"_L1))
        return wrong(value, Words::tr("A regular expression may not begin with (*"));
    const QRegularExpression expression(
        QStringLiteral("(*LIMIT_MATCH=%1)(*LIMIT_DEPTH=%1)").arg(expressionPatience) + pattern,
        value.ignoresCase ? QRegularExpression::CaseInsensitiveOption
                          : QRegularExpression::NoPatternOption);
    if (!expression.isValid()) {
        return wrong(value,
            Words::tr("This regular expression is not valid: %1").arg(expression.errorString()));
    }
    return matchesNode(expression);
}

MadeNode contentNode(FilterOperator op, const QByteArray &bytes)
{
    if (op == FilterOperator::Contains)
        return containsNode(bytes);
    return equalsNode(bytes, op == FilterOperator::NotEqual);
}

template <typename T> std::optional<T> named(const FilterWord &value, T last)
{
    const auto word = QString::fromUtf8(value.bytes);
    for (int i = 0; i <= int(last); ++i) {
        if (word.compare(name(T(i)), Qt::CaseInsensitive) == 0)
            return T(i);
    }
    return {};
}

} // namespace

MadeNode dirNode(FilterOperator op, const FilterWord &value)
{
    const auto word = QString::fromUtf8(value.bytes).toLower();
    if (word != "in"_L1 && word != "out"_L1)
        return wrong(value, Words::tr("dir is in or out, not \"%1\"").arg(shown(value)));
    const auto direction = word == "in"_L1 ? Direction::In : Direction::Out;
    return testNode([op, direction](const TrafficRow &row) {
        return isPlaintext(row) && holds(op, row.direction, direction);
    });
}

MadeNode peerNode(FilterOperator op, const FilterWord &value)
{
    const auto text = QString::fromUtf8(value.bytes);
    if (op == FilterOperator::Contains) {
        return testNode([text](const TrafficRow &row) {
            return row.connection.peer != Endpoint()
                && row.connection.peer.toString().contains(text);
        });
    }
    const auto peer = parsePeer(text);
    if (!peer) {
        return wrong(value,
            Words::tr("peer needs an address with or without a port, such as 127.0.0.1:1337, not "
                      "\"%1\"")
                .arg(shown(value)));
    }
    const auto interface = peer->address.scopeId();
    if (!interface.isEmpty() && interfaceIndex(interface) == 0)
        return wrong(value, Words::tr("This machine has no interface \"%1\"").arg(interface));
    const auto isNot = op == FilterOperator::NotEqual;
    return testNode([peer = Endpoint(peer->address, peer->port), isNot](const TrafficRow &row) {
        const auto &is = row.connection.peer;
        return is != Endpoint() && is.isWithin(peer) != isNot;
    });
}

// A name is one of this end's list, never what a peer says of itself.
MadeNode agentNode(FilterOperator op, const FilterWord &value)
{
    const auto name = value.bytes.toStdString();
    if (op == FilterOperator::Contains) {
        return testNode([name](const TrafficRow &row) {
            const auto known = row.connection.known.name();
            return !known.empty() && known.find(name) != std::string_view::npos;
        });
    }
    return testNode([op, name](const TrafficRow &row) {
        const auto known = row.connection.known.name();
        return !known.empty() && holds(op, known, std::string_view(name));
    });
}

MadeNode connectionNode(FilterOperator op, const FilterWord &value)
{
    bool isNumber = false;
    const auto id = value.bytes.toULongLong(&isNumber);
    if (!isNumber || value.bytes.startsWith('+')) {
        return wrong(value, Words::tr("connection needs a number, not \"%1\"").arg(shown(value)));
    }
    return testNode([op, id](const TrafficRow &row) {
        return row.connection.id != 0 && holds(op, row.connection.id, ConnectionId(id));
    });
}

MadeNode streamNode(FilterOperator op, const FilterWord &value)
{
    bool isNumber = false;
    const auto number = value.bytes.toUInt(&isNumber);
    if (!isNumber || value.bytes.startsWith('+'))
        return wrong(value, Words::tr("stream needs a number, not \"%1\"").arg(shown(value)));
    return testNode([op, number](const TrafficRow &row) {
        return row.stream != 0 && holds(op, row.stream, StreamNumber(number));
    });
}

MadeNode targetNode(FilterOperator op, const FilterWord &value)
{
    return testNode([op, name = value.bytes.toStdString()](const TrafficRow &row) {
        if (row.stream == 0)
            return false;
        const auto target = row.target.name();
        return op == FilterOperator::Contains ? target.find(name) != std::string_view::npos
                                              : holds(op, target, std::string_view(name));
    });
}

MadeNode lenNode(FilterOperator op, const FilterWord &value)
{
    const auto size = filterSize(QString::fromUtf8(value.bytes));
    if (!size) {
        return wrong(value,
            Words::tr("len needs a number of bytes, such as 100 or 64KiB, not \"%1\"")
                .arg(shown(value)));
    }
    return testNode([op, size = *size](const TrafficRow &row) {
        return isPlaintext(row) && holds(op, quint64(row.content.size()), size);
    });
}

MadeNode timeNode(FilterOperator op, const FilterWord &value)
{
    const auto time = filterTime(QString::fromUtf8(value.bytes));
    if (!time) {
        return wrong(value,
            Words::tr("time needs a time such as 10:16:15 or 2026-11-24T10:16:15, not \"%1\"")
                .arg(shown(value)));
    }
    return testNode([op, time = *time](const TrafficRow &row) {
        return holdsWithin(op,
            time.isOfDay ? localTimeOfDay(row.time)
                         : std::chrono::nanoseconds(row.time.time_since_epoch()),
            time);
    });
}

MadeNode textNode(FilterOperator op, const FilterWord &value)
{
    return op == FilterOperator::Matches ? expressionNode(value) : contentNode(op, value.bytes);
}

MadeNode hexNode(FilterOperator op, const FilterWord &value)
{
    auto digits = value.bytes;
    digits.replace(' ', QByteArrayView());
    const auto isHex = std::ranges::all_of(digits, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    if (!isHex || digits.isEmpty() || digits.size() % 2 != 0) {
        return wrong(value,
            Words::tr("hex needs two digits for each byte, such as 48656c, not \"%1\"")
                .arg(shown(value)));
    }
    return contentNode(op, QByteArray::fromHex(digits));
}

MadeNode eventNode(FilterOperator op, const FilterWord &value)
{
    const auto isNot = op == FilterOperator::NotEqual;
    if (const auto kind = named(value, lastEventKind)) {
        return testNode([isNot, kind = *kind](const TrafficRow &row) {
            return row.kind == Kind::Notice && (row.event == kind) != isNot;
        });
    }
    if (const auto reason = named(value, EndReason::InternalError)) {
        return testNode([isNot, reason = *reason](const TrafficRow &row) {
            const auto is = row.event == EventKind::ConnectionEnded && row.endReason == reason;
            return row.kind == Kind::Notice && is != isNot;
        });
    }
    return wrong(value,
        Words::tr("event needs the name of an event, such as opened, ended or not-authentic, not "
                  "\"%1\"")
            .arg(shown(value)));
}

MadeNode levelNode(FilterOperator op, const FilterWord &value)
{
    const auto level = named(value, EventLevel::Error);
    if (!level) {
        return wrong(
            value, Words::tr("level is info, warning or error, not \"%1\"").arg(shown(value)));
    }
    return testNode([op, level = *level](const TrafficRow &row) {
        return row.kind == Kind::Notice && holds(op, row.level, level);
    });
}

} // namespace sealcord
