// SPDX-License-Identifier: MIT
#include "core/net/connection/inputbuffer.h"

#include "core/protocol/endian.h"
#include "tests/support/hex.h"

#include <QTest>

#include <cstring>
#include <functional>

using namespace sealcord;
using namespace sealcord::test;

namespace {

constexpr std::size_t headerLength = 4;
constexpr std::size_t mostAhead = 2 * 1024 * 1024; // an eighth of the largest message

/// An item of \a length bytes: its own length, then bytes that depend on their place.
Bytes item(std::size_t length)
{
    Bytes bytes(length);
    toBigEndian(static_cast<std::uint32_t>(length), std::span(bytes).first<headerLength>());
    for (auto i = headerLength; i < length; ++i)
        bytes[i] = static_cast<std::byte>(i * 131 + (i >> 8));
    return bytes;
}

/// Reads items as a connection does: out of a stream that hands over at most \a chunk bytes at a
/// time, into a buffer shared with others who leave their bytes in it.
class Reader
{
public:
    explicit Reader(std::size_t sharedLength)
        : m_shared(sharedLength)
    { }

    using Chunk = std::function<std::size_t()>;

    /// The items of \a stream, or an explanation of what was not as promised.
    QString read(std::span<const std::byte> stream, const Chunk &chunk)
    {
        while (!stream.empty()) {
            std::memset(m_shared.data(), 0xee, m_shared.size()); // somebody else was here
            const auto space = m_buffer.space(m_shared);
            if (space.empty())
                return QStringLiteral("no space");
            m_mostMemory = std::max(m_mostMemory, m_buffer.memory());
            const auto count = std::min({space.size(), stream.size(), chunk()});
            std::ranges::copy(stream.first(count), space.begin());
            stream = stream.subspan(count);
            m_sinceItem += count;
            auto in = m_buffer.filled(count, m_shared);
            const auto needed = takeItems(in);
            m_buffer.keep(in, needed);
            if (m_buffer.bytes().size() != m_sinceItem)
                return QStringLiteral("kept %1 of %2 bytes")
                    .arg(m_buffer.bytes().size())
                    .arg(m_sinceItem);
            if (m_buffer.held() != m_sinceItem)
                return QStringLiteral("%1 bytes count, %2 arrived")
                    .arg(m_buffer.held())
                    .arg(m_sinceItem);
            if (m_buffer.memory() > std::min(2 * m_sinceItem, m_sinceItem + mostAhead))
                return QStringLiteral("%1 bytes of memory for %2 that arrived")
                    .arg(m_buffer.memory())
                    .arg(m_sinceItem);
            if (m_buffer.isEmpty() && m_buffer.memory() != 0)
                return QStringLiteral("memory without need");
        }
        return {};
    }

    [[nodiscard]] const Bytes &items() const { return m_items; }
    [[nodiscard]] InputBuffer &buffer() { return m_buffer; }
    [[nodiscard]] std::span<std::byte> shared() { return m_shared; }
    [[nodiscard]] std::size_t mostMemory() const { return m_mostMemory; }

private:
    std::size_t takeItems(std::span<std::byte> &in)
    {
        for (;;) {
            if (in.size() < headerLength)
                return m_sinceItem = in.size(), headerLength;
            const auto length = fromBigEndian<std::uint32_t>(in.first(headerLength));
            if (in.size() < length)
                return m_sinceItem = in.size(), length;
            m_items.insert(m_items.end(), in.begin(), in.begin() + length);
            in = in.subspan(length);
        }
    }

    Bytes m_shared;
    SpareBuffers m_spares;
    InputBuffer m_buffer{m_spares};
    Bytes m_items;
    std::size_t m_sinceItem = 0; // bytes that arrived and make no whole item yet
    std::size_t m_mostMemory = 0; // when the next bytes were about to be read
};

constexpr std::size_t sharedLength = 8 * 1024;

} // namespace

class TestInputBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySegmentationGivesTheSameBytes_data();
    void everySegmentationGivesTheSameBytes();
    void largestMessageTakesItsOwnLengthAndNoMore();
    void announcedLengthCostsNothing();
    void readThatIsNotMadeLeavesNothing_data();
    void readThatIsNotMadeLeavesNothing();
    void releasedBufferIsAsNew();
};

void TestInputBuffer::everySegmentationGivesTheSameBytes_data()
{
    QTest::addColumn<QList<std::size_t>>("lengths");
    // Around the lengths where a front is no longer copied and an item no longer shared.
    QTest::newRow("small") << QList<std::size_t>{4, 5, 42, 69, 4, 33};
    QTest::newRow("at the copied front") << QList<std::size_t>{4095, 4096, 4097, 8192, 4096};
    QTest::newRow("at the shared buffer")
        << QList<std::size_t>{sharedLength - 1, sharedLength, sharedLength + 1, 7, sharedLength};
    QTest::newRow("beyond it") << QList<std::size_t>{5 * sharedLength + 3, 4, 2 * sharedLength, 9};
}

void TestInputBuffer::everySegmentationGivesTheSameBytes()
{
    QFETCH(QList<std::size_t>, lengths);
    Bytes stream;
    for (const auto length : lengths)
        stream = std::move(stream) + item(length);
    for (const std::size_t chunk : {1zu, 2zu, 3zu, 4095zu, 4096zu, 4097zu, 1zu << 30}) {
        Reader reader(sharedLength);
        QCOMPARE(reader.read(stream, [&] { return chunk; }), QString());
        QVERIFY(reader.items() == stream);
        QVERIFY(reader.buffer().isEmpty());
    }
    std::uint64_t state = 1; // fixed, so that a failure repeats
    for (int round = 0; round < 20; ++round) {
        Reader reader(sharedLength);
        const auto chunk = [&] {
            state = state * 6364136223846793005u + 1442695040888963407u;
            return 1 + (state >> 33) % (state >> 63 ? 60 : 9000);
        };
        QCOMPARE(reader.read(stream, chunk), QString());
        QVERIFY(reader.items() == stream);
    }
}

void TestInputBuffer::largestMessageTakesItsOwnLengthAndNoMore()
{
    constexpr std::size_t length = 16 * 1024 * 1024 + 32;
    const auto stream = item(length) + item(10);
    Reader reader(256 * 1024);
    QCOMPARE(reader.read(stream, [] { return 65'483zu; }), QString());
    QVERIFY(reader.items() == stream);
    QCOMPARE(reader.mostMemory(), length);
}

void TestInputBuffer::announcedLengthCostsNothing()
{
    auto front = item(4);
    toBigEndian(std::uint32_t{1} << 30, std::span(front).first<headerLength>());
    Reader reader(sharedLength);
    QCOMPARE(reader.read(front, [] { return 4zu; }), QString());
    QCOMPARE(reader.buffer().held(), std::size_t{4});
    QCOMPARE(reader.buffer().needed(), std::size_t{1} << 30);
}

void TestInputBuffer::readThatIsNotMadeLeavesNothing_data()
{
    QTest::addColumn<std::size_t>("arrived");
    QTest::newRow("nothing") << 0zu;
    QTest::newRow("a part of the header") << 3zu;
    QTest::newRow("a front that is copied") << 4096zu;
    QTest::newRow("a front that is not") << 4097zu;
    QTest::newRow("more than is shared") << 3 * sharedLength;
}

void TestInputBuffer::readThatIsNotMadeLeavesNothing()
{
    QFETCH(std::size_t, arrived);
    const auto stream = item(8 * sharedLength);
    Reader reader(sharedLength);
    const auto whole = [] { return sharedLength; };
    QCOMPARE(reader.read(std::span(stream).first(arrived), whole), QString());
    for (int i = 0; i < 3; ++i) {
        const auto space = reader.buffer().space(reader.shared());
        std::ranges::fill(space, std::byte{0xdd}); // as a read that failed half way might
        QCOMPARE(reader.buffer().bytes().size(), arrived);
    }
    QCOMPARE(reader.read(std::span(stream).subspan(arrived), whole), QString());
    QVERIFY(reader.items() == stream);
}

void TestInputBuffer::releasedBufferIsAsNew()
{
    const auto stream = item(8 * sharedLength);
    Reader reader(sharedLength);
    const auto whole = [] { return sharedLength; };
    QCOMPARE(reader.read(std::span(stream).first(3 * sharedLength), whole), QString());
    reader.buffer().release();
    QVERIFY(reader.buffer().isEmpty());
    QCOMPARE(reader.buffer().held(), std::size_t{0});
    QCOMPARE(reader.buffer().space(reader.shared()).data(), reader.shared().data());
    QCOMPARE(reader.buffer().space(reader.shared()).size(), sharedLength);
}

QTEST_APPLESS_MAIN(TestInputBuffer)
#include "tst_inputbuffer.moc"
