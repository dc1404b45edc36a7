// SPDX-License-Identifier: MIT
#include "core/text/systemtext.h"

#include <algorithm>

#include <unistd.h>

namespace sealcord {

namespace {

constexpr char16_t strayByte = 0xdc00; // and the byte, which is 0x80 or more

// The length of the character that `bytes` begin with; 0 where they begin with none.
qsizetype firstLength(QByteArrayView bytes)
{
    constexpr qsizetype longest = 4; // RFC 3629, 3
    for (qsizetype length = 1; length <= std::min(longest, bytes.size()); ++length) {
        if (bytes.first(length).isValidUtf8())
            return length;
    }
    return 0;
}

bool isStray(QStringView text, qsizetype index)
{
    const auto unit = text[index].unicode();
    const bool isSecond = index > 0 && text[index - 1].isHighSurrogate();
    return unit >= strayByte + 0x80 && unit <= strayByte + 0xff && !isSecond;
}

} // namespace

QString fromSystem(QByteArrayView bytes)
{
    if (bytes.isValidUtf8())
        return QString::fromUtf8(bytes);
    QString text;
    while (!bytes.isEmpty()) {
        const auto length = firstLength(bytes);
        if (length > 0)
            text += QString::fromUtf8(bytes.first(length));
        else
            text += QChar(char16_t(strayByte + static_cast<unsigned char>(bytes.front())));
        bytes = bytes.sliced(std::max<qsizetype>(length, 1));
    }
    return text;
}

QByteArray toSystem(QStringView text)
{
    QByteArray bytes;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isStray(text, i))
            continue;
        bytes += text.sliced(begin, i - begin).toUtf8();
        bytes += static_cast<char>(text[i].unicode() - strayByte);
        begin = i + 1;
    }
    return bytes + text.sliced(begin).toUtf8();
}

QStringList argumentsOf(int argc, const char *const *argv)
{
    QStringList arguments;
    for (int index = 1; index < argc; ++index)
        arguments += fromSystem(argv[index]);
    return arguments;
}

QProcessEnvironment variablesOfProcess()
{
    QProcessEnvironment variables;
    for (auto *const *entry = ::environ; entry && *entry; ++entry) {
        const QByteArrayView bytes(*entry);
        const auto equals = bytes.indexOf('=');
        if (equals <= 0)
            continue;
        const auto name = fromSystem(bytes.first(equals));
        if (!variables.contains(name)) // as getenv() has it
            variables.insert(name, fromSystem(bytes.sliced(equals + 1)));
    }
    return variables;
}

} // namespace sealcord
