// SPDX-License-Identifier: MIT
#include "core/recording/savedtraffic.h"

#include "tests/unit/recording/recordedlines.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;

/// What a list shows, written down.
class TestSavedTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConnectionIsToldOfOnceBeforeWhatWasSaidOnIt();
    void whatIsGivenUpIsNotLeftBehind();
    void nothingIsWrittenOver();
    void aFolderThatIsNotThereIsSaid();

private:
    [[nodiscard]] static SavedTraffic traffic()
    {
        ConnectionInfo info;
        info.name = named(1);
        info.opened = start;
        info.established = start;
        SavedTraffic saved;
        saved.connections.emplace(1, info);
        for (const auto &row : {messageRow("one"), messageRow("two"),
                 noticeRow(EventKind::ConnectionEnded, 1), messageRow("another", 2)})
            saved.rows.push_back({row, {}, {}});
        return saved;
    }

    const QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(u"a.sealcord"_s);
};

void TestSavedTraffic::aConnectionIsToldOfOnceBeforeWhatWasSaidOnIt()
{
    QVERIFY(save(traffic(), {}, m_path, {}));
    QCOMPARE(wordsIn(contentOf(m_path)),
        QStringList({u"recording"_s, u"connection-accepted"_s, u"connection-established"_s,
            u"one"_s, u"two"_s, u"connection-ended"_s, u"another"_s}));
    QVERIFY(QFile::remove(m_path));
}

void TestSavedTraffic::whatIsGivenUpIsNotLeftBehind()
{
    std::stop_source end;
    end.request_stop();
    const auto saved = save(traffic(), {}, m_path, end.get_token());
    QVERIFY(!saved);
    QVERIFY(saved.error().isEmpty());
    QVERIFY(QDir(m_folder.path()).isEmpty());
}

void TestSavedTraffic::nothingIsWrittenOver()
{
    QFile there(m_path);
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("kept");
    there.close();
    const auto saved = save(traffic(), {}, m_path, {});
    QVERIFY(!saved);
    QVERIFY2(saved.error().contains(u"exists"_s), qPrintable(saved.error()));
    QCOMPARE(contentOf(m_path), "kept");
    QVERIFY(there.remove());
}

void TestSavedTraffic::aFolderThatIsNotThereIsSaid()
{
    const auto path = m_folder.filePath(u"none/a.sealcord"_s);
    const auto saved = save(traffic(), {}, path, {});
    QVERIFY(!saved);
    QVERIFY2(saved.error().startsWith(path + u": "_s), qPrintable(saved.error()));
}

QTEST_GUILESS_MAIN(TestSavedTraffic)
#include "tst_savedtraffic.moc"
