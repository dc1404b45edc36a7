// SPDX-License-Identifier: MIT
#include "core/app/settings/commandline.h"

#include "core/text/escape.h"

#include <algorithm>
#include <optional>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

class Reader
{
public:
    Reader(const QStringList &arguments, std::span<const Option *const> options)
        : m_arguments(arguments)
        , m_options(options)
    { }

    std::expected<std::vector<GivenOption>, QString> read()
    {
        bool onlyPositional = false;
        while (m_next < m_arguments.size()) {
            const auto &argument = m_arguments[m_next++];
            std::optional<QString> error;
            if (!onlyPositional && argument == u"--"_s)
                onlyPositional = true;
            else if (!onlyPositional && argument.startsWith(u'-') && argument.size() > 1)
                error = readOption(argument);
            else
                error = readPositional(argument);
            if (error)
                return std::unexpected(*std::move(error));
        }
        return std::move(m_given);
    }

private:
    std::optional<QString> readOption(const QString &argument)
    {
        const auto equals = argument.indexOf(u'=');
        const auto name = equals < 0 ? argument : argument.first(equals);
        const auto *option = find(name);
        if (!option)
            return u"unknown option "_s + printable(name);
        if (equals >= 0)
            return add(*option, argument.sliced(equals + 1));
        if (option->kind == Option::Kind::Flag)
            return add(*option, u"true"_s);
        if (m_next == m_arguments.size())
            return name + u" needs a value: "_s + option->placeholder;
        return add(*option, m_arguments[m_next++]);
    }

    std::optional<QString> readPositional(const QString &argument)
    {
        const auto isNext = [this](const Option *option) {
            return option->kind == Option::Kind::Positional && !isGiven(*option);
        };
        const auto found = std::ranges::find_if(m_options, isNext);
        if (found == m_options.end())
            return u"unexpected argument \""_s + printable(argument) + u'"';
        return add(**found, argument);
    }

    const Option *find(const QString &name) const
    {
        const auto found = std::ranges::find_if(m_options, [&name](const Option *option) {
            return option->kind != Option::Kind::Positional
                && (option->commandLineName() == name || option->shortName == name);
        });
        return found == m_options.end() ? nullptr : *found;
    }

    bool isGiven(const Option &option) const
    {
        return std::ranges::any_of(
            m_given, [&option](const GivenOption &given) { return given.option == &option; });
    }

    std::optional<QString> add(const Option &option, const QString &text)
    {
        const auto before = std::ranges::find(m_given, &option, &GivenOption::option);
        if (before == m_given.end())
            m_given.push_back({&option, text});
        else if (option.kind == Option::Kind::List)
            before->text += u' ' + text;
        else
            return option.commandLineName() + u" is given twice"_s;
        return {};
    }

    const QStringList &m_arguments;
    const std::span<const Option *const> m_options;
    qsizetype m_next = 0;
    std::vector<GivenOption> m_given;
};

} // namespace

std::expected<std::vector<GivenOption>, QString> readCommandLine(
    const QStringList &arguments, std::span<const Option *const> options)
{
    return Reader(arguments, options).read();
}

} // namespace sealcord
