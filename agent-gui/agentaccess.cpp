// SPDX-License-Identifier: MIT
#include "agent-gui/agentaccess.h"

#include "core/text/systemtext.h"
#include "core/trust/knownservers.h"

#include <QProcessEnvironment>

#include <stop_token>
#include <utility>

namespace sealcord {

namespace {

// Empty: done.
QString forgetNow(const QString &path, const ServerChanged &changed)
{
    for (const auto &known : changed.known) {
        const auto done = forgetServer(path, known.place, known.key);
        if (!done)
            return done.error().text;
    }
    return {};
}

} // namespace

AgentAccess::AgentAccess(const AgentTrustOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
{ }

AgentAccess::~AgentAccess() = default;

void AgentAccess::open(Protocol protocol, const Place &place)
{
    auto options = m_options;
    options.protocol = protocol;
    if (protocol == Protocol::Classic)
        options.pskFile.reset();
    m_work.start([this, options, place, environment = variablesOfProcess()](
                     const std::stop_token &) -> BackgroundWork::Delivery {
        return [this,
                   result = openCredentials(options, environment, place, TrustMode::Ask,
                       Wording::Translated)]() mutable {
            if (!result) {
                Q_EMIT failed(result.error().text);
                return;
            }
            m_credentials = std::move(*result);
            Q_EMIT opened();
        };
    });
}

void AgentAccess::cancel()
{
    m_work.cancel();
}

void AgentAccess::forget(const ServerChanged &changed)
{
    if (!m_credentials.judge)
        return;
    m_work.start([this, path = m_credentials.judge->settings().knownServers, changed](
                     const std::stop_token &) -> BackgroundWork::Delivery {
        return [this, why = forgetNow(path, changed)] {
            if (why.isEmpty())
                Q_EMIT forgotten();
            else
                Q_EMIT failed(why);
        };
    });
}

} // namespace sealcord
