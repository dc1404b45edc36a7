// SPDX-License-Identifier: MIT
#pragma once

#include "core/trust/trusterror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <expected>
#include <functional>
#include <vector>

/// The form that known_servers and authorized_agents share: lines of UTF-8 that end in LF; an
/// entry, nothing, or a comment, which begins with "#" at the start of a line or behind white space
/// and goes to its end. What an entry's words mean is the reader's affair.
namespace sealcord {

/// A word of an entry, with its place in the line in bytes.
struct TrustWord {
    QString text;
    qsizetype offset = 0;
    qsizetype length = 0;
};

struct TrustEntry {
    int line = 0; ///< counted from 1
    std::vector<TrustWord> words; ///< one or more
};

/// The lines of a file, to be read and changed. What is not changed stays, byte for byte.
class TrustLines
{
public:
    /// \a path is for the error.
    [[nodiscard]] static std::expected<TrustLines, TrustError> parse(
        QByteArrayView text, const QString &path);

    [[nodiscard]] const std::vector<TrustEntry> &entries() const { return m_entries; }
    [[nodiscard]] QByteArray toText() const;

    // Changes, after any of which entries() is out of date.
    void append(const QString &entry);
    /// Takes \a line out, and its comment with it.
    void remove(int line);
    /// Writes \a text instead of \a word of \a line.
    void replace(int line, const TrustWord &word, const QString &text);
    /// Writes \a text behind \a word of \a line.
    void insertBehind(int line, const TrustWord &word, const QString &text);

private:
    QList<QByteArray> m_lines;
    std::vector<TrustEntry> m_entries;
};

/// What is wrong in a line: "PATH:LINE: TEXT".
[[nodiscard]] TrustError lineError(const QString &path, int line, const QString &text);

/// Changes the file at \a path under its lock; a file that is not there is an empty one. \a change
/// is given its text and returns the text that is to be, or why the file stays as it is. Blocks for
/// the file system, at most 5 s for the lock.
[[nodiscard]] std::expected<void, TrustError> editTrustFile(const QString &path,
    const std::function<std::expected<QByteArray, TrustError>(QByteArrayView text)> &change);

} // namespace sealcord
