// SPDX-License-Identifier: MIT
#include "widgets/settings/windowstate.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

/// Where a window's settings go, by what the environment says.
class TestWindowStateHome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void noHomeMeansNothingIsRemembered_data();
    void noHomeMeansNothingIsRemembered();
    void emptyOrRelativeFolderIsNone_data();
    void emptyOrRelativeFolderIsNone();

private:
    QTemporaryDir m_folder;
    QString m_before;
};

// Where a program is started must not matter either.
void TestWindowStateHome::init()
{
    m_before = QDir::currentPath();
    QVERIFY(m_folder.isValid());
    QVERIFY(QDir::setCurrent(m_folder.path()));
}

void TestWindowStateHome::cleanup()
{
    QDir::setCurrent(m_before);
    QDir(m_folder.filePath(u".config"_s)).removeRecursively();
}

void TestWindowStateHome::noHomeMeansNothingIsRemembered_data()
{
    QTest::addColumn<QByteArray>("home");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("not there") << QFile::encodeName(m_folder.filePath(u"not-there"_s));
    QTest::newRow("the root directory") << QByteArray("/");
    QTest::newRow("relative") << QByteArray("home");
    QTest::newRow("a file") << QByteArray("/etc/hostname");
}

void TestWindowStateHome::noHomeMeansNothingIsRemembered()
{
    QFETCH(const QByteArray, home);
    qunsetenv("XDG_CONFIG_HOME");
    if (home.isNull())
        qunsetenv("HOME");
    else
        qputenv("HOME", home);
    const auto wasInRoot = QDir(u"/.config/sealcord"_s).exists();
    {
        WindowState state(u"server"_s);
        QVERIFY(!state.canRemember());
        state.setKeepsContents(true);
        state.setLayout(u"splitter"_s, "x");
        state.setFormerFilters({u"text:secret"_s});
        QCOMPARE(state.layout(u"splitter"_s), "x"); // as long as it lives
    }
    {
        QSettings ofQt(QSettings::UserScope, u"QtProject"_s); // as a file dialog's are
        ofQt.setValue(u"x"_s, 1);
    }
    QCOMPARE(
        QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        QStringList());
    QCOMPARE(QDir(u"/.config/sealcord"_s).exists(), wasInRoot);
}

void TestWindowStateHome::emptyOrRelativeFolderIsNone_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("relative") << QByteArray("settings");
}

void TestWindowStateHome::emptyOrRelativeFolderIsNone()
{
    QFETCH(const QByteArray, config);
    qputenv("XDG_CONFIG_HOME", config);
    qputenv("HOME", QFile::encodeName(m_folder.path()));
    {
        WindowState state(u"server"_s);
        QVERIFY(state.canRemember());
        state.setLanguage(u"de"_s);
    }
    QVERIFY(QFile::exists(m_folder.filePath(u".config/sealcord/server.ini"_s)));
}

QTEST_GUILESS_MAIN(TestWindowStateHome)
#include "tst_windowstatehome.moc"
