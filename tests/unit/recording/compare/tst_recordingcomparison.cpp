// SPDX-License-Identifier: MIT
#include "core/recording/compare/recordingcomparison.h"
#include "core/records/recordingline.h"
#include "tests/unit/recording/recordedlines.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

class TestRecordingComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhichBytesChanged_data();
    void tellsWhichBytesChanged();
    void comparesLongMessages();
    void pairsConnectionsByTheirOpening();
    void tellsWholeConnections();
    void comparesBothEnds();
    void stopsWhereNoMoreIsWanted();

private:
    using Found = std::vector<RecordingDifference>;

    [[nodiscard]] Found compare(
        const std::string &first, const std::string &second, std::size_t most = 100);
    [[nodiscard]] RecordingReader reader(const QString &name, const std::string &lines);

    QTemporaryDir m_folder;
};

namespace {

RecordingLines linesOf(Role role)
{
    return RecordingLines({role, "0.1.0", "both", start, false});
}

/// A recording that is written line by line.
class Written
{
public:
    explicit Written(Role role = Role::Server)
        : m_lines(linesOf(role))
    {
        m_lines.addHead(m_text);
    }

    Written &opened(ConnectionId id)
    {
        for (const auto &news : News().opened(id).take().news)
            m_lines.add(m_text, news);
        return *this;
    }
    Written &said(Direction direction, std::string_view content, ConnectionId id = 1)
    {
        auto row = messageRow(content, id);
        row.direction = direction;
        m_lines.add(m_text, row);
        return *this;
    }
    [[nodiscard]] const std::string &text() const { return m_text; }

private:
    RecordingLines m_lines;
    std::string m_text;
};

std::string saying(std::string_view content)
{
    return Written().said(Direction::In, content).text();
}

RecordingIndex indexOf(RecordingReader &reader)
{
    RecordingIndex index;
    RecordedRows rows(reader.role());
    for (;;) {
        const auto next = reader.next();
        const auto *const line = std::get_if<RecordedLine>(&next);
        if (!line)
            break;
        if (!rows.take(reader, *line) || !index.add(reader, *line, rows))
            qFatal("a line is damaged");
    }
    index.finish();
    return index;
}

} // namespace

RecordingReader TestRecordingComparison::reader(const QString &name, const std::string &lines)
{
    const auto path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || file.write(lines.data(), qint64(lines.size())) != qint64(lines.size()))
        qFatal("cannot write");
    file.close();
    return *RecordingReader::open(path);
}

TestRecordingComparison::Found TestRecordingComparison::compare(
    const std::string &first, const std::string &second, std::size_t most)
{
    auto firstReader = reader(u"first"_s, first);
    auto secondReader = reader(u"second"_s, second);
    const auto firstIndex = indexOf(firstReader);
    const auto secondIndex = indexOf(secondReader);
    Found found;
    const auto compared = compareRecordings({firstReader, firstIndex}, {secondReader, secondIndex},
        [&](const RecordingDifference &difference) {
            found.push_back(difference);
            return found.size() < most;
        });
    if (!compared)
        qFatal("%s", compared.error().c_str());
    return found;
}

void TestRecordingComparison::tellsWhichBytesChanged_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<ByteRange>("there");
    QTest::addColumn<ByteRange>("here");
    const auto row = [](const char *name, const char *first, const char *second, ByteRange there,
                         ByteRange here) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(second) << there << here;
    };
    row("one within", "abcde", "abXde", {2, 3}, {2, 3});
    row("from here to there", "abcdef", "aXcdYf", {1, 5}, {1, 5});
    row("the first", "abc", "Xbc", {0, 1}, {0, 1});
    row("the last", "abc", "abX", {2, 3}, {2, 3});
    row("all", "abc", "xyz", {0, 3}, {0, 3});
    row("some more", "abef", "abcdef", {2, 2}, {2, 4});
    row("some fewer", "abcdef", "abef", {2, 4}, {2, 2});
    row("longer at the end", "abc", "abcd", {3, 3}, {3, 4});
    row("shorter at the end", "abcd", "abc", {3, 4}, {3, 3});
    row("one more of the same", "aa", "aaa", {2, 2}, {2, 3});
    row("one fewer of the same", "aaa", "aa", {2, 3}, {2, 2});
    row("more instead of one", "abXcd", "abYYYcd", {2, 3}, {2, 5});
}

void TestRecordingComparison::tellsWhichBytesChanged()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(ByteRange, there);
    QFETCH(ByteRange, here);
    const auto found = compare(saying(first.toStdString()), saying(second.toStdString()));
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].kind, DifferenceKind::Changed);
    QVERIFY(found[0].bytes);
    QVERIFY2(found[0].bytes->first == there && found[0].bytes->second == here,
        qPrintable(u"[%1, %2) [%3, %4)"_s.arg(found[0].bytes->first.begin)
                .arg(found[0].bytes->first.end)
                .arg(found[0].bytes->second.begin)
                .arg(found[0].bytes->second.end)));
}

// Of their lines no reader keeps more than the beginning.
void TestRecordingComparison::comparesLongMessages()
{
    std::string first(3'000'000, 'a');
    auto second = first;
    second[2'500'000] = 'b';
    const auto found = compare(saying(first), saying(second));
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY((found[0].bytes->first == ByteRange{2'500'000, 2'500'001}));
    QCOMPARE(found[0].first->size, quint64(3'000'000));
}

void TestRecordingComparison::pairsConnectionsByTheirOpening()
{
    const auto first =
        Written().opened(1).opened(2).said(Direction::In, "b", 2).said(Direction::In, "a", 1);
    const auto second =
        Written().opened(7).said(Direction::In, "a", 7).opened(9).said(Direction::In, "b", 9);
    QVERIFY(compare(first.text(), second.text()).empty());
}

void TestRecordingComparison::tellsWholeConnections()
{
    const auto one = Written().opened(1);
    const auto two =
        Written().opened(1).opened(2).said(Direction::In, "a", 2).said(Direction::Out, "b", 2);
    const auto extra = compare(one.text(), two.text());
    QCOMPARE(extra.size(), std::size_t(1));
    QCOMPARE(extra[0].kind, DifferenceKind::Extra);
    QCOMPARE(extra[0].connection, std::size_t(2));
    QVERIFY(!extra[0].speaker && !extra[0].first);
    QCOMPARE(extra[0].second->line, quint64(3));
    QCOMPARE(extra[0].second->size, quint64(2));
    const auto missing = compare(two.text(), one.text());
    QCOMPARE(missing.size(), std::size_t(1));
    QCOMPARE(missing[0].kind, DifferenceKind::Missing);
}

void TestRecordingComparison::comparesBothEnds()
{
    const auto server = Written(Role::Server).said(Direction::In, "q").said(Direction::Out, "r");
    const auto agent = Written(Role::Agent).said(Direction::Out, "q").said(Direction::In, "R");
    const auto found = compare(server.text(), agent.text());
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].speaker, Role::Server);
    QCOMPARE(found[0].first->number, quint64(1));
    QCOMPARE(found[0].first->line, quint64(3));
}

void TestRecordingComparison::stopsWhereNoMoreIsWanted()
{
    const auto first =
        Written().said(Direction::In, "a").said(Direction::Out, "b").said(Direction::In, "c", 2);
    QCOMPARE(compare(first.text(), Written().opened(1).text(), 1).size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(TestRecordingComparison)
#include "tst_recordingcomparison.moc"
