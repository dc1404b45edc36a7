// SPDX-License-Identifier: MIT
#include "widgets/look/appearance.h"
#include "widgets/look/contrast.h"
#include "widgets/look/framestyle.h"

#include <QApplication>
#include <QPalette>
#include <QTest>

using namespace sealcord;

class TestAppearance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theChosenOneIsInForceAtOnce();
    void withoutADesktopTheLookIsOurs();
    void textIsReadable_data();
    void textIsReadable();
};

void TestAppearance::theChosenOneIsInForceAtOnce()
{
    for (int round = 0; round < 2; ++round) {
        applyAppearance(Appearance::Dark);
        QVERIFY(isDark(QApplication::palette()));
        applyAppearance(Appearance::Light);
        QVERIFY(!isDark(QApplication::palette()));
    }
}

void TestAppearance::withoutADesktopTheLookIsOurs()
{
    applyAppearance(Appearance::Dark);
    applyAppearance(Appearance::System);
    QVERIFY(qobject_cast<FrameStyle *>(QApplication::style()));
    QCOMPARE(
        QApplication::palette().color(QPalette::Window), lightPalette().color(QPalette::Window));
}

void TestAppearance::textIsReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<QPalette::ColorRole>("text");
    QTest::addColumn<QPalette::ColorRole>("ground");

    for (const bool dark : {false, true}) {
        const auto palette = dark ? darkPalette() : lightPalette();
        const auto row = [&](const char *name, QPalette::ColorRole text,
                             QPalette::ColorRole ground) {
            QTest::addRow("%s, %s", name, dark ? "dark" : "light") << palette << text << ground;
        };
        row("window", QPalette::WindowText, QPalette::Window);
        row("field", QPalette::Text, QPalette::Base);
        row("button", QPalette::ButtonText, QPalette::Button);
        row("selection", QPalette::HighlightedText, QPalette::Highlight);
        row("tool tip", QPalette::ToolTipText, QPalette::ToolTipBase);
        row("placeholder", QPalette::PlaceholderText, QPalette::Base);
        row("link", QPalette::Link, QPalette::Window);
    }
}

void TestAppearance::textIsReadable()
{
    QFETCH(const QPalette, palette);
    QFETCH(const QPalette::ColorRole, text);
    QFETCH(const QPalette::ColorRole, ground);
    QVERIFY(contrast(palette.color(text), palette.color(ground)) >= leastContrast);
}

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"
