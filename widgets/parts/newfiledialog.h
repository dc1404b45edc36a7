// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace sealcord {

using TakePath = std::function<void(const QString &path)>;

/// What is asked of a person who names a file that is made.
struct NewFileQuestion {
    QString title;
    QStringList filters; ///< as QFileDialog has them
    QString suffix; ///< of a name without one, without the dot
    QString name; ///< that is proposed
};

/// Asks, in front of \a window, and does not wait for the answer. What is there stays, and is told
/// when it is opened.
void chooseNewFile(QWidget &window, const NewFileQuestion &question, const TakePath &take);

} // namespace sealcord
