// SPDX-License-Identifier: MIT
#include "widgets/window/windowprogram.h"

#include "core/app/log/log.h"
#include "core/app/log/qtmessages.h"
#include "core/app/process/process.h"
#include "core/app/process/signals.h"
#include "core/app/startup.h"
#include "core/text/systemtext.h"
#include "widgets/look/appearance.h"
#include "widgets/settings/windowstate.h"
#include "widgets/window/watchwindow.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>

#include <csignal>

namespace sealcord {

using namespace Qt::StringLiterals;

void prepareWindowProcess()
{
    openStandardStreams();
    returnLargeBuffers();
    std::signal(SIGPIPE, SIG_IGN); // an error of the write, not the end of the program
}

int runWindow(int argc, char *argv[], const WindowProgram &program,
    const std::function<std::unique_ptr<WatchWindow>(Log &log)> &make)
{
    const auto environment = variablesOfProcess();
    if (const auto why = whyNoDisplay(environment)) {
        printError(u"sealcord-%1-gui: %2"_s.arg(program.name, *why));
        return 1;
    }
    const bool isProtected = forbidDumps(environment);
    const QApplication application(argc, argv);
    const WindowLook look(program.window, program.name);
    Log log(program.role, program.log);
    const QtMessages qtMessages(log);
    if (const auto code = logBeginning(log, program.aead, program.warnings, isProtected))
        return *code;

    const auto window = make(log);
    const Signals signals;
    QObject::connect(&signals, &Signals::stopRequested, window.get(), &WatchWindow::quitGracefully);
    window->show();
    return QApplication::exec();
}

std::optional<QString> whyNoDisplay(const QProcessEnvironment &environment)
{
    for (const auto &variable : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s}) {
        if (!environment.value(variable).isEmpty())
            return std::nullopt;
    }
    return u"there is no display to show a window on. Without one: sealcord server, sealcord agent"_s;
}

// A picture for each size, so that none is made small by the window system.
static QIcon iconOf(const QString &name)
{
    QIcon icon;
    for (const auto size : {16, 22, 24, 32, 48, 64, 128, 256, 512})
        icon.addFile(u":/icons/%1/sealcord-%2.png"_s.arg(QString::number(size), name));
    return icon;
}

static Appearance chosenAppearance(WindowOptions::Appearance option, const WindowState &state)
{
    switch (option) {
    case WindowOptions::Appearance::Stored:
        return state.appearance();
    case WindowOptions::Appearance::System:
        return Appearance::System;
    case WindowOptions::Appearance::Light:
        return Appearance::Light;
    case WindowOptions::Appearance::Dark:
        break;
    }
    return Appearance::Dark;
}

WindowLook::WindowLook(const WindowOptions &options, const QString &name)
{
    const WindowState state(name);
    QApplication::setApplicationName(u"sealcord-"_s + name);
    QApplication::setDesktopFileName(u"sealcord-"_s + name);
    QApplication::setWindowIcon(iconOf(name));
    applyAppearance(chosenAppearance(options.appearance, state));
    const auto language = options.language.isEmpty() ? state.language() : options.language;
    loadLanguage(language.isEmpty() ? QLocale::system() : QLocale(language));
}

// English is what the sources are written in.
void WindowLook::loadLanguage(const QLocale &locale)
{
    QLocale::setDefault(locale);
    if (m_ours.load(locale, u"sealcord"_s, u"_"_s, u":/translations"_s))
        QApplication::installTranslator(&m_ours);
    if (m_qts.load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qts);
}

} // namespace sealcord
