// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QWidget;

/// Dialogs that choose the file of a recording. They do not wait for an answer.
namespace sealcord {

using TakePath = std::function<void(const QString &path)>;

/// Asks for the name of a file that is made; what is there stays, and is told when it is opened.
void chooseNewRecording(QWidget &window, const QString &title, const TakePath &take);
/// Asks for a recording that is there.
void chooseRecording(QWidget &window, const TakePath &take);

} // namespace sealcord
