// SPDX-License-Identifier: MIT
#include "widgets/window/windowprogram.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLocale>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace sealcord;
using namespace Qt::StringLiterals;

/// The language of a window, and what follows from it.
class TestWindowLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void windowIsOfOneLanguage_data();
    void windowIsOfOneLanguage();

private:
    QTemporaryDir m_folder;
};

void TestWindowLook::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
}

void TestWindowLook::windowIsOfOneLanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("figure");

    QTest::newRow("English") << u"en"_s << u"1,204.5"_s;
    QTest::newRow("Arabic, which there is not") << u"ar_EG"_s << u"1,204.5"_s;
    QTest::newRow("Hebrew, which there is not") << u"he"_s << u"1,204.5"_s;
    QTest::newRow("Persian, which there is not") << u"fa"_s << u"1,204.5"_s;
    // Written as ours: who reads English there still wants the figures of the country.
    QTest::newRow("Dutch, which there is not") << u"nl"_s << u"1.204,5"_s;
}

void TestWindowLook::windowIsOfOneLanguage()
{
    QFETCH(const QString, language);
    QFETCH(const QString, figure);
    QApplication::setLayoutDirection(QLocale(language).textDirection()); // as the system would
    const WindowLook look({.language = language}, u"server"_s);
    QWidget window;
    const QDialogButtonBox buttons(QDialogButtonBox::Cancel);
    QCOMPARE(window.layoutDirection(), Qt::LeftToRight);
    QCOMPARE(QLocale().toString(1204.5), figure);
    QCOMPARE(buttons.button(QDialogButtonBox::Cancel)->text().remove(u'&'), u"Cancel"_s);
}

QTEST_MAIN(TestWindowLook)
#include "tst_windowlook.moc"
