// SPDX-License-Identifier: MIT
#include "core/app/log/qtmessages.h"

#include "core/app/log/log.h"

#include <QLatin1StringView>
#include <QMessageLogContext>
#include <QString>

#include <algorithm>
#include <mutex>
#include <set>

namespace sealcord {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(serverLog, "server")
Q_LOGGING_CATEGORY(agentLog, "agent")

namespace {

// Qt's handler is a plain function for the whole process. The mutex keeps the log alive while a
// message of another thread is being handed over.
std::mutex targetMutex;
Log *target = nullptr;
std::set<QString> told; // complaints, behind the same mutex

// Qt can complain of what a peer sends, a font without some script for instance, and say the same
// without end. Once is enough; beyond this many different ones they are told again.
constexpr std::size_t mostTold = 200;

bool isNews(QtMsgType type, const QString &message)
{
    if (type != QtWarningMsg)
        return true;
    if (told.contains(message))
        return false;
    if (told.size() == mostTold)
        told.clear();
    told.insert(message);
    return true;
}

// What Qt says of a system that lacks something it does without: nothing fails for it, and there is
// nothing that a person has to do. A category and how the text begins, either of them empty.
struct Chatter {
    QLatin1StringView category;
    QLatin1StringView beginning;
};
constexpr Chatter chatter[] = {
    {"qt.qpa.fonts"_L1, {}}, {"qt.qpa.services"_L1, {}}, {"qt.qpa.theme"_L1, {}},
    {"qt.qpa.wayland"_L1, {}}, {"qt.text.font"_L1, {}},
    {{}, "QStandardPaths: "_L1}, // no XDG_RUNTIME_DIR, or one that others may read
    {{}, "Detected locale \""_L1}, // that is not UTF-8: Qt takes C.UTF-8
    {{}, "OpenType support missing for "_L1}, // some script of what a peer sent
    {{}, "This plugin does not support "_L1},
    {{}, "Failed to create wl_display "_L1}, // before X11 is tried
    {{}, "Could not load the Qt platform plugin "_L1}, // and another one was found
};

bool isChatter(QLatin1StringView category, const QString &message)
{
    return std::ranges::any_of(chatter, [&](const Chatter &each) {
        return category.startsWith(each.category) && message.startsWith(each.beginning);
    });
}

LogLevel levelOf(QtMsgType type, bool isQuiet)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return isQuiet ? LogLevel::Debug : LogLevel::Warn;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return LogLevel::Error;
}

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const std::lock_guard lock(targetMutex);
    if (!target || !isNews(type, message))
        return;
    const QLatin1StringView category(context.category ? context.category : "default");
    const auto level = levelOf(type, isChatter(category, message));
    if (type != QtFatalMsg && target->shows(level)
        && !target->admits(LineKind(LineKind::Other::QtMessage)))
        return;
    const bool isOurs = category == QLatin1StringView(serverLog().categoryName())
        || category == QLatin1StringView(agentLog().categoryName());
    const auto speaker = category == "default"_L1 ? "Qt"_L1 : category;
    const QString text = isOurs ? message : speaker + u": "_s + message;
    target->write(level, "qt-message", text, {{"category", category.toString().toStdString()}});
    if (type == QtFatalMsg) // Qt aborts when this returns
        target->stop();
}

void setTarget(Log *log)
{
    const std::lock_guard lock(targetMutex);
    target = log;
    told.clear();
}

} // namespace

QtMessages::QtMessages(Log &log)
{
    setTarget(&log);
    m_previous = qInstallMessageHandler(handleMessage);
}

QtMessages::~QtMessages()
{
    qInstallMessageHandler(m_previous);
    setTarget(nullptr);
}

} // namespace sealcord
