// SPDX-License-Identifier: MIT
#include "widgets/settings/viewsettings.h"
#include "widgets/settings/windowstate.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestWindowState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everythingIsRememberedFromOneRunToTheNext();
    void resetForgetsTheLayoutAlone();
    void eachWindowHasItsOwn();
    void whatMakesNoSenseCountsAsTheDefault_data();
    void whatMakesNoSenseCountsAsTheDefault();
    void numbersKeepTheirBounds_data();
    void numbersKeepTheirBounds();
    void halfANamedFilterIsNone();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"sealcord/server.ini"_s); }
    void write(const QByteArray &content) const;

    QTemporaryDir m_folder;
};

void TestWindowState::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path())); // QSettings asks once
    WindowState(u"server"_s).setLanguage(u"de"_s);
    QVERIFY2(QFile::exists(path()), "the test must not touch the settings of who runs it");
}

void TestWindowState::init()
{
    QDir(m_folder.filePath(u"sealcord"_s)).removeRecursively();
}

// QSettings takes a file of the same size and time for the one that it has read before.
void TestWindowState::write(const QByteArray &content) const
{
    static qsizetype written = 0;
    const QByteArray padded = content + '\n' + QByteArray(100 * ++written, ';') + '\n';
    QVERIFY(QDir(m_folder.path()).mkpath(u"sealcord"_s));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(padded), padded.size());
}

void TestWindowState::everythingIsRememberedFromOneRunToTheNext()
{
    const QByteArray layout("\x00\xff\n;,\"", 6);
    const QStringList filters{u"dir:in, \"a b\"; #"_s, u"text:\"ä\\n\""_s};
    {
        WindowState state(u"server"_s);
        state.setLayout(u"splitter"_s, layout);
        state.setList(u"filters"_s, filters);
        state.setNamedFilters({{u"mine"_s, u"dir:in"_s}, {u"long"_s, u"len>100"_s}});
        storeView(state,
            {.kept = {.bytes = 3 << 20, .rows = 200},
                .timeFormat = TrafficModel::TimeFormat::SinceStart,
                .appearance = Appearance::Dark,
                .language = u"de"_s});
    }
    const WindowState state(u"server"_s);
    QCOMPARE(state.layout(u"splitter"_s), layout);
    QCOMPARE(state.list(u"filters"_s), filters);
    const auto named = state.namedFilters();
    QCOMPARE(named.size(), 2);
    QCOMPARE(named[1].name, u"long"_s);
    QCOMPARE(named[1].text, u"len>100"_s);
    const auto view = storedView(state);
    QCOMPARE(view.kept.bytes, std::size_t{3 << 20});
    QCOMPARE(view.kept.rows, std::size_t{200});
    QCOMPARE(view.timeFormat, TrafficModel::TimeFormat::SinceStart);
    QCOMPARE(view.appearance, Appearance::Dark);
    QCOMPARE(view.language, u"de"_s);
}

void TestWindowState::resetForgetsTheLayoutAlone()
{
    WindowState state(u"server"_s);
    state.setLayout(u"splitter"_s, "x");
    state.setLayout(u"traffic"_s, "y");
    state.setList(u"filters"_s, {u"dir:in"_s});
    state.forgetLayout();
    QVERIFY(state.layout(u"splitter"_s).isEmpty());
    QVERIFY(state.layout(u"traffic"_s).isEmpty());
    QCOMPARE(state.list(u"filters"_s), {u"dir:in"_s});
}

void TestWindowState::eachWindowHasItsOwn()
{
    WindowState(u"server"_s).setLanguage(u"de"_s);
    QCOMPARE(WindowState(u"agent"_s).language(), QString());
}

void TestWindowState::whatMakesNoSenseCountsAsTheDefault_data()
{
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("noise") << QByteArray("\x00\xff[[=\n]\"@ByteArray(\\x", 20);
    QTest::newRow("words for numbers")
        << QByteArray("[General]\nkept-bytes=many\nkept-rows=\ntime-format=noon\n");
    QTest::newRow("too little") << QByteArray(
        "[General]\nkept-bytes=0\nkept-rows=-1\ntime-format=-1\n");
    QTest::newRow("too much") << QByteArray("[General]\nkept-bytes=99999999999999999999\n"
                                            "kept-rows=2000000000\ntime-format=3\n");
    QTest::newRow("lists for values")
        << QByteArray("[General]\nkept-bytes=1, 2\nappearance=dark, light\nlanguage=de, en\n");
    QTest::newRow("unknown words") << QByteArray("[General]\nappearance=pink\nlanguage=../../x\n");
    QTest::newRow("foreign types")
        << QByteArray("[General]\nkept-rows=@Point(1 2)\nlanguage=@Variant(\\0\\0)\n");
}

void TestWindowState::whatMakesNoSenseCountsAsTheDefault()
{
    QFETCH(const QByteArray, content);
    write(content);
    const WindowState state(u"server"_s);
    const auto view = storedView(state);
    const ViewSettings usual;
    QCOMPARE(view.kept.bytes, usual.kept.bytes);
    QCOMPARE(view.kept.rows, usual.kept.rows);
    QCOMPARE(view.timeFormat, usual.timeFormat);
    QCOMPARE(view.appearance, usual.appearance);
    QCOMPARE(view.language, usual.language);
    QVERIFY(state.namedFilters().isEmpty());
    QVERIFY(state.layout(u"splitter"_s).isEmpty());
}

void TestWindowState::numbersKeepTheirBounds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("expected");

    QTest::newRow("least") << QByteArray("10") << qint64{10};
    QTest::newRow("most") << QByteArray("20") << qint64{20};
    QTest::newRow("below") << QByteArray("9") << qint64{15};
    QTest::newRow("above") << QByteArray("21") << qint64{15};
    QTest::newRow("a word") << QByteArray("twelve") << qint64{15};
    QTest::newRow("with a tail") << QByteArray("12x") << qint64{15};
}

void TestWindowState::numbersKeepTheirBounds()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, expected);
    write("[General]\nsome=" + text + "\n");
    QCOMPARE(WindowState(u"server"_s).number(u"some"_s, 10, 20, 15), expected);
}

void TestWindowState::halfANamedFilterIsNone()
{
    write("[General]\nnamed-filters=mine, dir:in, half\n");
    const auto filters = WindowState(u"server"_s).namedFilters();
    QCOMPARE(filters.size(), 1);
    QCOMPARE(filters.front().text, u"dir:in"_s);
}

QTEST_GUILESS_MAIN(TestWindowState)
#include "tst_windowstate.moc"
