// SPDX-License-Identifier: MIT
#include "agent-gui/trustprompt.h"

#include "agent-gui/agentaccess.h"
#include "core/crypto/keytext.h"
#include "core/trust/serververdict.h"

#include <QClipboard>
#include <QGuiApplication>

#include <utility>

namespace sealcord {

using Level = MessageBar::Level;

namespace {

MessageBar::Action copying(const QString &what, const QString &text)
{
    return {what, [text] { QGuiApplication::clipboard()->setText(text); }, true};
}

} // namespace

TrustPrompt::TrustPrompt(MessageBar &bar, AgentAccess &access, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_access(access)
{
    connect(&m_access, &AgentAccess::forgotten, this, &TrustPrompt::connectRequested);
}

void TrustPrompt::tell(EndReason reason, const QString &why)
{
    const auto &credentials = m_access.credentials();
    if (!credentials.judge || !credentials.identity)
        return;
    switch (reason) {
    case EndReason::UnknownServerKey:
    case EndReason::ChangedServerKey:
        return askAboutKey(*credentials.judge, why);
    case EndReason::WaitsForApproval:
        return sayWaiting();
    case EndReason::NotAuthorised:
        return sayNotAuthorised();
    default:
        break;
    }
}

void TrustPrompt::clear()
{
    if (!m_told.isEmpty() && m_bar.text() == m_told)
        m_bar.hide();
    m_told.clear();
}

void TrustPrompt::say(Level level, const QString &text, const QList<MessageBar::Action> &actions)
{
    if (text != std::exchange(m_told, text))
        m_bar.show(level, text, actions);
}

void TrustPrompt::askAboutKey(ServerJudge &judge, const QString &why)
{
    const auto refused = judge.refused();
    if (!refused) // what is known could not be read
        return say(Level::Error, why);
    const auto &[place, path, mode, given] = judge.settings();
    const auto key = refused->key;
    const auto copy = copying(tr("Copy fingerprint"), QString::fromStdString(keyFingerprint(key)));
    if (const auto &changed = refused->changed) {
        QList<MessageBar::Action> actions{copy};
        if (!changed->known.empty())
            actions.append({tr("Remove the known key and connect"),
                [this, changed = *changed] { m_access.forget(changed); }});
        return say(Level::Error,
            changedServerText(*changed, place, key, given, Wording::Translated), actions);
    }
    const auto text = firstContactText(place, key, Wording::Translated);
    if (mode != TrustMode::Ask)
        return say(Level::Warning, text, {copy});
    const auto trust = [this, &judge, key] {
        judge.trust(key);
        Q_EMIT connectRequested();
    };
    say(Level::Info, text, {{tr("Trust and connect"), trust}, copy});
}

void TrustPrompt::sayWaiting()
{
    const auto fingerprint =
        QString::fromStdString(keyFingerprint(m_access.credentials().identity->key.publicKey()));
    const auto command = QStringLiteral("sealcord agents approve %1").arg(fingerprint);
    const auto text = tr("The server takes agents that somebody approves, and this one waits for "
                         "it. Its key's fingerprint is %1. On the server: %2")
                          .arg(fingerprint, command);
    say(Level::Info, text, {copying(tr("Copy command"), command)});
}

void TrustPrompt::sayNotAuthorised()
{
    const auto &key = m_access.credentials().identity->key.publicKey();
    const auto text = tr("The server does not admit this agent: its key, %1, is not authorised. "
                         "Whoever runs the server can add it.")
                          .arg(QString::fromStdString(keyFingerprint(key)));
    say(Level::Warning, text,
        {copying(tr("Copy key"), QString::fromStdString(publicKeyText(key)))});
}

} // namespace sealcord
