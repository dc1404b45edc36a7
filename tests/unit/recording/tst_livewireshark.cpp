// SPDX-License-Identifier: MIT
#include "core/recording/livewireshark.h"

#include "tests/support/patience.h"
#include "tests/unit/recording/recordedlines.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <mutex>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using Kind = RecordingReport::Kind;

/// A program of Wireshark's name reads what is recorded, and is survived.
class TestLiveWireshark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { qputenv("PATH", m_path); }
    void notInstalled();
    void readsWhatIsSaid();
    void closingItIsToldOnce();

private:
    void install(const QByteArray &script);
    [[nodiscard]] auto start()
    {
        return LiveWireshark::start(RecordingHead{}, [this](const RecordingReport &report) {
            const std::lock_guard lock(m_mutex);
            m_reports.push_back(report.kind);
        });
    }
    static void say(LiveWireshark &live, std::string_view content)
    {
        live.recorder()->happened(
            MessageSeen{.connection = named(1), .plaintext = bytesOf(content)});
    }
    [[nodiscard]] std::vector<Kind> reports()
    {
        const std::lock_guard lock(m_mutex);
        return m_reports;
    }
    [[nodiscard]] QString filePath(const QString &name) const { return m_folder->filePath(name); }

    const QByteArray m_path = qgetenv("PATH");
    std::unique_ptr<QTemporaryDir> m_folder;
    std::mutex m_mutex;
    std::vector<Kind> m_reports; // guarded by the mutex
};

void TestLiveWireshark::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_reports.clear();
    qputenv("PATH", m_folder->path().toLocal8Bit());
}

void TestLiveWireshark::install(const QByteArray &script)
{
    QFile file(filePath(u"wireshark"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\nPATH=/usr/bin:/bin\ncd " + m_folder->path().toLocal8Bit() + '\n' + script
        + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestLiveWireshark::notInstalled()
{
    const auto live = start();
    QVERIFY(!live);
    QVERIFY2(live.error().contains(u"not installed"_s), qPrintable(live.error()));
}

void TestLiveWireshark::readsWhatIsSaid()
{
    install(
        "echo \"$1 $2 $3\" >arguments.part; mv arguments.part arguments; exec cat \"$3\" >read");
    auto live = start();
    QVERIFY2(live, qPrintable(live ? QString() : live.error()));
    const auto arguments = [this] { return contentOf(filePath(u"arguments"_s)).trimmed(); };
    QTRY_VERIFY_WITH_TIMEOUT(arguments().startsWith("-k -i "), patience);
    const QFileInfo fifo(QString::fromLocal8Bit(arguments().sliced(6)));
    QCOMPARE(fifo.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(QFileInfo(fifo.path()).permissions()
            & (QFile::ExeGroup | QFile::ExeOther | QFile::ReadGroup | QFile::ReadOther),
        QFile::Permissions());
    QTRY_COMPARE_WITH_TIMEOUT(reports(), std::vector{Kind::Resumed}, patience);
    say(**live, "said to it");
    live->reset();
    QTRY_VERIFY_WITH_TIMEOUT(contentOf(filePath(u"read"_s)).contains("said to it"), patience);
    QVERIFY(!QFileInfo::exists(fifo.path()));
}

void TestLiveWireshark::closingItIsToldOnce()
{
    install("exec head -c 1 \"$3\" >read");
    auto live = start();
    QVERIFY2(live, qPrintable(live ? QString() : live.error()));
    const auto isTold = [&] {
        say(**live, "to nobody");
        return reports() == std::vector{Kind::Resumed, Kind::Stopped};
    };
    QVERIFY(QTest::qWaitFor(isTold, patience));
}

QTEST_GUILESS_MAIN(TestLiveWireshark)

#include "tst_livewireshark.moc"
