// SPDX-License-Identifier: MIT
#include "widgets/composer/filereader.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestFileReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAll();
    void refuses_data();
    void refuses();
    void newestCounts();
    void cancelledIsNotHeardOf();

private:
    [[nodiscard]] QString written(const QString &name, const QByteArray &content) const;

    QTemporaryDir m_folder;
};

QString TestFileReader::written(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
        ? file.fileName()
        : QString();
}

void TestFileReader::readsAll()
{
    const QByteArray content(1'000'000, 'x');
    const QString path = written(u"a"_s, content);
    FileReader reader(nullptr);
    std::optional<MessageFile> file;
    connect(&reader, &FileReader::finished, this, [&](const MessageFile &read) { file = read; });
    reader.read(path, content.size());
    QVERIFY(!file);
    QTRY_VERIFY(file);
    QCOMPARE(file->path, path);
    QVERIFY(file->content);
    QCOMPARE(*file->content, content);
}

void TestFileReader::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("words");

    QTest::newRow("too long") << written(u"long"_s, QByteArray(101, 'x')) << u"at most 100 bytes"_s;
    QTest::newRow("empty") << written(u"empty"_s, {}) << u"is empty"_s;
    QTest::newRow("missing") << m_folder.filePath(u"missing"_s) << u"cannot be read"_s;
    QTest::newRow("folder") << m_folder.path() << u"not a regular file"_s;
    const QString pipe = m_folder.filePath(u"pipe"_s);
    QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QTest::newRow("pipe") << pipe << u"not a regular file"_s;
}

void TestFileReader::refuses()
{
    QFETCH(QString, path);
    QFETCH(QString, words);
    FileReader reader(nullptr);
    std::optional<MessageFile> file;
    connect(&reader, &FileReader::finished, this, [&](const MessageFile &read) { file = read; });
    reader.read(path, 100);
    QTRY_VERIFY(file);
    QVERIFY(!file->content);
    QVERIFY2(file->content.error().contains(words), qPrintable(file->content.error()));
}

void TestFileReader::newestCounts()
{
    const QString first = written(u"first"_s, "first"_ba);
    const QString second = written(u"second"_s, "second"_ba);
    FileReader reader(nullptr);
    QStringList paths;
    connect(&reader, &FileReader::finished, this,
        [&](const MessageFile &read) { paths.append(read.path); });
    reader.read(first, 100);
    reader.read(second, 100);
    QTRY_COMPARE(paths, QStringList{second});
}

void TestFileReader::cancelledIsNotHeardOf()
{
    const QString path = written(u"a"_s, "a"_ba);
    FileReader reader(nullptr);
    QSignalSpy finished(&reader, &FileReader::finished);
    reader.read(path, 100);
    reader.cancel();
    QVERIFY(!finished.wait(50));
}

QTEST_GUILESS_MAIN(TestFileReader)
#include "tst_filereader.moc"
