// SPDX-License-Identifier: MIT
#include "core/text/escape.h"

#include <QChar>

#include <array>

namespace sealcord {

namespace {

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 1; ///< in bytes
    bool isValid = false;
};

// The first code point of `text`, which is not empty: shortest form, no surrogate (RFC 3629, 3).
CodePoint firstCodePoint(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80)
        return {lead, 1, true};

    const std::size_t length = lead < 0xc2 ? 0
        : lead < 0xe0                      ? 2
        : lead < 0xf0                      ? 3
        : lead < 0xf5                      ? 4
                                           : 0;
    if (length == 0 || text.size() < length)
        return {};
    char32_t value = lead & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xc0) != 0x80)
            return {};
        value = (value << 6) | (next & 0x3fu);
    }
    constexpr std::array<char32_t, 5> shortest{0, 0, 0x80, 0x800, 0x10000};
    const auto isSurrogate = value >= 0xd800 && value < 0xe000;
    if (value < shortest[length] || isSurrogate || value > 0x10ffff)
        return {};
    return {value, length, true};
}

bool hasShape(char32_t codePoint)
{
    switch (QChar::category(codePoint)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return true;
    }
}

void appendHex(std::string &out, char32_t value, int digits)
{
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += "0123456789abcdef"[(value >> shift) & 0xf];
}

void appendEscape(std::string &out, char32_t codePoint)
{
    switch (codePoint) {
    case U'\n':
        out += "\\n";
        return;
    case U'\r':
        out += "\\r";
        return;
    case U'\t':
        out += "\\t";
        return;
    default:
        break;
    }
    if (codePoint < 0x80) {
        out += "\\x";
        appendHex(out, codePoint, 2);
    } else {
        out += "\\u{";
        appendHex(out, codePoint, codePoint > 0xffff ? 6 : 4);
        out += '}';
    }
}

std::string escape(std::string_view text, std::string_view alsoEscaped)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto next = firstCodePoint(text);
        if (!next.isValid) {
            out += "\\x";
            appendHex(out, static_cast<unsigned char>(text.front()), 2);
        } else if (!hasShape(next.value)) {
            appendEscape(out, next.value);
        } else {
            if (alsoEscaped.contains(text.front()))
                out += '\\';
            out += text.substr(0, next.length);
        }
        text.remove_prefix(next.length);
    }
    return out;
}

void appendJsonEscape(std::string &out, char32_t codePoint)
{
    const auto unit = [&out](char32_t value) {
        out += "\\u";
        appendHex(out, value, 4);
    };
    if (codePoint > 0xffff) {
        unit(QChar::highSurrogate(codePoint));
        unit(QChar::lowSurrogate(codePoint));
    } else {
        unit(codePoint);
    }
}

} // namespace

std::string printable(std::string_view utf8)
{
    return escape(utf8, {});
}

QString printable(QStringView text)
{
    return QString::fromStdString(printable(std::string_view(text.toUtf8())));
}

std::string escaped(std::string_view bytes)
{
    return escape(bytes, "\\\"");
}

std::string jsonString(std::string_view utf8)
{
    std::string out = "\"";
    while (!utf8.empty()) {
        const auto next = firstCodePoint(utf8);
        if (!next.isValid) {
            out += "\\ufffd";
        } else if (next.value == U'"' || next.value == U'\\') {
            out += '\\';
            out += utf8.front();
        } else if (!hasShape(next.value)) {
            appendJsonEscape(out, next.value);
        } else {
            out += utf8.substr(0, next.length);
        }
        utf8.remove_prefix(next.length);
    }
    return out + '"';
}

} // namespace sealcord
