// SPDX-License-Identifier: MIT
#include "widgets/window/latinkeys.h"

#include <QAction>
#include <QApplication>
#include <QKeySequence>
#include <QString>
#include <QStringView>
#include <QWidget>

#include <algorithm>
#include <optional>

namespace sealcord {

namespace {

struct KeyRow {
    quint32 first;
    QLatin1StringView keys;
};

constexpr KeyRow rows[] = {
    {24, QLatin1StringView("QWERTYUIOP")},
    {38, QLatin1StringView("ASDFGHJKL")},
    {52, QLatin1StringView("ZXCVBNM,.")},
};

std::optional<Qt::Key> latinKey(const QKeyEvent &event)
{
    const bool isLetter = event.key() > 0xff && event.key() < Qt::Key_Escape; // and no Latin one
    if (!isLetter || !event.modifiers().testFlag(Qt::ControlModifier))
        return std::nullopt;
    for (const auto &[first, keys] : rows) {
        const auto place = qsizetype(event.nativeScanCode()) - qsizetype(first);
        if (place >= 0 && place < keys.size())
            return Qt::Key(keys[place].unicode());
    }
    return std::nullopt;
}

bool reaches(const QAction &action, const QWidget &widget)
{
    if (action.shortcutContext() == Qt::WindowShortcut
        || action.shortcutContext() == Qt::ApplicationShortcut)
        return true;
    return std::ranges::any_of(action.associatedObjects(), [&](const QObject *object) {
        const auto *part = qobject_cast<const QWidget *>(object);
        return part && (part == &widget || part->isAncestorOf(&widget));
    });
}

QAction *actionFor(const QKeySequence &keys, const QWidget &widget)
{
    for (auto *action : widget.window()->findChildren<QAction *>()) {
        if (action->isEnabled() && action->shortcuts().contains(keys) && reaches(*action, widget))
            return action;
    }
    return nullptr;
}

} // namespace

LatinKeys::LatinKeys()
{
    qApp->installEventFilter(this);
}

bool LatinKeys::eventFilter(QObject *watched, QEvent *event)
{
    auto *const widget =
        event->type() == QEvent::KeyPress ? qobject_cast<QWidget *>(watched) : nullptr;
    if (!widget)
        return false;
    const auto &typed = *static_cast<QKeyEvent *>(event);
    const auto key = latinKey(typed);
    if (!key)
        return false;
    if (auto *action = actionFor(QKeySequence(typed.modifiers() | *key), *widget)) {
        action->trigger();
        return true;
    }
    QKeyEvent latin(event->type(), *key, typed.modifiers(), {}, typed.isAutoRepeat());
    QCoreApplication::sendEvent(widget, &latin); // copy, paste and the like, in a field
    return true;
}

} // namespace sealcord
