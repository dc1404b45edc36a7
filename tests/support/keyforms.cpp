// SPDX-License-Identifier: MIT
#include "tests/support/keyforms.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sealcord::test {

using namespace Qt::StringLiterals;

namespace {

KeyVector keyOf(const QJsonObject &object)
{
    const auto text = [&object](
                          QLatin1StringView name) { return object[name].toString().toUtf8(); };
    return {
        .privateKey = fromHex(text("private"_L1)),
        .publicKey = fromHex(text("public"_L1)),
        .text = text("text"_L1),
        .fingerprint = text("fingerprint"_L1),
        .pem = text("pem"_L1),
    };
}

KeyForms load()
{
    QFile file(QStringLiteral(SEALCORD_TEST_DATA "/sealed-vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    const auto root = QJsonDocument::fromJson(file.readAll()).object();
    const auto keys = root["keys"_L1].toObject();
    const auto formsOf = root["forms"_L1].toObject();

    KeyForms forms{keyOf(keys["agent"_L1].toObject()), keyOf(keys["server"_L1].toObject()), {}, {},
        formsOf["psk_file"_L1].toString().toUtf8(), fromHex(root["psk"_L1].toString().toUtf8())};
    for (const auto &text : formsOf["public_key_texts_refused"_L1].toArray())
        forms.refusedTexts += text.toString().toUtf8();
    for (const auto &value : formsOf["files"_L1].toArray()) {
        const auto object = value.toObject();
        forms.files +=
            TrustFileVector{object["file"_L1].toString(), object["text"_L1].toString().toUtf8(),
                object["valid"_L1].toBool(), object["line"_L1].toInt()};
    }
    if (forms.refusedTexts.isEmpty() || forms.files.isEmpty())
        qFatal("no forms in %s", qPrintable(file.fileName()));
    return forms;
}

} // namespace

const KeyForms &keyForms()
{
    static const KeyForms forms = load();
    return forms;
}

} // namespace sealcord::test
