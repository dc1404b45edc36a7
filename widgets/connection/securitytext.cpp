// SPDX-License-Identifier: MIT
#include "widgets/connection/securitytext.h"

#include "core/traffic/describe.h"

#include <QCoreApplication>

#include <utility>

namespace sealcord {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SecurityText)
};

QStringList whatClassicDoesNotGive()
{
    return {
        Text::tr("Nobody knows who is at the other end: there is no certificate and no password. "
                 "Somebody in between who can redirect the connection could agree a key with each "
                 "side, read along and change what is said. Comparing the fingerprint over another "
                 "channel, such as a telephone call, shows whether that is so."),
        Text::tr("Messages are not numbered: somebody in between who cannot read them can still "
                 "drop, repeat or reorder them, or send one back to where it came from."),
        describeWhoCanEnd(),
        Text::tr("Number, length and time of messages are visible to whoever listens.")};
}

// Nothing where that is known.
QStringList whatIsNotKnownOfTheKey(Protection protection)
{
    switch (protection) {
    case Protection::FirstContact:
        return {Text::tr("Nobody has verified whose key the other end has. Somebody in between "
                         "could have put in a key of his own; then he reads along and can change "
                         "what is said.")};
    case Protection::Pinned:
        return {Text::tr("The key is the same as at first contact. Whether it was the right one "
                         "then nobody has verified.")};
    case Protection::NotAuthenticated:
    case Protection::Verified:
        return {};
    }
    std::unreachable();
}

} // namespace

QStringList whatIsGiven(Protection protection)
{
    const auto agreement =
        Text::tr("Each connection agrees a fresh key with X25519 and forgets it at its end: "
                 "recording today and stealing a machine tomorrow reads nothing.");
    if (protection == Protection::NotAuthenticated)
        return {agreement,
            Text::tr("Messages are sealed with AES-256-GCM. Whoever only listens learns nothing of "
                     "their content, and whoever changes a bit ends the connection.")};
    return {agreement,
        Text::tr("Each end has proved that it holds the private key to its public one. Nobody can "
                 "play an end whose key is known without that being noticed before anything is "
                 "sent."),
        Text::tr("Records are sealed with AES-256-GCM and numbered, under a key for each direction "
                 "that is replaced as it goes. Whoever listens learns nothing of their content; "
                 "whoever changes, drops, repeats or reorders one, or sends one back, ends the "
                 "connection.")};
}

QStringList whatIsNotGiven(Protection protection)
{
    if (protection == Protection::NotAuthenticated)
        return whatClassicDoesNotGive();
    return whatIsNotKnownOfTheKey(protection)
        + QStringList{
            Text::tr("Somebody on the way can end the connection, but not unseen: an end without a "
                     "goodbye is told as that."),
            Text::tr("Number, length and time of records are visible to whoever listens. Messages "
                     "that share a record hide their own lengths.")};
}

QStringList howToTell(Protection protection)
{
    if (protection == Protection::NotAuthenticated)
        return {Text::tr("1. Open the connection's page in both windows."),
            Text::tr("2. Read the fingerprint to each other over a channel that an attacker does "
                     "not control: a call with a voice that you know, a signed message."),
            Text::tr("3. Equal: nobody sits in between on this connection. Different: somebody "
                     "does. End it."),
            Text::tr("It holds for that one connection. Nothing that goes through the connection "
                     "itself can tell.")};
    return {Text::tr("1. Ask whoever is at the other end what \"sealcord key fingerprint\" says "
                     "there, over a channel that an attacker does not control: a call with a voice "
                     "that you know, a signed message."),
        Text::tr("2. Compare it with the fingerprint of the key on the connection's page."),
        Text::tr("3. Equal: nobody sits in between, as long as the key stays the same. Different: "
                 "somebody does. End the connection.")};
}

} // namespace sealcord
