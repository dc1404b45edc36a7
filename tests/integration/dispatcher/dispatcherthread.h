// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>
#include <QObject>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

/// One suite over two event dispatchers: Qt's own for Unix, which says what is right, and ours.
namespace dispatching {

enum class Kind {
    Qts, ///< the oracle
    Epoll, ///< EpollEventDispatcher, where there is one
};

/// A column "kind" with a row for each dispatcher.
void addKinds();
/// For tables with columns of their own: a row "name, Qt's" and so on. Fill in the other columns.
struct Row {
    std::string name;
    Kind kind;
};
[[nodiscard]] std::vector<Row> rowsOf(const std::string &name);

/// Makes QThread choose its dispatcher on poll() where it would choose the one on GLib: for a
/// suite's initMain(), before any thread is started.
void preferPoll();

/// A dispatcher for QThread::setEventDispatcher(); null for Qt's, which the thread makes itself.
[[nodiscard]] std::unique_ptr<QAbstractEventDispatcher> makeDispatcher(Kind kind);

/// That of the calling thread.
[[nodiscard]] inline QAbstractEventDispatcher &dispatcher()
{
    return *QAbstractEventDispatcher::instance();
}

/// Runs \a body on a thread of its own with that dispatcher, and waits for its end. Only one thread
/// is at work, so that \a body may use what is the caller's, and QCOMPARE().
void runOn(Kind kind, const std::function<void()> &body);

/// Turns the calling thread's event loop, sleeping when there is nothing to do, until \a condition
/// holds. False if that takes too long, as when a wake-up got lost.
[[nodiscard]] bool spinUntil(const std::function<bool()> &condition);

/// One turn of the calling thread's event loop.
bool turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents);

/// Calls \a what from \a receiver's event loop.
void post(QObject &receiver, const std::function<void()> &what);

/// Turns until a turn finds nothing to do; the test fails if that never comes.
void settle();

} // namespace dispatching

Q_DECLARE_METATYPE(dispatching::Kind)
