// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/trust/agentroster.h"
#include "core/records/jsonobject.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sealcord {

class AttachedServer;

/// Those of a server that another program runs, asked for through its control socket. While it is
/// not there nobody waits, and the list stays as it was seen last.
class AttachedRoster final : public AgentRoster
{
    Q_OBJECT

public:
    /// \a server outlives it.
    explicit AttachedRoster(AttachedServer &server, QObject *parent = nullptr);

    [[nodiscard]] QString whyNone() const override;
    [[nodiscard]] AgentPolicy policy() const override;
    [[nodiscard]] std::vector<PendingAgent> pending() const override { return m_pending; }
    [[nodiscard]] std::shared_ptr<const AuthorizedAgents> authorized() const override
    {
        return m_authorized;
    }
    [[nodiscard]] QString fault() const override { return m_fault; }

    void approve(std::vector<AuthorizedAgent> entries, Done done) override;
    void refuse(const std::vector<Key> &keys) override;
    void change(const AuthorizedAgent &was, const AuthorizedAgent &now, Done done) override;
    void revoke(std::vector<Key> keys, Done done) override;

private:
    using Add = std::function<void(JsonObject &request)>;

    void showState();
    void ask(Done done = {}, std::shared_ptr<const QStringList> faults = {});
    void hearPending(const std::string &told);
    void hearAuthorized(const std::string &told);
    void decide(const std::string &command, std::vector<Add> requests, Done done);

    AttachedServer &m_server;
    std::vector<PendingAgent> m_pending;
    std::shared_ptr<const AuthorizedAgents> m_authorized = std::make_shared<AuthorizedAgents>();
    QString m_fault;
};

} // namespace sealcord
