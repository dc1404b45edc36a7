// SPDX-License-Identifier: MIT
#include "core/app/log/qtmessages.h"

#include "core/app/log/log.h"

#include <QMessageLogContext>
#include <QString>

#include <cstring>
#include <mutex>
#include <set>

namespace sealcord {

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

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warn;
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
    if (type != QtFatalMsg && target->shows(levelOf(type))
        && !target->admits(LineKind(LineKind::Other::QtMessage)))
        return;
    const auto *category = context.category ? context.category : "default";
    const auto isOurs = std::strcmp(category, serverLog().categoryName()) == 0
        || std::strcmp(category, agentLog().categoryName()) == 0
        || std::strcmp(category, "default") == 0;
    const QString text =
        isOurs ? message : QLatin1StringView(category) + QStringLiteral(": ") + message;
    target->write(levelOf(type), "qt-message", text, {{"category", std::string(category)}});
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
