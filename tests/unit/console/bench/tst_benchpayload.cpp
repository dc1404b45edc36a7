// SPDX-License-Identifier: MIT
#include "console/bench/benchpayload.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <vector>

using namespace sealcord;

namespace {

using Bytes = std::vector<std::byte>;

Bytes copyOf(std::span<const std::byte> bytes)
{
    return {bytes.begin(), bytes.end()};
}

} // namespace

class TestBenchPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRightEchoDoesNotDiffer_data();
    void aRightEchoDoesNotDiffer();
    void everyWrongByteIsFound();
    void anotherMessageIsNoEcho();
    void anotherLengthIsNoEcho();
    void looksDoNotDisturbEachOther();
};

void TestBenchPayload::aRightEchoDoesNotDiffer_data()
{
    QTest::addColumn<std::size_t>("size");
    for (const auto size : std::to_array<std::size_t>({1, 7, 8, 9, 64, 65, 1000}))
        QTest::addRow("%zu bytes", size) << size;
}

void TestBenchPayload::aRightEchoDoesNotDiffer()
{
    QFETCH(std::size_t, size);
    BenchPayload payload(size);
    for (std::uint64_t number = 0; number < 200; ++number) {
        const auto message = copyOf(payload.message(number));
        QCOMPARE(message.size(), size);
        QVERIFY(!payload.difference(number, message));
        QVERIFY(payload.difference(number + 1, message));
    }
}

void TestBenchPayload::everyWrongByteIsFound()
{
    constexpr std::uint64_t number = 0x123456789a;
    BenchPayload payload(100);
    const auto message = copyOf(payload.message(number));
    for (std::size_t i = 0; i < message.size(); ++i) {
        auto wrong = message;
        wrong[i] ^= std::byte{0x10};
        const auto difference = payload.difference(number, wrong);
        QVERIFY(difference);
        QCOMPARE(*difference, "differs from its message at byte " + std::to_string(i));
    }
    QVERIFY(!payload.difference(number, message));
}

// The rest of it differs too, not only the number.
void TestBenchPayload::anotherMessageIsNoEcho()
{
    constexpr std::size_t numberLength = 8;
    BenchPayload payload(64);
    const auto first = copyOf(payload.message(1));
    auto second = copyOf(payload.message(2));
    std::ranges::copy_n(first.begin(), numberLength, second.begin());
    QVERIFY(payload.difference(1, second));
}

void TestBenchPayload::anotherLengthIsNoEcho()
{
    BenchPayload payload(10);
    auto message = copyOf(payload.message(3));
    message.push_back({});
    QCOMPARE(payload.difference(3, message).value_or(""), "has 11 bytes instead of 10");
    message.resize(9);
    QCOMPARE(payload.difference(3, message).value_or(""), "has 9 bytes instead of 10");
    QVERIFY(payload.difference(3, {}));
}

// Messages are pieces of one pattern that overlap: writing the number of one must not show in
// another.
void TestBenchPayload::looksDoNotDisturbEachOther()
{
    BenchPayload payload(64);
    std::vector<Bytes> messages;
    for (std::uint64_t number = 0; number < 64; ++number)
        messages.push_back(copyOf(payload.message(number)));
    for (std::uint64_t number = 64; number-- > 0;) {
        QVERIFY(!payload.difference(number, messages[number]));
        QVERIFY(std::ranges::equal(payload.message(number), messages[number]));
    }
}

QTEST_GUILESS_MAIN(TestBenchPayload)
#include "tst_benchpayload.moc"
