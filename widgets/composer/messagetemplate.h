// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QCoreApplication>
#include <QString>

#include <chrono>
#include <expected>
#include <optional>
#include <vector>

class QRandomGenerator;

namespace sealcord {

/// A message as a person writes it, compiled: bytes, and places that are filled in anew each time.
///
/// As **text** it is UTF-8. A backslash begins an escape: `\n \r \t \0 \\`, `\{` for a brace,
/// `\xNN` for the byte with these two hexadecimal digits, `\u{N}` for the character with these one
/// to six. As **hex** it is bytes of two digits each, as programs write them: behind "0x" or "\x",
/// where one digit is enough, with space, line ends, commas, colons, hyphens and quotes around
/// them, or as an array in C, of which only what its braces hold counts.
///
/// The places, in both forms; space inside the braces is ignored:
///
/// |               | in text                         | in hex                          |
/// |---------------|---------------------------------|---------------------------------|
/// | {{counter}}   | decimal digits                  | 8 bytes, most significant first |
/// | {{unixms}}    | decimal digits                  | 8 bytes, most significant first |
/// | {{len}}       | decimal digits                  | 4 bytes, most significant first |
/// | {{random N}}  | 2 N hexadecimal digits          | N bytes                         |
/// | {{time}}      | "2026-11-24T09:16:15.120Z", UTC | the same, in ASCII              |
///
/// {{len}} is the length of the whole message in bytes, its own digits counted. In text, `\{{`
/// stands for two braces that begin no place; a single `{` and any `}` stand for themselves.
class MessageTemplate
{
    Q_DECLARE_TR_FUNCTIONS(sealcord::MessageTemplate)

public:
    using Clock = std::chrono::system_clock;
    enum class Form : quint8 { Text, Hex };

    /// What is wrong, where: a stretch of the text in UTF-16 units, never empty.
    struct ParseError {
        qsizetype offset = 0;
        qsizetype length = 0;
        QString text; ///< a sentence
    };

    /// The N of {{random N}} is 1 to this.
    static constexpr qsizetype maxRandomLength = 16 * 1024 * 1024;

    [[nodiscard]] static std::expected<MessageTemplate, ParseError> parse(
        QStringView text, Form form);

    /// Always these \a bytes.
    [[nodiscard]] static MessageTemplate of(const QByteArray &bytes);

    /// Whether make() is the same each time.
    [[nodiscard]] bool isConstant() const;

    /// How long make() is for the same \a counter at the same time.
    [[nodiscard]] qsizetype length(quint64 counter, Clock::time_point now) const;

    /// The message. \a random is asked only where there is {{random N}}; it fills a message and is
    /// never the source of a key.
    [[nodiscard]] QByteArray make(
        quint64 counter, Clock::time_point now, QRandomGenerator &random) const;

private:
    enum class Kind : quint8 { Bytes, Counter, Time, UnixMs, Random, Length };
    struct Part {
        Kind kind = Kind::Bytes;
        QByteArray bytes; ///< of Bytes
        qsizetype count = 0; ///< of Random
    };
    /// Where the parser is after it took something.
    using Position = std::expected<qsizetype, ParseError>;

    explicit MessageTemplate(Form form);

    [[nodiscard]] Position takePlace(QStringView text, qsizetype at);
    [[nodiscard]] Position takeText(QStringView text, qsizetype at);
    [[nodiscard]] Position takeEscape(QStringView text, qsizetype at);
    [[nodiscard]] Position takeByteEscape(QStringView text, qsizetype at);
    [[nodiscard]] Position takeCharacterEscape(QStringView text, qsizetype at);
    [[nodiscard]] Position takeHex(QStringView text, qsizetype at);
    [[nodiscard]] Position takePrefixedHex(QStringView text, qsizetype at);
    void append(QByteArrayView bytes);
    void appendByte(QStringView hexDigits);
    [[nodiscard]] QByteArray number(quint64 value, int bytesInHex) const;

    Form m_form;
    std::vector<Part> m_parts;
};

} // namespace sealcord
