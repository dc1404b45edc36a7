// SPDX-License-Identifier: MIT
#include "console/control/controlcommand.h"

#include "console/control/controlexit.h"
#include "console/control/controltext.h"
#include "console/control/verifycommand.h"
#include "console/control/watchcommand.h"
#include "core/app/options/controloptions.h"
#include "core/app/process/plainlines.h"
#include "core/app/startup.h"
#include "core/control/controllimits.h"
#include "core/control/controlmessage.h"
#include "core/control/controlquestion.h"
#include "core/records/jsonobject.h"
#include "core/text/systemtext.h"

#include <QProcessEnvironment>

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

void addTargets(JsonObject &request, const MessageTargets &targets)
{
    if (targets.isAll)
        return request.add("to", "all");
    std::string list = "[";
    for (const auto id : targets.connections) {
        if (list.size() > 1)
            list += ',';
        list += std::to_string(id);
    }
    request.addRaw("to", list + ']');
}

// What follows these is an agent: a key, a fingerprint or a name.
bool takesAgent(ControlOptions::Command command)
{
    using Command = ControlOptions::Command;
    return command == Command::Approve || command == Command::Allow || command == Command::Refuse
        || command == Command::Revoke;
}

void addMembers(JsonObject &object, const ControlOptions &options)
{
    if (options.command == ControlOptions::Command::Send)
        addTargets(object, options.connections);
    else if (!options.connections.connections.empty())
        object.add("connection", options.connections.connections.front());
    if (options.command == ControlOptions::Command::LogLevel && !options.argument.isEmpty())
        object.add("level", options.argument.trimmed().toLower().toStdString());
    if (options.command == ControlOptions::Command::Record) {
        object.add("action", options.argument.toStdString());
        if (!options.file.isEmpty())
            object.add("path", options.file.toStdString());
    }
    if (options.command == ControlOptions::Command::Stream) {
        object.add("action", options.argument.toStdString());
        object.add("stream", options.stream);
    }
    if (takesAgent(*options.command))
        object.add("who", options.argument.toStdString());
    const std::initializer_list<std::pair<std::string_view, const std::optional<quint64> &>> counts{
        {"max_connections", options.maxConnections}, {"max_pending", options.maxPending},
        {"max_per_address", options.maxPerAddress}};
    for (const auto &[name, count] : counts) {
        if (count)
            object.add(name, *count);
    }
    if (options.within)
        object.add("within", std::chrono::ceil<std::chrono::seconds>(*options.within).count());
    const std::initializer_list<std::pair<std::string_view, const std::optional<QString> &>> texts{
        {"name", options.name}, {"from", options.from}, {"expires", options.expires},
        {"forward", options.forward}, {"publish", options.publish}, {"text", options.text},
        {"hex", options.hex}, {"base64", options.base64}};
    for (const auto &[name, text] : texts) {
        if (text)
            object.add(name, text->toStdString());
    }
}

int failure(ControlExit code, const QString &why)
{
    printError(u"sealcord ctl: "_s + why);
    return static_cast<int>(code);
}

} // namespace

int runControl(const QStringList &arguments)
{
    const auto environment = variablesOfProcess();
    const auto options = parseControlOptions(arguments, environment);
    if (const auto code = answerInstead(options))
        return *code;
    for (const auto &warning : options->warnings)
        printError(u"sealcord ctl: "_s + warning);
    const auto path = pathOf(options->control, environment);
    if (!path)
        return failure(ControlExit::NoServer, path.error());
    if (options->command == ControlOptions::Command::Watch)
        return runWatch(*options, *path);
    if (options->command == ControlOptions::Command::Verify && !options->isJson)
        return runVerify(*options, *path);
    const auto request = requestLine(1, std::string_view(name(*options->command)),
        [&options](JsonObject &object) { addMembers(object, *options); });
    if (request.size() > longestRequest)
        return failure(ControlExit::Usage, u"the message is too long for a request"_s);
    const auto told = askServer(*path, request);
    if (!told)
        return failure(ControlExit::NoServer, told.error());
    if (!told->result)
        return failure(ControlExit::Refused, QString::fromStdString(told->result.error()));
    return answer(
        options->isJson ? asciiJson(*told->result) : controlText(*options->command, *told->result));
}

} // namespace sealcord
