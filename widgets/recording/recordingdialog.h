// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <array>
#include <functional>

class QWidget;

/// Dialogs that choose the file of a recording. They do not wait for an answer.
namespace sealcord {

/// How the names of files end that may be recordings: their own, and those of what is exported as
/// JSON Lines, which is a recording itself.
inline constexpr std::array recordingEndings{
    QLatin1StringView(".sealcord"), QLatin1StringView(".jsonl"), QLatin1StringView(".json")};

using TakePath = std::function<void(const QString &path)>;

/// Asks for the name of a file that is made; what is there stays, and is told when it is opened.
void chooseNewRecording(QWidget &window, const QString &title, const TakePath &take);
/// Asks for a recording that is there.
void chooseRecording(QWidget &window, const TakePath &take);

} // namespace sealcord
