// SPDX-License-Identifier: MIT
#include "widgets/composer/messagetemplate.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

constexpr qsizetype timeLength = 24;

std::optional<int> hexDigit(QChar character)
{
    const char16_t code = character.unicode();
    if (code >= u'0' && code <= u'9')
        return code - u'0';
    const char16_t lower = code | 0x20U;
    if (lower >= u'a' && lower <= u'f')
        return lower - u'a' + 10;
    return {};
}

qsizetype hexDigitsAt(QStringView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && hexDigit(text[end]))
        ++end;
    return end - at;
}

uint hexValue(QStringView digits)
{
    uint value = 0;
    for (const QChar digit : digits)
        value = value * 16 + static_cast<uint>(hexDigit(digit).value_or(0));
    return value;
}

qsizetype decimalDigits(quint64 value)
{
    qsizetype digits = 1;
    for (; value >= 10; value /= 10)
        ++digits;
    return digits;
}

/// The whole character at \a at, which may take two units.
qsizetype unitsAt(QStringView text, qsizetype at)
{
    const bool isPair =
        text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    return isPair ? 2 : 1;
}

std::unexpected<MessageTemplate::ParseError> wrong(
    qsizetype offset, qsizetype length, const QString &text)
{
    return std::unexpected(MessageTemplate::ParseError{offset, length, text});
}

/// Where in \a text bytes in hex stand: all of it, or what an array in C has in its braces.
struct Stretch {
    qsizetype begin = 0;
    qsizetype end = 0;
};

Stretch hexStretch(QStringView text)
{
    const Stretch all{0, text.size()};
    const qsizetype open = text.indexOf(u'{');
    if (open < 0 || text.sliced(open).startsWith(u"{{"))
        return all;
    const QStringView before = text.first(open).trimmed();
    if (!before.isEmpty() && !before.endsWith(u'=') && !before.endsWith(u']'))
        return all;
    // Behind the array others may be declared, as its length is by xxd.
    qsizetype close = text.indexOf(u"};", open);
    if (close < 0 && text.trimmed().endsWith(u'}'))
        close = text.lastIndexOf(u'}');
    return close < 0 ? all : Stretch{open + 1, close};
}

/// The N of "random N": at least one digit, ASCII.
std::optional<qsizetype> randomLength(QStringView digits)
{
    qsizetype value = 0;
    for (const QChar digit : digits) {
        if (digit < u'0' || digit > u'9')
            return {};
        value = value * 10 + (digit.unicode() - u'0');
        if (value > MessageTemplate::maxRandomLength)
            return {};
    }
    return value > 0 ? std::optional(value) : std::nullopt;
}

QByteArray randomBytes(qsizetype count, QRandomGenerator &random)
{
    QByteArray bytes(count, Qt::Uninitialized);
    for (qsizetype at = 0; at < count; at += 4) {
        quint32 word = random.generate();
        for (qsizetype i = at; i < std::min(at + 4, count); ++i, word >>= 8)
            bytes[i] = static_cast<char>(word & 0xffU);
    }
    return bytes;
}

quint64 unixMilliseconds(MessageTemplate::Clock::time_point now)
{
    const auto time = std::chrono::floor<std::chrono::milliseconds>(now.time_since_epoch());
    return static_cast<quint64>(time.count());
}

QByteArray timeText(MessageTemplate::Clock::time_point now)
{
    const auto time = static_cast<qint64>(unixMilliseconds(now));
    return QDateTime::fromMSecsSinceEpoch(time, QTimeZone::utc())
        .toUTC() // so that Qt 6.4 writes a Z
        .toString(Qt::ISODateWithMs)
        .toLatin1();
}

} // namespace

MessageTemplate::MessageTemplate(Form form)
    : m_form(form)
{ }

auto MessageTemplate::parse(QStringView text, Form form)
    -> std::expected<MessageTemplate, ParseError>
{
    MessageTemplate result(form);
    qsizetype at = 0;
    if (form == Form::Hex) {
        const Stretch hex = hexStretch(text);
        at = hex.begin;
        text.truncate(hex.end);
    }
    while (at < text.size()) {
        Position next = text.sliced(at).startsWith(u"{{") ? result.takePlace(text, at)
            : form == Form::Hex                           ? result.takeHex(text, at)
                                                          : result.takeText(text, at);
        if (!next)
            return std::unexpected(std::move(next.error()));
        at = *next;
    }
    return result;
}

MessageTemplate MessageTemplate::of(const QByteArray &bytes)
{
    MessageTemplate result(Form::Text);
    result.m_parts.push_back({Kind::Bytes, bytes, 0});
    return result;
}

bool MessageTemplate::isConstant() const
{
    return std::ranges::all_of(m_parts, [](const Part &part) { return part.kind == Kind::Bytes; });
}

auto MessageTemplate::takePlace(QStringView text, qsizetype at) -> Position
{
    const qsizetype close = text.indexOf(u"}}", at);
    if (close < 0)
        return wrong(at, text.size() - at, tr("The closing }} is missing."));
    const qsizetype end = close + 2;
    const QStringView inside = text.sliced(at + 2, close - at - 2).trimmed();
    constexpr std::array<std::pair<QStringView, Kind>, 4> places{{
        {u"counter", Kind::Counter},
        {u"time", Kind::Time},
        {u"unixms", Kind::UnixMs},
        {u"len", Kind::Length},
    }};
    for (const auto &[name, kind] : places) {
        if (inside == name) {
            m_parts.push_back({kind, {}, 0});
            return end;
        }
    }
    if (inside != u"random" && !inside.startsWith(u"random ")) {
        return wrong(at, end - at,
            tr("Unknown: there are {{counter}}, {{time}}, {{unixms}}, {{random 16}} and {{len}}."));
    }
    const auto count = randomLength(inside.sliced(6).trimmed());
    if (!count)
        return wrong(at, end - at, tr("{{random N}} takes how many bytes: 1 to 16777216."));
    m_parts.push_back({Kind::Random, {}, *count});
    return end;
}

auto MessageTemplate::takeText(QStringView text, qsizetype at) -> Position
{
    if (text[at] == u'\\')
        return takeEscape(text, at);
    qsizetype end = at;
    while (end < text.size() && text[end] != u'\\' && !text.sliced(end).startsWith(u"{{")) {
        const qsizetype units = unitsAt(text, end);
        if (units == 1 && text[end].isSurrogate())
            return wrong(end, 1, tr("This is half of a character."));
        end += units;
    }
    append(text.sliced(at, end - at).toUtf8());
    return end;
}

auto MessageTemplate::takeEscape(QStringView text, qsizetype at) -> Position
{
    if (at + 1 == text.size())
        return wrong(at, 1, tr("A backslash begins an escape. Write \\\\ for a backslash."));
    constexpr std::array<std::pair<char16_t, char>, 6> simple{
        {{u'n', '\n'}, {u'r', '\r'}, {u't', '\t'}, {u'0', '\0'}, {u'\\', '\\'}, {u'{', '{'}}};
    const char16_t name = text[at + 1].unicode();
    for (const auto &[character, byte] : simple) {
        if (name == character) {
            append(QByteArrayView(&byte, 1));
            return at + 2;
        }
    }
    if (name == u'x')
        return takeByteEscape(text, at);
    if (name == u'u')
        return takeCharacterEscape(text, at);
    return wrong(at, 1 + unitsAt(text, at + 1),
        tr("Unknown escape: there are \\n \\r \\t \\0 \\\\ \\{ \\xNN and \\u{N}."));
}

auto MessageTemplate::takeByteEscape(QStringView text, qsizetype at) -> Position
{
    const qsizetype digits = std::min<qsizetype>(hexDigitsAt(text, at + 2), 2);
    if (digits < 2)
        return wrong(at, 2 + digits, tr("\\x takes two hexadecimal digits, as in \\x0a."));
    appendByte(text.sliced(at + 2, 2));
    return at + 4;
}

auto MessageTemplate::takeCharacterEscape(QStringView text, qsizetype at) -> Position
{
    const bool isOpen = at + 2 < text.size() && text[at + 2] == u'{';
    const qsizetype digits = isOpen ? hexDigitsAt(text, at + 3) : 0;
    const qsizetype close = at + 3 + digits;
    const bool isClosed = isOpen && close < text.size() && text[close] == u'}';
    if (!isClosed || digits < 1 || digits > 6) {
        return wrong(at, isClosed ? close + 1 - at : 2 + (isOpen ? 1 : 0) + digits,
            tr("\\u takes one to six hexadecimal digits in braces, as in \\u{20ac}."));
    }
    const char32_t code = hexValue(text.sliced(at + 3, digits));
    if (code > 0x10ffff || QChar::isSurrogate(code))
        return wrong(at, close + 1 - at, tr("There is no character with this number."));
    const auto character = QChar::fromUcs4(code); // QString::fromUcs4() drops U+FEFF
    append(QStringView(character).toUtf8());
    return close + 1;
}

auto MessageTemplate::takeHex(QStringView text, qsizetype at) -> Position
{
    if (text[at].isSpace() || QStringView(u",:-\"").contains(text[at]))
        return at + 1;
    const QStringView rest = text.sliced(at);
    if (rest.startsWith(u"0x", Qt::CaseInsensitive) || rest.startsWith(u"\\x"))
        return takePrefixedHex(text, at);
    const qsizetype digits = hexDigitsAt(text, at);
    if (digits == 0)
        return wrong(at, unitsAt(text, at), tr("This is no hexadecimal digit."));
    if (digits == 1)
        return wrong(at, 1, tr("A byte has two digits, this has one."));
    appendByte(text.sliced(at, 2));
    return at + 2;
}

auto MessageTemplate::takePrefixedHex(QStringView text, qsizetype at) -> Position
{
    const qsizetype digits = hexDigitsAt(text, at + 2);
    if (digits == 0) {
        return wrong(
            at, 2, tr("The digits behind %1 are missing.").arg(text.sliced(at, 2).toString()));
    }
    const qsizetype taken = std::min<qsizetype>(digits, 2);
    appendByte(text.sliced(at + 2, taken));
    return at + 2 + taken;
}

void MessageTemplate::appendByte(QStringView hexDigits)
{
    const char byte = static_cast<char>(hexValue(hexDigits));
    append(QByteArrayView(&byte, 1));
}

void MessageTemplate::append(QByteArrayView bytes)
{
    if (m_parts.empty() || m_parts.back().kind != Kind::Bytes)
        m_parts.emplace_back();
    m_parts.back().bytes.append(bytes);
}

qsizetype MessageTemplate::length(quint64 counter, Clock::time_point now) const
{
    qsizetype known = 0;
    qsizetype lengths = 0;
    for (const Part &part : m_parts) {
        switch (part.kind) {
        case Kind::Bytes:
            known += part.bytes.size();
            break;
        case Kind::Counter:
            known += number(counter, 8).size();
            break;
        case Kind::Time:
            known += timeLength;
            break;
        case Kind::UnixMs:
            known += number(unixMilliseconds(now), 8).size();
            break;
        case Kind::Random:
            known += m_form == Form::Hex ? part.count : 2 * part.count;
            break;
        case Kind::Length:
            ++lengths;
            break;
        }
    }
    if (m_form == Form::Hex)
        return known + 4 * lengths;
    // One digit more makes the number longer by less than a power of ten, so that the first count
    // of digits that suffices is the one that fits.
    qsizetype digits = 1;
    while (decimalDigits(static_cast<quint64>(known + lengths * digits)) > digits)
        ++digits;
    return known + lengths * digits;
}

QByteArray MessageTemplate::number(quint64 value, int bytesInHex) const
{
    if (m_form == Form::Text)
        return QByteArray::number(value);
    QByteArray bytes(bytesInHex, '\0');
    for (qsizetype i = bytesInHex; i-- > 0; value >>= 8)
        bytes[i] = static_cast<char>(value & 0xffU);
    return bytes;
}

QByteArray MessageTemplate::make(
    quint64 counter, Clock::time_point now, QRandomGenerator &random) const
{
    const qsizetype whole = length(counter, now);
    QByteArray message;
    message.reserve(whole);
    for (const Part &part : m_parts) {
        switch (part.kind) {
        case Kind::Bytes:
            message += part.bytes;
            break;
        case Kind::Counter:
            message += number(counter, 8);
            break;
        case Kind::Time:
            message += timeText(now);
            break;
        case Kind::UnixMs:
            message += number(unixMilliseconds(now), 8);
            break;
        case Kind::Random: {
            const QByteArray bytes = randomBytes(part.count, random);
            message += m_form == Form::Hex ? bytes : bytes.toHex();
            break;
        }
        case Kind::Length:
            message += number(static_cast<quint64>(whole), 4);
            break;
        }
    }
    return message;
}

} // namespace sealcord
