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
#include "widgets/window/latinkeys.h"
#include "widgets/window/recordingwindow.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QList>
#include <QLocale>
#include <QMessageLogContext>
#include <QMessageLogger>

#include <csignal>
#include <cstdlib>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

QString noDisplay(const QString &why)
{
    return u"there is no display to show a window on%1. Without one: sealcord server, sealcord "
           "agent"_s.arg(why.isEmpty() ? QString() : u" ("_s + why + u')');
}

// What is said through Qt while it looks for a display. Its handler is a plain function.
struct Complaint {
    QByteArray category;
    QString text;
};
QString complainer;
QList<Complaint> complaints;
QtMessageHandler usual = nullptr; // what is said goes there again

// Where Qt finds no display, a plugin is missing or QT_QPA_PLATFORM names none, it aborts when this
// returns: a core dump for what a person can mend.
void handleComplaint(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type != QtFatalMsg) {
        complaints.append({context.category, text.trimmed()});
        return;
    }
    const auto &why = complaints.isEmpty() ? text : complaints.front().text;
    printError(u"sealcord-%1-gui: %2"_s.arg(complainer, noDisplay(why.section(u'\n', 0, 0))));
    std::_Exit(1);
}

/// The process ends where there is no display. Until tellComplaints() nothing of what Qt says gets
/// to the terminal.
std::unique_ptr<QApplication> makeApplication(int &argc, char *argv[], const QString &name)
{
    complainer = name;
    usual = qInstallMessageHandler(handleComplaint);
    return std::make_unique<QApplication>(argc, argv);
}

/// To whoever takes messages now: a display was found in the end.
void tellComplaints()
{
    for (const auto &[category, text] : std::exchange(complaints, {}))
        QMessageLogger(nullptr, 0, nullptr, category.constData())
            .warning("%s", qUtf8Printable(text));
}

// Qt looks for Wayland first where the session is of that kind, and Wayland's library says on the
// terminal that it has no folder for its socket.
void avoidImpossibleWayland(const QProcessEnvironment &environment)
{
    const auto isSet = [&](const QString &name) { return !environment.value(name).isEmpty(); };
    if (isSet(u"DISPLAY"_s) && !isSet(u"XDG_RUNTIME_DIR"_s) && !isSet(u"WAYLAND_DISPLAY"_s)
        && !isSet(u"QT_QPA_PLATFORM"_s))
        qputenv("QT_QPA_PLATFORM", "xcb");
}

} // namespace

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
    avoidImpossibleWayland(environment);
    const auto application = makeApplication(argc, argv, program.name);
    const WindowLook look(program.window, program.name);
    Log log(program.role, program.log);
    qInstallMessageHandler(usual);
    const QtMessages qtMessages(log);
    tellComplaints();
    if (const auto code = logBeginning(log, program.aead, program.warnings, isProtected))
        return *code;

    const LatinKeys latinKeys;
    const auto window = program.window.recording.isEmpty()
        ? make(log)
        : std::make_unique<RecordingWindow>(program.window.recording);
    const Signals signals;
    QObject::connect(&signals, &Signals::stopRequested, window.get(), [] {
        for (auto *each : QApplication::topLevelWidgets()) {
            if (auto *watching = qobject_cast<WatchWindow *>(each))
                watching->quitGracefully();
        }
    });
    QObject::connect(
        &signals, &Signals::dumpRequested, window.get(), [&window] { window->writeFlight(); });
    window->show();
    return QApplication::exec();
}

std::optional<QString> whyNoDisplay(const QProcessEnvironment &environment)
{
    for (const auto &variable : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s}) {
        if (!environment.value(variable).isEmpty())
            return std::nullopt;
    }
    return noDisplay({});
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

// The window speaks one language in all its parts: the first that is wanted and that there is. Its
// direction is that language's, and where the system's is the other one, so are figures and times.
void WindowLook::loadLanguage(const QLocale &wanted)
{
    const auto spoken = loadFirst(wanted.uiLanguages());
    const bool isSameWay = wanted.textDirection() == spoken.textDirection();
    QLocale::setDefault(isSameWay ? wanted : spoken);
    QApplication::setLayoutDirection(spoken.textDirection());
    if (!m_ours.isEmpty())
        QApplication::installTranslator(&m_ours);
    if (m_qts.load(spoken, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qts);
}

// English is what the sources are written in.
QLocale WindowLook::loadFirst(const QStringList &languages)
{
    for (const auto &name : languages) {
        const QLocale language(name);
        if (language.language() == QLocale::English
            || m_ours.load(language, u"sealcord"_s, u"_"_s, u":/translations"_s))
            return language;
    }
    return QLocale(QLocale::English);
}

} // namespace sealcord
