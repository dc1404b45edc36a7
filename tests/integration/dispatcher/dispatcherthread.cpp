// SPDX-License-Identifier: MIT
#include "dispatcherthread.h"

#ifdef Q_OS_LINUX
#include "core/net/loop/epolleventdispatcher.h"
#endif

#include <QBasicTimer>
#include <QTest>
#include <QTimerEvent>

#include <atomic>

namespace dispatching {

using namespace std::chrono_literals;

namespace {

constexpr auto patience = 20s;

class Guard final : public QObject
{
public:
    Guard() { m_timer.start(std::chrono::milliseconds(patience).count(), this); }
    [[nodiscard]] bool isOver() const { return !m_timer.isActive(); }

protected:
    void timerEvent(QTimerEvent *) override { m_timer.stop(); }

private:
    QBasicTimer m_timer;
};

/// Its flag orders what the two threads do for a thread sanitizer, which cannot see that QThread's
/// start() and wait() do.
class BodyThread final : public QThread
{
public:
    explicit BodyThread(const std::function<void()> &body)
        : m_body(body)
    { }

    void runToTheEnd()
    {
        m_isHandedOver = true;
        start();
        wait();
        if (m_isHandedOver)
            qFatal("the body has not come to its end");
    }

protected:
    void run() override
    {
        if (!m_isHandedOver)
            qFatal("there is no body to run");
        m_body();
        m_isHandedOver = false;
    }

private:
    const std::function<void()> &m_body;
    std::atomic<bool> m_isHandedOver{false};
};

} // namespace

std::vector<Row> rowsOf(const std::string &name)
{
    const std::string separator = name.empty() ? "" : ", ";
    std::vector<Row> rows{{name + separator + "Qt's", Kind::Qts}};
#ifdef Q_OS_LINUX
    rows.push_back({name + separator + "epoll", Kind::Epoll});
#endif
    return rows;
}

void addKinds()
{
    QTest::addColumn<Kind>("kind");
    for (const auto &[name, kind] : rowsOf({}))
        QTest::newRow(name.c_str()) << kind;
}

void preferPoll()
{
    qputenv("QT_NO_GLIB", "1");
}

std::unique_ptr<QAbstractEventDispatcher> makeDispatcher(Kind kind)
{
#ifdef Q_OS_LINUX
    if (kind == Kind::Epoll)
        return std::make_unique<sealcord::EpollEventDispatcher>();
#endif
    Q_ASSERT(kind == Kind::Qts);
    return nullptr;
}

void runOn(Kind kind, const std::function<void()> &body)
{
    BodyThread thread(body);
    if (auto dispatcher = makeDispatcher(kind))
        thread.setEventDispatcher(dispatcher.release());
    thread.runToTheEnd();
}

bool spinUntil(const std::function<bool()> &condition)
{
    const Guard guard;
    auto *const dispatcher = QAbstractEventDispatcher::instance();
    QObject::connect( // a turn that made it true with a posted event would go on to sleep
        dispatcher, &QAbstractEventDispatcher::aboutToBlock, &guard, [&] {
            if (condition())
                dispatcher->wakeUp();
        });
    while (!condition()) {
        if (guard.isOver())
            return false;
        turn(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

bool turn(QEventLoop::ProcessEventsFlags flags)
{
    return QAbstractEventDispatcher::instance()->processEvents(flags);
}

void post(QObject &receiver, const std::function<void()> &what)
{
    QMetaObject::invokeMethod(&receiver, what, Qt::QueuedConnection);
}

void settle()
{
    for (int i = 0; i < 1000; ++i) {
        if (!turn())
            return;
    }
    QFAIL("the event loop finds something to do for ever");
}

} // namespace dispatching
