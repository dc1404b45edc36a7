// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/options/trustoptions.h"
#include "core/app/trust/credentials.h"
#include "core/trust/place.h"
#include "widgets/parts/backgroundwork.h"

#include <QObject>
#include <QString>

namespace sealcord {

/// Opens what an agent needs to go to a server, its key and the servers it knows, and takes known
/// keys out again. All files are read and written on a thread of its own, one thing at a time: what
/// is begun cancels what was.
class AgentAccess final : public QObject
{
    Q_OBJECT

public:
    /// \a options: the protocol in them is open()'s to say.
    explicit AgentAccess(const AgentTrustOptions &options, QObject *parent = nullptr);
    ~AgentAccess() override;

    /// opened() or failed() follows.
    void open(Protocol protocol, const Place &place);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_work.isRunning(); }

    /// What opened() told of, until the next time. Whoever uses them has ended before.
    [[nodiscard]] const AgentCredentials &credentials() const { return m_credentials; }

    /// Takes the keys that \a changed names out of what is known. forgotten() or failed() follows.
    void forget(const ServerChanged &changed);

Q_SIGNALS:
    void opened();
    void forgotten();
    /// \a why is a sentence for a person. What was open stays open.
    void failed(const QString &why);

private:
    const AgentTrustOptions m_options;
    AgentCredentials m_credentials;
    BackgroundWork m_work;
};

} // namespace sealcord
