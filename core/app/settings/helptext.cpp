// SPDX-License-Identifier: MIT
#include "core/app/settings/helptext.h"

#include <QStringList>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype width = 80;
constexpr qsizetype textColumn = 30;

QStringList wrapped(const QString &text, qsizetype columns)
{
    QStringList lines{QString()};
    for (const auto word : QStringView(text).tokenize(u' ')) {
        if (!lines.last().isEmpty() && lines.last().size() + 1 + word.size() > columns)
            lines += QString();
        if (!lines.last().isEmpty())
            lines.last() += u' ';
        lines.last() += word;
    }
    return lines;
}

QString optionText(const Option &option)
{
    QString head = u"  "_s;
    if (!option.shortName.isEmpty())
        head += option.shortName + u", "_s;
    head += option.commandLineName();
    if (option.kind == Option::Kind::Value || option.kind == Option::Kind::List)
        head += u' ' + option.placeholder;
    if (option.kind == Option::Kind::List)
        head += u"..."_s;

    QString text = option.help;
    if (!option.defaultText.isEmpty() && option.kind != Option::Kind::Flag) {
        // Hard spaces, so that no line breaks in "10 s".
        auto note = u"[default: "_s + option.defaultText + u']';
        text += u' ' + note.replace(u' ', QChar::Nbsp);
    }
    const auto lines = wrapped(text, width - textColumn);
    const QString indent = u'\n' + QString(textColumn, u' ');
    const auto fits = head.size() + 2 <= textColumn;
    return (fits ? head.leftJustified(textColumn) : head + indent)
        + lines.join(indent).replace(QChar::Nbsp, u' ') + u'\n';
}

QString notesText(const Program &program)
{
    QString notes =
        u"TIME is a number of seconds or has a unit: 250ms, 10 s, 5min, 1h, 1d. SIZE is a "
        "number of bytes or has a unit: 64 KiB, 16MiB, 1GiB.\n"_s;
    if (std::ranges::find(program.options, Option::Kind::List, &Option::kind)
        != program.options.end())
        notes += u"An option with ... can be given several times; a variable and the file have its "
                 "values together, with spaces or commas between them.\n"_s;
    return notes
        + u"Each setting can also be given as an environment variable (--max-message as "
          "SEALCORD_MAX_MESSAGE, --log-level as SEALCORD_LOG, --config as SEALCORD_CONFIG) or in "
          "the file (max-message = 16 MiB, for this program alone below ["_s
        + program.name + u"]). The command line wins over the environment, that over the file."_s;
}

QString groupsText(std::span<const Option> options)
{
    QString out;
    QLatin1StringView group;
    for (const auto &option : options) {
        if (option.group != group)
            out += u'\n' + option.group + u":\n"_s;
        group = option.group;
        out += optionText(option);
    }
    return out;
}

} // namespace

QString helpText(const Program &program, std::span<const Option> general)
{
    QString out = u"Usage: "_s + program.command() + u' ' + program.usage + u"\n\n"_s;
    out += wrapped(program.about, width).join(u'\n') + u'\n';
    out += groupsText(program.options) + groupsText(program.requests) + groupsText(general);
    for (const auto &note : notesText(program).split(u'\n'))
        out += u'\n' + wrapped(note, width).join(u'\n') + u'\n';
    return out + u'\n' + program.examples;
}

} // namespace sealcord
