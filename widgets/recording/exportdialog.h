// SPDX-License-Identifier: MIT
#pragma once

#include "core/recording/export/exportform.h"

#include <QString>

#include <functional>

class QWidget;

namespace sealcord {

using TakeExport = std::function<void(const QString &path, ExportForm form)>;

/// Asks for the name of a file that is made and for its form: the one of its suffix, where there is
/// one, or else the chosen one, whose suffix is added. Does not wait for the answer; what is there
/// stays, and is told when the file is made.
void chooseExport(QWidget &window, const QString &title, const TakeExport &take);

} // namespace sealcord
