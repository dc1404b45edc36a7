// SPDX-License-Identifier: MIT
#include "core/net/inbox.h"

#include <QCoreApplication>
#include <QTest>

#include <memory>
#include <thread>
#include <variant>
#include <vector>

using namespace sealcord;

namespace {

struct Count { };
struct Keep {
    std::unique_ptr<int> number; // commands need not be copied
};
using Command = std::variant<Count, Keep>;

/// What a worker is to its inbox.
class Reader : public QObject
{
public:
    Inbox<Command> inbox{this, &Reader::read};
    std::vector<int> kept;
    int counted = 0;
    int calls = 0;

private:
    void act(const Count &) { ++counted; }
    void act(const Keep &keep) { kept.push_back(*keep.number); }
    void read()
    {
        ++calls;
        for (const auto &left : inbox.take())
            std::visit([this](const auto &what) { act(what); }, left);
    }
};

} // namespace

/// Commands that reach an object on its own thread.
class TestInbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndCallsOnce();
    void callsAgainForWhatComesLater();
    void ringsWithoutCommand();
    void losesNothingFromSeveralThreads();
};

void TestInbox::keepsOrderAndCallsOnce()
{
    Reader reader;
    for (int i = 0; i < 3; ++i)
        reader.inbox.leave(Keep{std::make_unique<int>(i)});
    QCOMPARE(reader.calls, 0); // never within the call of who leaves it
    QCoreApplication::processEvents();
    QCOMPARE(reader.kept, (std::vector{0, 1, 2}));
    QCOMPARE(reader.calls, 1);
}

void TestInbox::callsAgainForWhatComesLater()
{
    Reader reader;
    reader.inbox.leave(Count{});
    QCoreApplication::processEvents();
    reader.inbox.leave(Count{});
    QCoreApplication::processEvents();
    QCOMPARE(reader.counted, 2);
    QCOMPARE(reader.calls, 2);
}

void TestInbox::ringsWithoutCommand()
{
    Reader reader;
    reader.inbox.ring();
    QCoreApplication::processEvents();
    QCOMPARE(reader.calls, 1);
    QCOMPARE(reader.counted, 0);
}

void TestInbox::losesNothingFromSeveralThreads()
{
    constexpr int each = 1000;
    Reader reader;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&reader] {
                for (int sent = 0; sent < each; ++sent)
                    reader.inbox.leave(Count{});
            });
        QTRY_COMPARE(reader.counted, 4 * each);
    }
    QCoreApplication::processEvents();
    QCOMPARE(reader.counted, 4 * each);
}

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
