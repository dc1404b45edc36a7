// SPDX-License-Identifier: MIT
#include "core/recording/recordingoutput.h"

#include "core/recording/recordingnames.h"
#include "tests/support/patience.h"
#include "tests/unit/recording/recordedlines.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Kind = RecordingReport::Kind;

/// How lines get into files, and what stands for those that do not.
class TestRecordingOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linesAreInTheFileAfterAFlush();
    void partsHaveNoMoreThanTheirSize();
    void lineOverTheSizeHasAPartOfItsOwn();
    void partsHaveNoMoreThanTheirAge();
    void partBeginsWithTheConnectionsThatStand();
    void whatCannotBeWrittenIsCounted();
    void fileThatExistsIsLeftAlone();
    void fileThatWasRemovedIsMadeAgain();
    void gapIsCountedOnce();

private:
    void make(RecordingSettings settings = {});
    void add(std::string_view content)
    {
        const auto row = messageRow(content);
        m_output->add(&row);
    }
    /// Lets it try again until it writes again.
    [[nodiscard]] bool resumes()
    {
        return QTest::qWaitFor(
            [this] {
                m_output->begin();
                return !m_reports.empty() && m_reports.back().kind == Kind::Resumed;
            },
            patience);
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"a.sealcord"_s); }
    [[nodiscard]] QList<QStringList> parts() const
    {
        QList<QStringList> all;
        for (const auto &part : partsOf(path().toStdString()))
            all += wordsIn(contentOf(QString::fromStdString(part)));
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StandingConnections> m_standing;
    std::unique_ptr<RecordingOutput> m_output;
    std::vector<RecordingReport> m_reports;
};

void TestRecordingOutput::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_standing = std::make_unique<StandingConnections>();
    m_reports.clear();
}

void TestRecordingOutput::make(RecordingSettings settings)
{
    if (!settings.path)
        settings.path = path();
    m_output = std::make_unique<RecordingOutput>(settings, RecordingHead{}, *m_standing,
        [this](const RecordingReport &report) { m_reports.push_back(report); });
}

void TestRecordingOutput::linesAreInTheFileAfterAFlush()
{
    make();
    QVERIFY(!m_output->open());
    m_output->begin();
    add("one");
    m_output->flush();
    QCOMPARE(wordsIn(contentOf(path())), QStringList({u"recording"_s, u"one"_s}));
    add("two");
    m_output->finish();
    QCOMPARE(wordsIn(contentOf(path())), QStringList({u"recording"_s, u"one"_s, u"two"_s}));
    QVERIFY(m_reports.empty());
}

void TestRecordingOutput::partsHaveNoMoreThanTheirSize()
{
    constexpr std::size_t size = 2000;
    make({.maxSize = size});
    QVERIFY(!m_output->open());
    const std::string content(300, 'x');
    for (int i = 0; i < 20; ++i)
        add(content);
    m_output->finish();

    const auto found = partsOf(path().toStdString());
    QVERIFY(found.size() > 1);
    qsizetype messages = 0;
    for (const auto &part : found) {
        const auto bytes = contentOf(QString::fromStdString(part));
        QVERIFY(std::cmp_less_equal(bytes.size(), size));
        QCOMPARE(wordsIn(bytes).first(), u"recording"_s);
        messages += wordsIn(bytes).size() - 1;
    }
    QCOMPARE(messages, 20);
}

void TestRecordingOutput::lineOverTheSizeHasAPartOfItsOwn()
{
    make({.maxSize = 1, .keep = 2});
    QVERIFY(!m_output->open());
    for (const auto *content : {"one", "two", "three"})
        add(content);
    m_output->finish();
    QCOMPARE(
        parts(), QList<QStringList>({{u"recording"_s, u"two"_s}, {u"recording"_s, u"three"_s}}));
}

void TestRecordingOutput::partsHaveNoMoreThanTheirAge()
{
    make({.maxAge = std::chrono::milliseconds(1)});
    QVERIFY(!m_output->open());
    add("one");
    m_output->flush();
    QTest::qWait(2);
    m_output->begin();
    QTest::qWait(2);
    m_output->begin(); // of which nothing is to be told
    add("two");
    m_output->finish();
    QCOMPARE(parts(), QList<QStringList>({{u"recording"_s, u"one"_s}, {u"recording"_s, u"two"_s}}));
}

void TestRecordingOutput::partBeginsWithTheConnectionsThatStand()
{
    const auto batch = News().opened(1).established(1).opened(2).ended(2, EndReason::Lost).take();
    make({.maxSize = 1});
    QVERIFY(!m_output->open());
    add("one");
    for (const auto &news : batch.news)
        m_standing->note(&news);
    add("two");
    m_output->finish();
    QCOMPARE(parts().last(),
        QStringList(
            {u"recording"_s, u"connection-accepted"_s, u"connection-established"_s, u"two"_s}));
}

// A device that is always full.
void TestRecordingOutput::whatCannotBeWrittenIsCounted()
{
    make({.path = u"/dev/full"_s});
    QVERIFY(!m_output->open());
    for (int i = 0; i < 3; ++i) {
        m_output->begin();
        add("lost");
        m_output->flush();
    }
    QCOMPARE(m_reports.size(), 1U);
    QCOMPARE(m_reports.front().kind, Kind::Stopped);
    QVERIFY(!m_reports.front().text.empty());
}

void TestRecordingOutput::fileThatExistsIsLeftAlone()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    make();
    QVERIFY(m_output->open() == std::errc::file_exists);
    QCOMPARE(contentOf(path()), QByteArray("mine"));
}

void TestRecordingOutput::fileThatWasRemovedIsMadeAgain()
{
    make();
    QVERIFY(!m_output->open());
    add("one");
    m_output->flush();
    QVERIFY(QFile::remove(path()));
    add("two");
    m_output->flush();
    add("three");
    QCOMPARE(m_reports.size(), 1U);
    QVERIFY(resumes());
    QCOMPARE(m_reports.size(), 2U);
    QCOMPARE(m_reports.back().missing, 2U);
    add("four");
    m_output->finish();
    QCOMPARE(
        wordsIn(contentOf(path())), QStringList({u"recording"_s, u"2 file-removed"_s, u"four"_s}));
}

// A gap that cannot be written either goes into the next one.
void TestRecordingOutput::gapIsCountedOnce()
{
    make();
    QVERIFY(!m_output->open());
    auto gap = gapFor(messageRow("one"), GapReason::QueueFull);
    gap.missing = 40;
    QVERIFY(QFile::remove(path()));
    m_output->add(&gap);
    m_output->flush();
    QVERIFY(QFile(path()).open(QIODevice::WriteOnly)); // somebody else's now
    QTest::qWait(1100);
    m_output->begin();
    add("two");
    QVERIFY(QFile::remove(path()));
    QVERIFY(resumes());
    QCOMPARE(m_reports.back().missing, 41U);
    QCOMPARE(m_reports.size(), 2U);
}

QTEST_GUILESS_MAIN(TestRecordingOutput)

#include "tst_recordingoutput.moc"
