// SPDX-License-Identifier: MIT
#include "core/text/names.h"

#include <QChar>

#include <algorithm>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 64; // of an agent in bytes, of a service in characters

constexpr auto serviceNameForm = "1 to 64 characters of A-Z a-z 0-9 . _ -"_L1;

Value<QString> parseName(QStringView text, bool (*isOne)(QStringView), const QString &complaint)
{
    if (!isOne(text))
        return std::unexpected(valueError(text, complaint));
    return text.toString();
}

Value<QStringList> parseNames(QStringView text, Value<QString> (*parseOne)(QStringView))
{
    QStringList names;
    for (const auto part : text.split(u',')) {
        auto name = parseOne(part);
        if (!name)
            return std::unexpected(std::move(name.error()));
        names += *std::move(name);
    }
    return names;
}

} // namespace

bool isAgentName(QStringView name)
{
    const auto isRefused = [](char32_t c) {
        // Behind them all, the format characters that hide or turn round what is around them.
        return QChar::isSpace(c) || QChar::category(c) == QChar::Other_Control || c == U'#'
            || c == U'"' || c == U'\'';
    };
    return name.isValidUtf16() && !name.isEmpty() && name.toUtf8().size() <= longestName
        && std::ranges::none_of(name.toUcs4(), isRefused);
}

bool isServiceName(QStringView name)
{
    const auto isTaken = [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')
            || c == u'.' || c == u'_' || c == u'-';
    };
    return !name.isEmpty() && name.size() <= longestName && std::ranges::all_of(name, isTaken);
}

bool isStreamTarget(QStringView target)
{
    const auto at = target.indexOf(u'@');
    if (at < 0)
        return isServiceName(target);
    const auto agent = target.sliced(at + 1);
    return isServiceName(target.first(at)) && isAgentName(agent) && !agent.contains(u',');
}

Value<QString> parseAgentName(QStringView text)
{
    return parseName(text, isAgentName,
        u"is no name: 1 to 64 bytes without white space, control characters, # and quotation "
        "marks"_s);
}

Value<QString> parseServiceName(QStringView text)
{
    return parseName(text, isServiceName, u"is no name of a service: "_s + serviceNameForm);
}

Value<QString> parseStreamTarget(QStringView text)
{
    return parseName(text, isStreamTarget,
        u"is neither a service nor a service @ an agent: web, web@pump-3; a service's name has "_s
            + serviceNameForm);
}

Value<QStringList> parseServiceNames(QStringView text)
{
    return parseNames(text, parseServiceName);
}

Value<QStringList> parseStreamTargets(QStringView text)
{
    return parseNames(text, parseStreamTarget);
}

} // namespace sealcord
