// SPDX-License-Identifier: MIT
#include "core/recording/recordingnames.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <system_error>

using namespace sealcord;
using namespace Qt::StringLiterals;

/// What the parts of a recording are called, and which are removed.
class TestRecordingNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partIsNamedByItsTime_data();
    void partIsNamedByItsTime();
    void nameThatIsTakenGetsTheNextMillisecond();
    void whatIsNoTakenNameIsTold();
    void onlyPartsOfThisRecordingAreRemoved();
};

void TestRecordingNames::partIsNamedByItsTime_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("part");

    QTest::newRow("file") << u"name.sealcord"_s << u"name-20261129T024700.123Z.sealcord"_s;
    QTest::newRow("in a folder") << u"/a.b/name.sealcord"_s
                                 << u"/a.b/name-20261129T024700.123Z.sealcord"_s;
    QTest::newRow("other suffix") << u"name.x.jsonl"_s << u"name.x-20261129T024700.123Z.jsonl"_s;
    QTest::newRow("no suffix") << u"name"_s << u"name-20261129T024700.123Z"_s;
}

void TestRecordingNames::partIsNamedByItsTime()
{
    QFETCH(QString, path);
    QFETCH(QString, part);
    const auto time = recordTime("2026-11-29T02:47:00.123456Z");
    QVERIFY(time);
    QCOMPARE(QString::fromStdString(partPath(path.toStdString(), *time)), part);
}

void TestRecordingNames::nameThatIsTakenGetsTheNextMillisecond()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"a.sealcord"_s).toStdString();
    const auto time = recordTime("2026-11-29T02:47:00.999Z");
    QVERIFY(time);
    QVERIFY(openPart(path, *time).file);
    const auto next = openPart(path, *time);
    QVERIFY(next.file);
    QCOMPARE(
        QString::fromStdString(next.path), folder.filePath(u"a-20261129T024701.000Z.sealcord"_s));
}

void TestRecordingNames::whatIsNoTakenNameIsTold()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"missing/a.sealcord"_s).toStdString();
    const auto part = openPart(path, RecordTime());
    QVERIFY(!part.file);
    QVERIFY(part.file.error() == std::errc::no_such_file_or_directory);
}

void TestRecordingNames::onlyPartsOfThisRecordingAreRemoved()
{
    const QTemporaryDir folder;
    QDir names(folder.path());
    const QStringList others{u"a-20200101T000000.000Z.sealcord.bak"_s,
        u"a-20200101T000000.00Z.sealcord"_s, u"a-b-20200101T000000.000Z.sealcord"_s,
        u"a-2020x101T000000.000Z.sealcord"_s, u"a.sealcord"_s,
        u"b-20200101T000000.000Z.sealcord"_s};
    const QStringList parts{u"a-20200101T000000.000Z.sealcord"_s,
        u"a-20200101T000000.001Z.sealcord"_s, u"a-20210101T000000.000Z.sealcord"_s};
    for (const auto &name : others + parts) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(names.mkdir(u"a-20190101T000000.000Z.sealcord"_s)); // no file of ours

    const auto path = folder.filePath(u"a.sealcord"_s).toStdString();
    QCOMPARE(partsOf(path).size(), 3U);
    removeOldParts(path, 2);
    auto left = others + parts.mid(1);
    left.sort();
    QCOMPARE(names.entryList(QDir::Files, QDir::Name), left);
    removeOldParts(path, 2);
    QCOMPARE(partsOf(path).size(), 2U);
}

QTEST_GUILESS_MAIN(TestRecordingNames)

#include "tst_recordingnames.moc"
