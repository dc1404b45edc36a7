// SPDX-License-Identifier: MIT
#include "core/traffic/queue/chunkpool.h"

#include <QTest>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

#include <sys/mman.h>

using namespace sealcord;

namespace {

using Chunk = std::shared_ptr<std::byte[]>;

constexpr std::size_t mostFree = 8;

std::vector<Chunk> chunksOf(const std::shared_ptr<ChunkPool> &pool, std::size_t count)
{
    std::vector<Chunk> chunks;
    std::ranges::generate_n(std::back_inserter(chunks), static_cast<std::ptrdiff_t>(count),
        [&] { return ChunkPool::take(pool); });
    return chunks;
}

/// Whether there is memory at \a place, a chunk's (mincore(2): ENOMEM).
bool isThere(std::byte *place)
{
    unsigned char page = 0;
    return ::mincore(place, 1, &page) == 0 || errno != ENOMEM;
}

} // namespace

class TestChunkPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunkThatCameBackIsTakenAgain();
    void whatNobodyNeedsGoesBackToTheSystem();
    void chunksOutliveWhoeverMadeThePool();
    void anyThreadMayTakeAndGiveBack();
};

void TestChunkPool::chunkThatCameBackIsTakenAgain()
{
    const auto pool = std::make_shared<ChunkPool>(mostFree);
    auto first = ChunkPool::take(pool);
    const auto second = ChunkPool::take(pool);
    QVERIFY(first != second);
    first[0] = std::byte{'f'};
    first.reset();
    QCOMPARE(ChunkPool::take(pool)[0], std::byte{'f'}); // not from the system, which clears
}

void TestChunkPool::whatNobodyNeedsGoesBackToTheSystem()
{
    auto pool = std::make_shared<ChunkPool>(mostFree);
    auto chunks = chunksOf(pool, mostFree + 1);
    std::vector<std::byte *> places;
    for (auto &chunk : chunks) {
        places.push_back(chunk.get());
        chunk.reset();
    }
    QCOMPARE(std::ranges::count_if(places, isThere), std::ptrdiff_t{mostFree});
    QVERIFY(!isThere(places.back()));
    pool.reset();
    QCOMPARE(std::ranges::count_if(places, isThere), std::ptrdiff_t{0});
}

void TestChunkPool::chunksOutliveWhoeverMadeThePool()
{
    auto pool = std::make_shared<ChunkPool>(mostFree);
    auto chunk = ChunkPool::take(pool);
    auto *const place = chunk.get();
    pool.reset();
    std::ranges::fill_n(place, ChunkPool::chunkSize, std::byte{'c'});
    QCOMPARE(place[ChunkPool::chunkSize - 1], std::byte{'c'});
    chunk.reset();
    QVERIFY(!isThere(place));
}

void TestChunkPool::anyThreadMayTakeAndGiveBack()
{
    const auto pool = std::make_shared<ChunkPool>(mostFree);
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&pool, thread] {
            for (int round = 0; round < 1000; ++round) {
                const auto chunks = chunksOf(pool, 3);
                for (const auto &chunk : chunks)
                    chunk[0] = std::byte(thread);
                const auto isOurs = [thread](const Chunk &chunk) {
                    return chunk[0] == std::byte(thread);
                };
                if (!std::ranges::all_of(chunks, isOurs))
                    qFatal("Two have one chunk");
            }
        });
    }
}

QTEST_GUILESS_MAIN(TestChunkPool)
#include "tst_chunkpool.moc"
