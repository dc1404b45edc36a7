// SPDX-License-Identifier: MIT
#include "console/trust/keycommand.h"

#include "console/trust/jsonline.h"
#include "core/app/options/keyoptions.h"
#include "core/app/process/plainlines.h"
#include "core/app/process/process.h"
#include "core/app/startup.h"
#include "core/crypto/randomsource.h"
#include "core/text/escape.h"
#include "core/text/systemtext.h"
#include "core/trust/identity.h"
#include "core/trust/keyword.h"
#include "core/trust/pskfile.h"

#include <QJsonObject>
#include <QProcessEnvironment>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Action = KeyOptions::Action;
using Text = std::expected<QString, TrustError>;

Text makePskAt(const KeyOptions &options)
{
    SystemRandom random;
    if (const auto made = makePsk(options.pskPath, random); !made)
        return std::unexpected(made.error());
    if (options.isJson)
        return jsonLine({{u"path"_s, options.pskPath}});
    return printable(options.pskPath) + u'\n';
}

QString textOf(const KeyOptions &options, const QString &path, const X25519KeyPair::PublicKey &key)
{
    if (options.isJson)
        return jsonLine({{u"path"_s, path}, {u"key"_s, keyWord(key)},
            {u"fingerprint"_s, fingerprintWord(key)}});
    switch (options.action) {
    case Action::Fingerprint:
        return fingerprintWord(key) + u'\n';
    case Action::New:
        return printable(path) + u'\n' + keyWord(key) + u'\n' + fingerprintWord(key) + u'\n';
    case Action::Show:
    case Action::Psk:
        break;
    }
    return keyWord(key) + u'\n';
}

Text carriedOut(const KeyOptions &options, const QProcessEnvironment &environment)
{
    if (options.action == Action::Psk)
        return makePskAt(options);
    const auto path = pathOf(options.identity, options.whose, environment);
    if (!path)
        return std::unexpected(path.error());
    SystemRandom random;
    const auto pair =
        options.action == Action::New ? makeIdentity(*path, random) : readIdentity(*path);
    if (!pair)
        return std::unexpected(pair.error());
    return textOf(options, *path, pair->publicKey());
}

} // namespace

int runKey(const QStringList &arguments)
{
    const auto environment = variablesOfProcess();
    const auto options = parseKeyOptions(arguments, environment);
    if (const auto code = answerInstead(options))
        return *code;
    for (const auto &warning : options->warnings)
        printError(u"sealcord key: "_s + warning);
    if (!forbidDumps(environment))
        printError(u"sealcord key: the system does not keep this process out of core dumps"_s);
    const auto text = carriedOut(*options, environment);
    if (text)
        return answer(*text);
    printError(u"sealcord key: "_s + text.error().text);
    return UsageError::exitCode;
}

} // namespace sealcord
