// SPDX-License-Identifier: MIT
#include "agent-gui/agentstatus.h"

#include "core/traffic/describe.h"
#include "core/traffic/detailtext.h"
#include "core/traffic/wirerow.h"

#include <QCoreApplication>

#include <utility>

namespace sealcord {

using Stage = WatchedAgent::Stage;

namespace {

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(AgentStatus)
};

// Where nothing went wrong on the way: one of the two does not take the other.
bool isOfTrust(EndReason reason)
{
    return reason == EndReason::UnknownServerKey || reason == EndReason::ChangedServerKey
        || reason == EndReason::NotAuthorised || reason == EndReason::WaitsForApproval;
}

QString ofLostConnection(EndReason reason, const QString &why)
{
    switch (reason) {
    case EndReason::ClosedByPeer:
    case EndReason::ClosedByPeerUnauthenticated:
        return Sentences::tr("The server closed the connection.");
    case EndReason::EndedWithoutGoodbye:
        return Sentences::tr("The server ended the connection without a goodbye.");
    case EndReason::Lost:
        return Sentences::tr("The connection was lost: %1.").arg(describeDetail(why));
    default:
        return Sentences::tr("The connection ended: %1.").arg(describe(reason, why));
    }
}

QString ofFailure(const AgentStatus &status)
{
    auto why = status.why;
    if (why.endsWith(QLatin1Char('.')))
        why.chop(1);
    if (!status.endReason)
        return Sentences::tr("Could not connect: %1.").arg(describeDetail(why));
    if (isOfTrust(*status.endReason)) // the bar has the whole of it
        return Sentences::tr("Not connected: %1.").arg(describe(*status.endReason));
    if (status.failedStage == Stage::Connected || status.failedStage == Stage::Trusting)
        return ofLostConnection(*status.endReason, why);
    return Sentences::tr("No key could be agreed: %1.").arg(describe(status.endReason, why));
}

} // namespace

AgentStatus statusOf(const WatchedAgent &agent)
{
    AgentStatus status;
    status.stage = agent.stage();
    status.failedStage = agent.failedStage();
    status.endReason = agent.endReason();
    status.why = agent.errorString();
    status.retryAt = agent.retryAt();
    if (status.stage == Stage::Connected) {
        status.server = agent.connection().peer.toString();
        status.protection = agent.protection();
    }
    return status;
}

bool isAttempt(Stage stage)
{
    return stage == Stage::Resolving || stage == Stage::Connecting || stage == Stage::AgreeingKey
        || stage == Stage::Trusting;
}

QString sentence(const AgentStatus &status)
{
    switch (status.stage) {
    case Stage::Idle:
    case Stage::Waiting:
        return status.failedStage ? ofFailure(status) : Sentences::tr("Not connected");
    case Stage::Resolving:
    case Stage::Connecting:
    case Stage::AgreeingKey:
    case Stage::Trusting:
        return Sentences::tr("Connecting…");
    case Stage::Connected:
        return Sentences::tr("Connected to %1: %2").arg(status.server, describe(status.protection));
    case Stage::Disconnecting:
        return Sentences::tr("Disconnecting: saying goodbye…");
    }
    std::unreachable();
}

EventLevel levelOf(const AgentStatus &status)
{
    if (!status.failedStage)
        return EventLevel::Info;
    if (!status.endReason)
        return EventLevel::Warning; // as the event of it
    ConnectionEnded ended;
    ended.reason = *status.endReason;
    ended.role = Role::Agent;
    return levelOf(ended);
}

} // namespace sealcord
