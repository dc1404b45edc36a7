// SPDX-License-Identifier: MIT
#include "core/app/settings/settings.h"

#include "core/app/process/version.h"
#include "core/app/settings/commandline.h"
#include "core/app/settings/configfile.h"
#include "core/app/settings/generaloptions.h"
#include "core/app/settings/helptext.h"
#include "core/text/escape.h"

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Done = std::expected<void, QString>; // or what is wrong, in words

constexpr auto configVariable = "SEALCORD_CONFIG"_L1;
constexpr auto allowDumpVariable = "SEALCORD_ALLOW_DUMP"_L1; // read in process.cpp

/// Assigns values in the order of their precedence, so that the last one stays.
class Reader
{
public:
    Reader(const Program &program, std::span<const Program> others)
        : m_program(program)
    {
        m_all.push_back(&program);
        for (const auto &other : others)
            m_all.push_back(&other);
    }

    std::expected<Settings, QString> read(
        const QStringList &arguments, const QProcessEnvironment &environment);

private:
    Done readGeneral(const std::vector<GivenOption> &given);
    Done readDefaults();
    Done readFile(const QString &path);
    Done readEntry(const QString &path, const IniEntry &entry);
    Done readEnvironment(const QProcessEnvironment &environment);
    Done readArguments(const std::vector<GivenOption> &given);
    void warnOfUnknownVariables(const QProcessEnvironment &environment);
    Done assign(const Option &option, const QString &text, const Origin &origin);

    const Program &m_program;
    std::vector<const Program *> m_all; // that one first
    GeneralRequests m_requests;
    const std::vector<Option> m_general = generalOptions(m_requests);
    Settings m_settings;
};

const Option *find(const std::vector<Option> &options, const QString &name)
{
    const auto found = std::ranges::find(options, name, &Option::name);
    return found == options.end() ? nullptr : &*found;
}

bool contains(const std::vector<Option> &options, const Option *option)
{
    return option >= options.data() && option < options.data() + options.size();
}

std::expected<Settings, QString> Reader::read(
    const QStringList &arguments, const QProcessEnvironment &environment)
{
    std::vector<const Option *> known;
    for (const auto *options : {&m_program.options, &m_program.requests, &m_general}) {
        for (const auto &option : *options)
            known.push_back(&option);
    }
    const auto given = readCommandLine(arguments, known);
    if (!given)
        return std::unexpected(given.error() + u" (see "_s + m_program.command() + u" --help)"_s);

    auto done = readGeneral(*given);
    if (m_requests.help || m_requests.version) {
        m_settings.answer = m_requests.help ? helpText(m_program, m_general) : versionText();
        return std::move(m_settings);
    }
    auto path = environment.value(configVariable);
    if (!m_requests.configPath.isEmpty())
        path = m_requests.configPath;
    if (done)
        done = readDefaults();
    if (done && !path.isEmpty())
        done = readFile(path);
    if (done)
        done = readEnvironment(environment);
    if (done)
        done = readArguments(*given);
    if (!done)
        return std::unexpected(done.error());
    if (m_requests.printConfig)
        m_settings.answer = configText(m_program.name, m_settings.values);
    return std::move(m_settings);
}

Done Reader::readGeneral(const std::vector<GivenOption> &given)
{
    for (const auto &[option, text] : given) {
        if (!contains(m_general, option) && !contains(m_program.requests, option))
            continue;
        if (const auto assigned = option->assign(text); !assigned)
            return std::unexpected(option->commandLineName() + u": "_s + assigned.error().text);
    }
    return {};
}

Done Reader::readDefaults()
{
    m_settings.values.resize(m_program.options.size());
    for (const auto &option : m_program.options) {
        if (auto done = assign(option, option.defaultText, {}); !done)
            return done;
    }
    return {};
}

Done Reader::readFile(const QString &path)
{
    const auto entries = readConfigFile(path);
    if (!entries)
        return std::unexpected(entries.error());
    // Two rounds, so that a section wins over what stands before all sections.
    for (const auto isGeneral : {true, false}) {
        for (const auto &entry : *entries) {
            if (entry.section.isEmpty() != isGeneral)
                continue;
            if (auto done = readEntry(path, entry); !done)
                return done;
        }
    }
    return {};
}

Done Reader::readEntry(const QString &path, const IniEntry &entry)
{
    const QString place = path + u':' + QString::number(entry.line);
    const auto isFor = [&entry](const Program &program) {
        return entry.section.isEmpty() || program.reads(entry.section);
    };
    if (std::ranges::none_of(m_all, [&](const Program *program) { return isFor(*program); }))
        return std::unexpected(place + u": unknown section ["_s + entry.section + u']');

    bool isKnown = false;
    for (const auto *program : m_all) {
        const auto *option = isFor(*program) ? find(program->options, entry.key) : nullptr;
        if (!option)
            continue;
        isKnown = true;
        if (auto done = assign(*option, entry.value, {Origin::Place::File, place}); !done)
            return done;
    }
    if (!isKnown)
        return std::unexpected(place + u": unknown key "_s + entry.key);
    return {};
}

Done Reader::readEnvironment(const QProcessEnvironment &environment)
{
    for (const auto &option : m_program.options) {
        const auto variable = option.environmentName();
        const auto text = environment.value(variable);
        if (text.isEmpty())
            continue;
        if (auto done = assign(option, text, {Origin::Place::Environment, variable}); !done)
            return done;
    }
    warnOfUnknownVariables(environment);
    return {};
}

Done Reader::readArguments(const std::vector<GivenOption> &given)
{
    for (const auto &[option, text] : given) {
        if (!contains(m_program.options, option))
            continue;
        if (auto done = assign(*option, text, {Origin::Place::CommandLine, {}}); !done)
            return done;
    }
    return {};
}

void Reader::warnOfUnknownVariables(const QProcessEnvironment &environment)
{
    QStringList known{configVariable, allowDumpVariable};
    for (const auto *program : m_all) {
        for (const auto &option : program->options)
            known += option.environmentName();
    }
    auto names = environment.keys();
    names.sort();
    for (const auto &name : names) {
        if (name.startsWith("SEALCORD_"_L1) && !known.contains(name))
            m_settings.warnings += u"unknown environment variable "_s + printable(name);
    }
}

// An option of another program is only checked.
Done Reader::assign(const Option &option, const QString &text, const Origin &origin)
{
    const auto assigned = text.isValidUtf16()
        ? option.assign(text)
        : std::unexpected(valueError(text, u"is not UTF-8"_s));
    if (!assigned) {
        const auto subject = origin.place == Origin::Place::File
            ? origin.detail + u": "_s + option.name
            : origin.place == Origin::Place::Environment ? origin.detail
                                                         : option.commandLineName();
        return std::unexpected(subject + u": "_s + assigned.error().text);
    }
    if (contains(m_program.options, &option)) {
        const auto index = static_cast<std::size_t>(&option - m_program.options.data());
        m_settings.values[index] = {&option, text, origin};
    }
    return {};
}

} // namespace

QString Program::command() const
{
    return (isWindow ? u"sealcord-"_s : u"sealcord "_s) + name;
}

bool Program::reads(const QString &section) const
{
    return section == name || (!sharedSection.isEmpty() && section == sharedSection);
}

QString Origin::toString() const
{
    switch (place) {
    case Place::Default:
        return u"default"_s;
    case Place::File:
        return u"file "_s + detail;
    case Place::Environment:
        return u"environment "_s + detail;
    case Place::CommandLine:
        break;
    }
    return u"command line"_s;
}

std::expected<Settings, UsageError> readSettings(const Program &program,
    std::span<const Program> others, const QStringList &arguments,
    const QProcessEnvironment &environment)
{
    auto settings = Reader(program, others).read(arguments, environment);
    if (!settings)
        return std::unexpected(usageError(program, settings.error()));
    return *std::move(settings);
}

UsageError usageError(const Program &program, const QString &text)
{
    return {printable(program.command() + u": "_s + text)};
}

} // namespace sealcord
