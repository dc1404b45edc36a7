// SPDX-License-Identifier: MIT
#include "core/app/settings/inifile.h"

#include "core/text/escape.h"
#include "core/text/visibletext.h"

#include <QStringConverter>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

using Text = std::expected<QString, QString>; // or what is wrong, in words

bool beginsComment(QStringView text)
{
    return text.startsWith(u'#') || text.startsWith(u';');
}

// Cuts a comment off that stands after space, or at the very beginning.
QStringView withoutComment(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if ((i == 0 || text[i - 1].isSpace()) && beginsComment(text.sliced(i)))
            return text.first(i).trimmed();
    }
    return text.trimmed();
}

// What the escape at the beginning of `rest` (behind its backslash) stands for; takes it away.
std::optional<QChar> takeEscape(QStringView &rest)
{
    if (rest.isEmpty())
        return {};
    const auto letter = rest.front();
    rest = rest.sliced(1);
    switch (letter.unicode()) {
    case u'\\':
    case u'"':
        return letter;
    case u'n':
        return u'\n';
    case u'r':
        return u'\r';
    case u't':
        return u'\t';
    case u'u':
        break;
    default:
        return {};
    }
    bool isNumber = false;
    const auto unit = rest.first(std::min<qsizetype>(rest.size(), 4)).toUShort(&isNumber, 16);
    if (rest.size() < 4 || !isNumber)
        return {};
    rest = rest.sliced(4);
    return QChar(unit);
}

// `rest` begins behind the opening quote.
Text quotedValue(QStringView rest)
{
    QString value;
    while (!rest.isEmpty()) {
        const auto c = rest.front();
        rest = rest.sliced(1);
        if (c == u'"') {
            if (!withoutComment(rest).isEmpty())
                return std::unexpected(u"something follows the closing quote"_s);
            return value;
        }
        if (c != u'\\') {
            value += c;
            continue;
        }
        const auto escape = takeEscape(rest);
        if (!escape)
            return std::unexpected(u"unknown escape after a backslash"_s);
        value += *escape;
    }
    return std::unexpected(u"the closing quote is missing"_s);
}

Text plainOrQuotedValue(QStringView text)
{
    text = text.trimmed();
    if (text.startsWith(u'"'))
        return quotedValue(text.sliced(1));
    return withoutComment(text).toString();
}

class Parser
{
public:
    std::expected<std::vector<IniEntry>, IniError> parse(QStringView text)
    {
        int line = 0;
        for (const auto part : text.tokenize(u'\n')) {
            ++line;
            if (auto error = readLine(part.trimmed(), line))
                return std::unexpected(IniError{line, *std::move(error)});
        }
        return std::move(m_entries);
    }

private:
    std::optional<QString> readLine(QStringView text, int line)
    {
        if (text.isEmpty() || beginsComment(text))
            return {};
        if (text.startsWith(u'['))
            return readSection(withoutComment(text));
        const auto equals = text.indexOf(u'=');
        const auto key = text.first(std::max<qsizetype>(equals, 0)).trimmed();
        if (key.isEmpty())
            return u"neither \"key = value\" nor \"[section]\" nor a comment"_s;
        auto value = plainOrQuotedValue(text.sliced(equals + 1));
        if (!value)
            return printable(key) + u": "_s + value.error();
        const auto [place, isNew] = m_seen.emplace(m_section, key.toString());
        if (!isNew)
            return printable(key) + u" is given twice"_s;
        m_entries.push_back({m_section, key.toString(), *std::move(value), line});
        return {};
    }

    std::optional<QString> readSection(QStringView text)
    {
        if (!text.endsWith(u']'))
            return u"the bracket behind the section's name is missing"_s;
        m_section = text.sliced(1, text.size() - 2).trimmed().toString();
        if (m_section.isEmpty())
            return u"a section needs a name"_s;
        return {};
    }

    QString m_section;
    std::vector<IniEntry> m_entries;
    std::set<std::pair<QString, QString>> m_seen; // sections and keys of the entries
};

bool needsQuotes(const QString &value)
{
    return value.isEmpty() || value != value.trimmed() || value.startsWith(u'"')
        || withoutComment(value).size() != value.size() || printable(QStringView(value)) != value;
}

} // namespace

std::expected<std::vector<IniEntry>, IniError> parseIni(const QByteArray &content)
{
    int line = 0;
    for (const auto &part : content.split('\n')) {
        ++line;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder.decode(part);
        if (decoder.hasError() || decoded.contains(QChar::Null))
            return std::unexpected(IniError{line, u"not UTF-8 text"_s});
    }
    return Parser().parse(QString::fromUtf8(content));
}

QString iniValue(const QString &value)
{
    if (!needsQuotes(value))
        return value;
    QString out = u"\""_s;
    for (const auto c : value) {
        if (c == u'"' || c == u'\\')
            out += u'\\' + QString(c);
        else if (!isVisible(c.unicode()))
            out += u"\\u"_s + QString::number(c.unicode(), 16).rightJustified(4, u'0');
        else
            out += c;
    }
    return out + u'"';
}

} // namespace sealcord
