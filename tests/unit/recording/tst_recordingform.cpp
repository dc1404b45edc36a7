// SPDX-License-Identifier: MIT
#include "core/recording/recordingform.h"

#include "tests/unit/recording/recordedlines.h"

#include <QHostAddress>
#include <QTest>

#include <array>
#include <cstring>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 packetBlock = 6;
constexpr quint32 statisticsBlock = 5; // that comments without a packet stand in

/// The types of the blocks that \a bytes consist of; empty where they are no whole blocks.
std::vector<quint32> blocksIn(std::string_view bytes)
{
    std::vector<quint32> types;
    while (!bytes.empty()) {
        std::array<quint32, 2> head{}; // type, length
        if (bytes.size() < sizeof head)
            return {};
        std::memcpy(head.data(), bytes.data(), sizeof head);
        if (head[1] < sizeof head || head[1] > bytes.size())
            return {};
        types.push_back(head[0]);
        bytes.remove_prefix(head[1]);
    }
    return types;
}

} // namespace

/// What of a capture is written when.
class TestRecordingForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachItemIsWholeBlocks();
    void eventsWaitForAPacket();
    void whatCouldNotBeWrittenIsSaidAtOnce();
    void endSaysWhatWaits();
    void localAddressIsTheRealOne();
    void fileAfterItBeginsAnew();

private:
    [[nodiscard]] std::string add(const RecordItem &item)
    {
        std::string out;
        m_form->add(out, item);
        return out;
    }

    std::unique_ptr<RecordingForm> m_form;
    std::string m_begin;
};

void TestRecordingForm::init()
{
    m_form = RecordingForm::make(RecordingSettings::Form::Packets, RecordingHead{});
    m_begin.clear();
    m_form->begin(m_begin, start);
}

void TestRecordingForm::eachItemIsWholeBlocks()
{
    QVERIFY(!blocksIn(m_begin).empty());
    const auto batch = News().opened(1).ended(1, EndReason::ClosedByPeer).take();
    QCOMPARE(blocksIn(add(&batch.news.front())), std::vector<quint32>(3, packetBlock));
    const std::string content(SyntheticStream::longestSegment + 1, 'x');
    const auto message = messageRow(content);
    QCOMPARE(blocksIn(add(&message)), std::vector<quint32>(3, packetBlock)); // one acknowledges
    QCOMPARE(blocksIn(add(&batch.news.back())), std::vector<quint32>(3, packetBlock));
}

void TestRecordingForm::eventsWaitForAPacket()
{
    auto gap = gapFor(messageRow("lost"), GapReason::QueueFull);
    gap.missing = 1204;
    QCOMPARE(add(&gap), std::string());
    const auto message = messageRow("one");
    const auto first = add(&message);
    QVERIFY(first.contains("1204 messages and events are missing"));
    QVERIFY(!add(&message).contains("missing"));
}

void TestRecordingForm::whatCouldNotBeWrittenIsSaidAtOnce()
{
    const auto gap = add(RecordGap{start, 7, "disk-full", "No space left on device"});
    QCOMPARE(blocksIn(gap), std::vector<quint32>(1, statisticsBlock));
    QVERIFY(gap.contains("7 messages and events are missing: No space left on device"));
}

void TestRecordingForm::endSaysWhatWaits()
{
    const auto stopped = noticeRow(EventKind::Stopped, 0);
    QCOMPARE(add(&stopped), std::string());
    std::string end;
    m_form->end(end);
    QCOMPARE(blocksIn(end), std::vector<quint32>(1, statisticsBlock));
    end.clear();
    m_form->end(end);
    QCOMPARE(end, std::string());
}

void TestRecordingForm::localAddressIsTheRealOne()
{
    const Endpoint local(QHostAddress(u"127.1.2.3"_s), 4711);
    const auto batch = News().add(ConnectionOpened{named(1), local}).take();
    QVERIFY(add(&batch.news.front()).contains("\x7f\x01\x02\x03"));
    const auto message = messageRow("and stays so");
    QVERIFY(add(&message).contains("\x7f\x01\x02\x03"));
}

void TestRecordingForm::fileAfterItBeginsAnew()
{
    const auto stopped = noticeRow(EventKind::Stopped, 0);
    const auto message = messageRow("one");
    const auto first = add(&message);
    std::ignore = add(&stopped);
    std::string begin;
    m_form->begin(begin, start);
    QCOMPARE(begin, m_begin);
    QCOMPARE(add(&message), first); // of the file before nothing is left
}

QTEST_GUILESS_MAIN(TestRecordingForm)

#include "tst_recordingform.moc"
