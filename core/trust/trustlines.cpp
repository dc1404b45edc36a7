// SPDX-License-Identifier: MIT
#include "core/trust/trustlines.h"

#include "core/trust/guardedfile.h"
#include "core/trust/writtenfile.h"

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

bool isWhiteSpace(char c)
{
    return c == ' ' || c == '\t';
}

// The words of a line that is UTF-8, up to its comment.
std::vector<TrustWord> wordsOf(QByteArrayView line)
{
    std::vector<TrustWord> words;
    qsizetype next = 0;
    while (next < line.size()) {
        if (isWhiteSpace(line[next])) {
            ++next;
            continue;
        }
        if (line[next] == '#')
            break;
        const auto *const end = std::find_if(line.begin() + next, line.end(), isWhiteSpace);
        const auto length = end - line.begin() - next;
        words.push_back({QString::fromUtf8(line.sliced(next, length)), next, length});
        next += length;
    }
    return words;
}

} // namespace

std::expected<TrustLines, TrustError> TrustLines::parse(QByteArrayView text, const QString &path)
{
    TrustLines lines;
    lines.m_lines = text.toByteArray().split('\n');
    if (lines.m_lines.last().isEmpty())
        lines.m_lines.removeLast(); // nothing stands behind the last newline
    int number = 0;
    for (const auto &line : std::as_const(lines.m_lines)) {
        ++number;
        if (!line.isValidUtf8())
            return std::unexpected(lineError(path, number, u"is not UTF-8"_s));
        auto words = wordsOf(line);
        if (words.empty())
            continue;
        if (words.back().text.endsWith(u'\r'))
            return std::unexpected(
                lineError(path, number, u"ends in CR LF; the lines of this file end in LF"_s));
        lines.m_entries.push_back({number, std::move(words)});
    }
    return lines;
}

QByteArray TrustLines::toText() const
{
    return m_lines.isEmpty() ? QByteArray() : m_lines.join('\n') + '\n';
}

void TrustLines::append(const QString &entry)
{
    m_lines += entry.toUtf8();
}

void TrustLines::remove(int line)
{
    m_lines.removeAt(line - 1);
}

void TrustLines::replace(int line, const TrustWord &word, const QString &text)
{
    m_lines[line - 1].replace(word.offset, word.length, text.toUtf8());
}

void TrustLines::insertBehind(int line, const TrustWord &word, const QString &text)
{
    m_lines[line - 1].insert(word.offset + word.length, QByteArray(' ' + text.toUtf8()));
}

TrustError lineError(const QString &path, int line, const QString &text)
{
    return {path + u':' + QString::number(line) + u": "_s + text};
}

std::expected<void, TrustError> editTrustFile(const QString &path,
    const std::function<std::expected<QByteArray, TrustError>(QByteArrayView text)> &change)
{
    const auto lock = FileLock::take(path);
    if (!lock)
        return std::unexpected(lock.error());
    const auto text = readGuarded(path, Guard::Write);
    if (!text)
        return std::unexpected(text.error());
    const auto before = text->value_or(QByteArray());
    const auto after = change(before);
    if (!after)
        return std::unexpected(after.error());
    if (*after == before)
        return {};
    return replaceFile(path, *after);
}

} // namespace sealcord
