// SPDX-License-Identifier: MIT
#include "console/bench/benchinput.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <vector>

using namespace sealcord;

class TestBenchInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesComeOutAsTheyWentIn_data();
    void framesComeOutAsTheyWentIn();
};

void TestBenchInput::framesComeOutAsTheyWentIn_data()
{
    QTest::addColumn<std::size_t>("frame");
    QTest::addColumn<std::size_t>("read");
    constexpr std::size_t mostReads = 5000; // for each frame: each may copy its front again
    for (const auto frame :
        std::to_array<std::size_t>({40, 4000, 20'000, 65'536, 65'537, 300'000})) {
        for (const auto read : std::to_array<std::size_t>({1, 39, 4096, 65'536})) {
            if (frame <= mostReads * read)
                QTest::addRow("frames of %zu, reads of %zu", frame, read) << frame << read;
        }
    }
}

// Frames of one length after another, which are numbered bytes, in reads of any size: what filled()
// shows is always the stream from the first frame that is not complete.
void TestBenchInput::framesComeOutAsTheyWentIn()
{
    QFETCH(std::size_t, frame);
    QFETCH(std::size_t, read);
    const auto byteAt = [](std::size_t place) { return static_cast<std::byte>(place * 31 >> 3); };

    std::vector<std::byte> shared(65'536);
    BenchInput input;
    std::size_t arrived = 0;
    std::size_t understood = 0;
    const auto total = 10 * frame;
    while (understood < total) {
        const auto space = input.space(shared);
        QVERIFY(!space.empty());
        const auto count = std::min({space.size(), read, total - arrived});
        for (std::size_t i = 0; i < count; ++i)
            space[i] = byteAt(arrived + i);
        arrived += count;
        auto unread = input.filled(count, shared);
        QCOMPARE(unread.size(), arrived - understood);
        while (unread.size() >= frame) {
            for (std::size_t i = 0; i < frame; i += 1 + frame / 100)
                QCOMPARE(unread[i], byteAt(understood + i));
            understood += frame;
            unread = unread.subspan(frame);
        }
        input.keep(unread, frame);
        QCOMPARE(input.bytes().size(), arrived - understood);
    }
    QVERIFY(input.bytes().empty());
}

QTEST_GUILESS_MAIN(TestBenchInput)
#include "tst_benchinput.moc"
