// SPDX-License-Identifier: MIT
#include "widgets/message/copyformats.h"

#include "core/text/byteview.h"
#include "core/text/escape.h"
#include "core/text/figures.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

constexpr QLatin1StringView digits{"0123456789abcdef"};

void appendHex(QString &text, std::byte byte)
{
    text += digits[std::to_integer<qsizetype>(byte >> 4)];
    text += digits[std::to_integer<qsizetype>(byte & std::byte{15})];
}

void appendHexBytes(QString &text, std::span<const std::byte> bytes)
{
    for (const auto byte : bytes) {
        if (!text.isEmpty())
            text += u' ';
        appendHex(text, byte);
    }
}

void appendCBytes(QString &text, std::span<const std::byte> bytes)
{
    constexpr std::size_t perLine = 12;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text += i % perLine == 0 ? "    0x"_L1 : " 0x"_L1;
        appendHex(text, bytes[i]);
        text += u',';
        if (i % perLine == perLine - 1 || i + 1 == bytes.size())
            text += u'\n';
    }
}

} // namespace

QString nameOf(CopyFormat format)
{
    switch (format) {
    case CopyFormat::Text:
        return QCoreApplication::translate("CopyFormat", "Text");
    case CopyFormat::Hex:
        return QCoreApplication::translate("CopyFormat", "Hex");
    case CopyFormat::CArray:
        return QCoreApplication::translate("CopyFormat", "C array");
    case CopyFormat::Json:
        return QCoreApplication::translate("CopyFormat", "JSON string");
    case CopyFormat::Base64:
        return QCoreApplication::translate("CopyFormat", "Base64");
    }
    std::unreachable();
}

QString copiedText(std::span<const std::byte> bytes, CopyFormat format)
{
    const QString size = formatBytes(bytes.size());
    if (format == CopyFormat::Text && std::ranges::find(bytes, std::byte{0}) != bytes.end()) {
        return QCoreApplication::translate(
            "CopyFormat", "Copied as text, %1; NUL became ␀, since many programs stop at it")
            .arg(size);
    }
    return QCoreApplication::translate(
        "CopyFormat", "Copied as %1, %2", "Copied as C array, 18 bytes")
        .arg(nameOf(format), size);
}

QString copyText(std::span<const std::byte> bytes, CopyFormat format, const std::stop_token &stop)
{
    // Divisible by 3 for Base64 and by 12 for the lines of an array.
    constexpr std::size_t slice = 64 * 1024 / 12 * 12;

    if (format == CopyFormat::Json) // not by slices: a character may span two
        return QString::fromStdString(
            jsonString({reinterpret_cast<const char *>(bytes.data()), bytes.size()}));
    QString text;
    if (format == CopyFormat::CArray)
        text = u"const unsigned char data[%1] = {\n"_s.arg(bytes.size());
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    for (std::size_t at = 0; at < bytes.size(); at += slice) {
        if (stop.stop_requested())
            return {};
        const auto part = bytes.subspan(at, std::min(slice, bytes.size() - at));
        switch (format) {
        case CopyFormat::Text:
            text += QString(decode(byteView(part))).replace(QChar(u'\0'), QChar(u'\u2400'));
            break;
        case CopyFormat::Hex:
            appendHexBytes(text, part);
            break;
        case CopyFormat::CArray:
            appendCBytes(text, part);
            break;
        case CopyFormat::Json:
            break; // above
        case CopyFormat::Base64:
            text += QString::fromLatin1(byteView(part).toByteArray().toBase64());
            break;
        }
    }
    if (format == CopyFormat::CArray)
        text += "};\n"_L1;
    return text;
}

} // namespace sealcord
