// SPDX-License-Identifier: MIT
#pragma once

#include "core/app/log/logformat.h"
#include "core/app/options/windowoptions.h"

#include <QLocale>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTranslator>

#include <functional>
#include <memory>
#include <optional>

/// How the window programs begin.
namespace sealcord {

class Log;
class WatchWindow;

/// What a window program was asked for, apart from what its window alone needs.
struct WindowProgram {
    QString name; ///< "server", "agent"
    Role role;
    LogSettings log;
    AeadEngine aead; ///< named in the log's first line
    WindowOptions window;
    QStringList warnings;
};

/// Runs \a program: shows the window that \a make makes, or the recording that was asked for, until
/// a person or a signal closes it.
/// Returns what main() does. Where there is no display, or none that answers, that is 1, with a
/// line on standard error; the process may end at once with that. To be called once, after
/// prepareWindowProcess().
[[nodiscard]] int runWindow(int argc, char *argv[], const WindowProgram &program,
    const std::function<std::unique_ptr<WatchWindow>(Log &log)> &make);

/// First thing in main().
void prepareWindowProcess();

/// Why no window can be shown, for a person: nothing names a display. None: something does, though
/// there may be nobody to answer.
[[nodiscard]] std::optional<QString> whyNoDisplay(const QProcessEnvironment &environment);

/// The application's name, icon, look and language, as set for the window \a name ("server",
/// "agent"). Lives as long as the application, which was made before it.
class WindowLook
{
public:
    WindowLook(const WindowOptions &options, const QString &name);

private:
    void loadLanguage(const QLocale &wanted);
    [[nodiscard]] QLocale loadFirst(const QStringList &languages);

    QTranslator m_ours;
    QTranslator m_qts;
};

} // namespace sealcord
