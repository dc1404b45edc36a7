// SPDX-License-Identifier: MIT
#include "widgets/parts/actionlist.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QStringTokenizer>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

/// \a text without its mnemonic and without a key that it names itself; "&&" is an ampersand.
QString plainText(const QString &text)
{
    QString plain;
    bool isMark = false;
    for (const QChar character : QStringView(text).left(text.indexOf(u'\t'))) {
        isMark = character == u'&' && !isMark;
        if (!isMark)
            plain += character;
    }
    return plain;
}

void collect(const QList<QAction *> &actions, const QString &path, QList<ActionEntry> &entries)
{
    for (QAction *action : actions) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        if (const QMenu *menu = action->menu()) {
            const QString title = plainText(menu->title());
            collect(menu->actions(), path.isEmpty() ? title : path + u" › "_s + title, entries);
        } else if (!action->text().isEmpty()) {
            entries.append(entryOf(action, path));
        }
    }
}

std::optional<int> fitOfWord(const ActionEntry &entry, QStringView word)
{
    const qsizetype at = entry.text.indexOf(word, 0, Qt::CaseInsensitive);
    if (at == 0)
        return 0;
    for (qsizetype i = at; i > 0; i = entry.text.indexOf(word, i + 1, Qt::CaseInsensitive)) {
        if (!entry.text[i - 1].isLetterOrNumber())
            return 1;
    }
    if (at > 0)
        return 2;
    return entry.path.contains(word, Qt::CaseInsensitive) ? std::optional(3) : std::nullopt;
}

} // namespace

ActionEntry entryOf(QAction *action, const QString &path)
{
    return {action, plainText(action->text()), path,
        QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)};
}

QList<ActionEntry> actionsOf(const QMenuBar &menus)
{
    QList<ActionEntry> entries;
    collect(menus.actions(), {}, entries);
    return entries;
}

std::optional<int> fit(const ActionEntry &entry, QStringView typed)
{
    int sum = 0;
    for (const QStringView word : typed.tokenize(u' ', Qt::SkipEmptyParts)) {
        const auto fitting = fitOfWord(entry, word);
        if (!fitting)
            return {};
        sum += *fitting;
    }
    return sum;
}

} // namespace sealcord
