// SPDX-License-Identifier: MIT
#include "widgets/settings/viewsettings.h"
#include "widgets/settings/windowstate.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

/// As an earlier version wrote them.
QByteArray contents()
{
    return "[General]\nfilters=text:secret\nmessages=text:secret\n"
           "named-filters=secret, dir:in\n";
}

/// The permissions of owner, group and others.
unsigned modeOf(const QString &path)
{
    struct stat status{};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 0777U : 0;
}

} // namespace

class TestWindowState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everythingIsRememberedFromOneRunToTheNext();
    void contentsAreKeptByChoiceAlone_data();
    void contentsAreKeptByChoiceAlone();
    void whoDoesNotWantThemAnyMoreHasThemForgotten();
    void nobodyElseCanReadIt_data();
    void nobodyElseCanReadIt();
    void resetForgetsTheLayoutAlone();
    void eachWindowHasItsOwn();
    void whatMakesNoSenseCountsAsTheDefault_data();
    void whatMakesNoSenseCountsAsTheDefault();
    void numbersKeepTheirBounds_data();
    void numbersKeepTheirBounds();
    void halfANamedFilterIsNone();
    void twoWindowsKeepEachOthersContents();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"sealcord/server.ini"_s); }
    void write(const QByteArray &content) const;
    [[nodiscard]] QByteArray content() const;

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

QByteArray TestWindowState::content() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestWindowState::everythingIsRememberedFromOneRunToTheNext()
{
    const QByteArray layout("\x00\xff\n;,\"", 6);
    const QStringList filters{u"dir:in, \"a b\"; #"_s, u"text:\"ä\\n\""_s};
    {
        WindowState state(u"server"_s);
        state.setLayout(u"splitter"_s, layout);
        state.setKeepsContents(true);
        state.setFormerFilters(filters);
        state.setFormerMessages({u"text:mine"_s});
        state.setNamedFilters({{u"mine"_s, u"dir:in"_s}, {u"long"_s, u"len>100"_s}});
        storeView(state,
            {.kept = {.bytes = 3 << 20, .rows = 200},
                .timeFormat = TrafficModel::TimeFormat::SinceStart,
                .appearance = Appearance::Dark,
                .language = u"de"_s,
                .keepsContents = true});
    }
    const WindowState state(u"server"_s);
    QCOMPARE(state.layout(u"splitter"_s), layout);
    QCOMPARE(state.formerFilters(), filters);
    QCOMPARE(state.formerMessages(), {u"text:mine"_s});
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
    QVERIFY(view.keepsContents);
}

void TestWindowState::contentsAreKeptByChoiceAlone_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("a first start") << QByteArray();
    QTest::newRow("what an earlier version kept unasked") << contents();
    QTest::newRow("chosen not to") << QByteArray(contents() + "keep-contents=false\n");
    QTest::newRow("a choice that makes no sense")
        << QByteArray(contents() + "keep-contents=perhaps\n");
}

void TestWindowState::contentsAreKeptByChoiceAlone()
{
    QFETCH(const QByteArray, before);
    write(before);
    {
        WindowState state(u"server"_s);
        QVERIFY(!state.keepsContents());
        QVERIFY(state.formerFilters().isEmpty());
        QVERIFY(state.formerMessages().isEmpty());
        QVERIFY(state.namedFilters().isEmpty());
        QVERIFY2(!content().contains("secret"), content().constData());
        state.setFormerFilters({u"text:secret"_s});
        state.setFormerMessages({u"text:secret"_s});
        state.setNamedFilters({{u"secret"_s, u"dir:in"_s}});
        state.setLayout(u"splitter"_s, "x");
    }
    QVERIFY2(!content().contains("secret"), content().constData());
    QVERIFY(content().contains("splitter"));
}

void TestWindowState::whoDoesNotWantThemAnyMoreHasThemForgotten()
{
    write(contents() + "keep-contents=true\n");
    WindowState state(u"server"_s);
    QCOMPARE(state.formerMessages(), {u"text:secret"_s});
    state.setKeepsContents(false);
    QVERIFY(state.formerMessages().isEmpty());
    QVERIFY2(!content().contains("secret"), content().constData());
}

void TestWindowState::nobodyElseCanReadIt_data()
{
    QTest::addColumn<bool>("isThereBefore");
    QTest::addColumn<bool>("isTakenAway");
    QTest::newRow("a first start") << false << false;
    QTest::newRow("a file that all can read") << true << false;
    QTest::newRow("a file that somebody took away meanwhile") << true << true;
}

void TestWindowState::nobodyElseCanReadIt()
{
    QFETCH(const bool, isThereBefore);
    QFETCH(const bool, isTakenAway);
    const auto formerMask = ::umask(0);
    if (isThereBefore)
        write(contents());
    {
        WindowState state(u"server"_s);
        QCOMPARE(modeOf(path()), 0600U);
        QCOMPARE(modeOf(QFileInfo(path()).path()), 0700U);
        if (isTakenAway)
            QVERIFY(QFile::remove(path()));
        state.setKeepsContents(true);
        state.setFormerMessages({u"text:secret"_s});
    }
    ::umask(formerMask);
    QVERIFY(content().contains("secret"));
    QCOMPARE(modeOf(path()), 0600U);
}

void TestWindowState::resetForgetsTheLayoutAlone()
{
    WindowState state(u"server"_s);
    state.setLayout(u"splitter"_s, "x");
    state.setLayout(u"traffic"_s, "y");
    state.setKeepsContents(true);
    state.setFormerFilters({u"dir:in"_s});
    state.forgetLayout();
    QVERIFY(state.layout(u"splitter"_s).isEmpty());
    QVERIFY(state.layout(u"traffic"_s).isEmpty());
    QCOMPARE(state.formerFilters(), {u"dir:in"_s});
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
    write("[General]\nkeep-contents=true\nnamed-filters=mine, dir:in, half\n");
    const auto filters = WindowState(u"server"_s).namedFilters();
    QCOMPARE(filters.size(), 1);
    QCOMPARE(filters.front().text, u"dir:in"_s);
}

void TestWindowState::twoWindowsKeepEachOthersContents()
{
    write("[General]\nkeep-contents=true\nfilters=dir:in\nmessages=text:old\n"
          "named-filters=mine, dir:in, old, len<9\n");
    WindowState state(u"server"_s);
    // The other one, another process, has been closed meanwhile.
    write("[General]\nkeep-contents=true\nfilters=dir:out, dir:in\n"
          "messages=text:theirs, text:old\n"
          "named-filters=mine, dir:in, old, len<9, theirs, dir:out\n");
    state.setFormerFilters({u"len>5"_s, u"dir:in"_s});
    state.setFormerMessages({u"text:mine"_s, u"text:old"_s});
    state.setNamedFilters({{u"mine"_s, u"dir:in"_s}, {u"long"_s, u"len>5"_s}});
    const QList<NamedFilter> named{
        {u"mine"_s, u"dir:in"_s}, {u"long"_s, u"len>5"_s}, {u"theirs"_s, u"dir:out"_s}};
    QCOMPARE(state.formerFilters(), (QStringList{u"len>5"_s, u"dir:out"_s, u"dir:in"_s}));
    QCOMPARE(
        state.formerMessages(), (QStringList{u"text:mine"_s, u"text:theirs"_s, u"text:old"_s}));
    QCOMPARE(state.namedFilters(), named);
    QVERIFY(content().contains("theirs"));

    // Once more, as when it goes on: what is there of the other's is not taken for removed.
    state.setNamedFilters({{u"mine"_s, u"dir:in"_s}, {u"long"_s, u"len>5"_s}});
    QCOMPARE(state.namedFilters(), named);
}

QTEST_GUILESS_MAIN(TestWindowState)
#include "tst_windowstate.moc"
