// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class QFileDialog;
class QWidget;

namespace sealcord {

/// What is asked of a person who names a file that is made.
struct NewFileQuestion {
    QString title;
    QStringList filters; ///< as QFileDialog has them
    QString suffix; ///< of a name without one, without the dot
    QString name; ///< that is proposed
};

/// Asks, in front of \a window, and does not wait for the answer: whoever asks hears fileSelected()
/// of the dialog, which deletes itself. What is there stays, and is told when it is opened.
QFileDialog *askForNewFile(QWidget &window, const NewFileQuestion &question);

} // namespace sealcord
