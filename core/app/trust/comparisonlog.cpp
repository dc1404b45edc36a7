// SPDX-License-Identifier: MIT
#include "core/app/trust/comparisonlog.h"

#include "core/app/log/log.h"
#include "core/app/trust/comparisons.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using State = CodeComparison::State;

std::vector<LogField> fieldsOf(const ConnectionName &connection)
{
    std::vector<LogField> fields{{"peer", connection.peer.toString().toStdString()},
        {"connection", static_cast<qint64>(connection.id)}};
    const auto &known = connection.known;
    if (known.isNobody())
        return fields;
    if (!known.name().empty())
        fields.push_back({"agent", std::string(known.name())});
    fields.push_back({"fingerprint", known.fingerprint().toString()});
    return fields;
}

} // namespace

void logComparison(Log &log, Role here, const ConnectionName &connection, State state)
{
    const auto peer = connection.peer.toString();
    const auto write = [&](LogLevel level, std::string_view event, const QString &text) {
        log.write(level, event, u"%1: "_s.arg(peer) + text, fieldsOf(connection));
    };
    switch (state) {
    case State::AskedThere:
        if (log.admits(LineKind(LineKind::Other::VerificationAsked)))
            write(LogLevel::Info, "verification-asked",
                u"the person there wants to compare codes (sealcord ctl verify %1)"_s.arg(
                    connection.id));
        return;
    case State::AskedHere:
        return write(
            LogLevel::Info, "verification-asked", u"a person here wants to compare codes"_s);
    case State::Same:
        return write(LogLevel::Info, "verified", comparisonText(state, here));
    case State::Differ:
        return write(LogLevel::Error, "codes-differ", comparisonText(state, here));
    case State::BrokenOff:
        if (log.admits(LineKind(LineKind::Other::VerificationBrokenOff)))
            write(LogLevel::Warn, "verification-broken-off", comparisonText(state, here));
        return;
    case State::Unasked:
    case State::Code:
        return;
    }
}

void tellLog(const Comparisons &comparisons, Log &log)
{
    QObject::connect(&comparisons, &Comparisons::changed, &comparisons,
        [&log](const ServerComparison &comparison) {
            logComparison(log, Role::Server, comparison.connection, comparison.code.state());
        });
}

} // namespace sealcord
