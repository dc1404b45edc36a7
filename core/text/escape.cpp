// SPDX-License-Identifier: MIT
#include "core/text/escape.h"

#include "core/text/systemtext.h"
#include "core/text/visibletext.h"

#include <QChar>

#include <algorithm>

namespace sealcord {

namespace {

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
        const auto next = firstUtf8Character(text);
        if (!next.isValid) {
            out += "\\x";
            appendHex(out, static_cast<unsigned char>(text.front()), 2);
        } else if (!isVisible(next.value)) {
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

// How many characters at the beginning stand in a JSON string as they are: what is visible of
// ASCII.
std::size_t plainInJson(std::string_view utf8)
{
    const auto isPlain = [](char c) {
        return (c >= ' ') & (c <= '~') & (c != '"') & (c != '\\'); // no branch in it
    };
    // Blocks as a whole, which the compiler looks at many characters at a time.
    constexpr std::size_t block = 64;
    std::size_t count = 0;
    for (; utf8.size() - count >= block; count += block) {
        unsigned plain = 0;
        for (const auto c : utf8.substr(count, block))
            plain += static_cast<unsigned>(isPlain(c));
        if (plain < block)
            break;
    }
    const auto rest = utf8.substr(count);
    return count + static_cast<std::size_t>(std::ranges::find_if_not(rest, isPlain) - rest.begin());
}

} // namespace

std::string printable(std::string_view utf8)
{
    return escape(utf8, {});
}

QString printable(QStringView text)
{
    return QString::fromStdString(printable(std::string_view(toSystem(text))));
}

std::string escaped(std::string_view bytes)
{
    return escape(bytes, "\\\"");
}

std::string jsonString(std::string_view utf8)
{
    std::string out;
    appendJsonString(out, utf8);
    return out;
}

void appendJsonString(std::string &out, std::string_view utf8)
{
    out += '"';
    while (!utf8.empty()) {
        if (const auto plain = plainInJson(utf8); plain > 0) {
            out += utf8.substr(0, plain);
            utf8.remove_prefix(plain);
            continue;
        }
        const auto next = firstUtf8Character(utf8);
        if (!next.isValid) {
            out += "\\ufffd";
        } else if (next.value == U'"' || next.value == U'\\') {
            out += '\\';
            out += utf8.front();
        } else if (!isVisible(next.value)) {
            appendJsonEscape(out, next.value);
        } else {
            out += utf8.substr(0, next.length);
        }
        utf8.remove_prefix(next.length);
    }
    out += '"';
}

} // namespace sealcord
