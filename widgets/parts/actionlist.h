// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QPointer>
#include <QString>

#include <optional>

class QAction;
class QMenuBar;

namespace sealcord {

/// An action as a list shows it, where its menu is not around it.
struct ActionEntry {
    QPointer<QAction> action;
    QString text; ///< without the mark of its mnemonic
    QString path; ///< the menus that lead to it: "View › Columns"
    QString keys; ///< "Ctrl+K", all of them, empty without
};

[[nodiscard]] ActionEntry entryOf(QAction *action, const QString &path);

/// Every action that a person can see in the menus, in their order.
[[nodiscard]] QList<ActionEntry> actionsOf(const QMenuBar &menus);

/// How well \a entry fits what was typed, 0 is best; nothing where it does not. Every word must
/// occur in the text or the path, in any order, in capitals or not. Better is what begins the
/// text, then what begins a word of it, then what is within it, then what only the path has.
[[nodiscard]] std::optional<int> fit(const ActionEntry &entry, QStringView typed);

} // namespace sealcord
