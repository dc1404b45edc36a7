// SPDX-License-Identifier: MIT
#include "console/control/verifycommand.h"

#include "console/control/answer.h"
#include "console/control/controlexit.h"
#include "core/app/process/plainlines.h"
#include "core/app/process/terminalquestion.h"
#include "core/control/controlquestion.h"
#include "core/records/jsonobject.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QThread>

#include <expected>
#include <string>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned long pollInterval = 250; // milliseconds: a person waits

struct Failed {
    ControlExit code;
    QString why;
};
using State = std::expected<QJsonObject, Failed>; // of the comparison, as the server tells it

enum class Found : quint8 { Same, Differ, Nothing };

/// One comparison, from the server's side.
class Verify
{
public:
    Verify(const ControlOptions &options, const QString &path)
        : m_options(options)
        , m_path(path)
    { }

    /// Returns once there is a code, or there will be none.
    [[nodiscard]] State waitForCode() const;
    [[nodiscard]] State tell(Found found) const;

private:
    [[nodiscard]] State ask(const char *command, Found found) const;

    const ControlOptions &m_options;
    const QString &m_path;
};

State Verify::ask(const char *command, Found found) const
{
    const auto told = askServer(m_path, requestLine(1, command, [&](JsonObject &request) {
        request.add("connection", m_options.connections.connections.front());
        if (found != Found::Nothing)
            request.add("same", found == Found::Same);
        if (found == Found::Same && m_options.name)
            request.add("name", m_options.name->toStdString());
    }));
    if (!told)
        return std::unexpected(Failed{ControlExit::NoServer, told.error()});
    if (!told->result)
        return std::unexpected(
            Failed{ControlExit::Refused, QString::fromStdString(told->result.error())});
    return QJsonDocument::fromJson(QByteArray::fromStdString(*told->result)).object();
}

State Verify::waitForCode() const
{
    bool hasToldToWait = false;
    for (;;) {
        auto state = ask("verify", Found::Nothing);
        if (!state || (*state)[u"state"_s].toString() != "asked-here"_L1)
            return state;
        if (!std::exchange(hasToldToWait, true))
            printError(answerText(*state, u"text"_s));
        QThread::msleep(pollInterval);
    }
}

State Verify::tell(Found found) const
{
    return ask("verdict", found);
}

Found askPerson(const QJsonObject &state)
{
    printError(answerText(state, u"text"_s));
    TerminalQuestion question(u"%1 (%2)  Are they the same? [y/n]"_s.arg(
        answerText(state, u"words"_s), answerText(state, u"digits"_s)));
    QObject::connect(&question, &TerminalQuestion::answered, &question, [](bool isYes) {
        QCoreApplication::exit(static_cast<int>(isYes ? Found::Same : Found::Differ));
    });
    QObject::connect(&question, &TerminalQuestion::gone, &question,
        [] { QCoreApplication::exit(static_cast<int>(Found::Nothing)); });
    return question.ask() ? static_cast<Found>(QCoreApplication::exec()) : Found::Nothing;
}

int failure(const Failed &failed)
{
    printError(u"sealcord ctl: "_s + failed.why);
    return static_cast<int>(failed.code);
}

// How it ended, for a person.
int conclude(const QJsonObject &state)
{
    const auto name = state[u"state"_s].toString();
    if (name == "same"_L1)
        return answer(answerText(state, u"text"_s) + u'\n');
    return failure({name == "differ"_L1 ? ControlExit::CodesDiffer : ControlExit::Refused,
        state[u"text"_s].toString()});
}

} // namespace

int runVerify(const ControlOptions &options, const QString &path)
{
    if (!hasTerminal())
        return failure({ControlExit::Usage,
            u"verify asks a person, and there is no terminal; --json tells how it stands"_s});
    const Verify verify(options, path);
    const auto state = verify.waitForCode();
    if (!state)
        return failure(state.error());
    if ((*state)[u"state"_s].toString() != "code"_L1)
        return conclude(*state);
    const auto found = askPerson(*state);
    if (found == Found::Nothing)
        return failure({ControlExit::Refused, u"no answer: the code still waits for a verdict"_s});
    const auto verdict = verify.tell(found);
    return verdict ? conclude(*verdict) : failure(verdict.error());
}

} // namespace sealcord
