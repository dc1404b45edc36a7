// SPDX-License-Identifier: MIT
#include "widgets/look/appearance.h"
#include "widgets/look/contrast.h"
#include "widgets/parts/messagebar.h"

#include <QAccessible>
#include <QApplication>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <utility>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestMessageBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isHiddenUntilSomethingIsToBeSaid();
    void eachLevelHasAShapeOfItsOwn();
    void textIsPlain();
    void pressingAnActionHidesTheBarFirst();
    void anActionThatStaysLeavesTheBar();
    void longTextStandsAboveItsActions();
    void anActionMaySayTheNextThing();
    void theNextMessageBringsItsOwnActions();
    void theCrossClosesIt();
    void isNamedAfterWhatItSays();
    void textIsReadable_data();
    void textIsReadable();
};

void TestMessageBar::initTestCase()
{
    QAccessible::setActive(true);
}

static QString glyphOf(const MessageBar &bar)
{
    for (const auto *label : bar.findChildren<QLabel *>()) {
        if (label->text() != bar.text())
            return label->text();
    }
    return {};
}

static QPushButton *buttonOf(const MessageBar &bar, const QString &text)
{
    for (auto *button : bar.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

void TestMessageBar::isHiddenUntilSomethingIsToBeSaid()
{
    QWidget window;
    MessageBar bar(&window);
    window.show();
    QVERIFY(!bar.isVisible());
    bar.show(MessageBar::Level::Info, u"said"_s);
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.text(), u"said"_s);
}

void TestMessageBar::eachLevelHasAShapeOfItsOwn()
{
    MessageBar bar;
    QStringList shapes;
    for (const auto level :
        {MessageBar::Level::Info, MessageBar::Level::Warning, MessageBar::Level::Error}) {
        bar.show(level, u"said"_s);
        QVERIFY(!glyphOf(bar).isEmpty());
        QVERIFY(!shapes.contains(glyphOf(bar)));
        QVERIFY(glyphOf(bar) != bar.findChild<QToolButton *>()->text()); // one cross
        shapes += glyphOf(bar);
    }
}

void TestMessageBar::textIsPlain()
{
    MessageBar bar;
    bar.show(MessageBar::Level::Error, u"<b>from the network</b>"_s);
    QCOMPARE(bar.text(), u"<b>from the network</b>"_s);
    for (const auto *label : bar.findChildren<QLabel *>()) {
        if (label->text() == bar.text())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TestMessageBar::pressingAnActionHidesTheBarFirst()
{
    MessageBar bar;
    int acted = 0;
    bool wasHidden = false;
    bar.show(MessageBar::Level::Error, u"said"_s, {{u"Try again"_s, [&] {
                                                        ++acted;
                                                        wasHidden = bar.isHidden();
                                                    }}});
    QTest::mouseClick(buttonOf(bar, u"Try again"_s), Qt::LeftButton);
    QTRY_COMPARE(acted, 1);
    QVERIFY(wasHidden);
}

// As trying again does that fails again.
void TestMessageBar::anActionThatStaysLeavesTheBar()
{
    MessageBar bar;
    int copied = 0;
    bar.show(MessageBar::Level::Info, u"said"_s, {{u"Copy"_s, [&] { ++copied; }, true}});
    QTest::mouseClick(buttonOf(bar, u"Copy"_s), Qt::LeftButton);
    QTRY_COMPARE(copied, 1);
    QVERIFY(bar.isVisible());
}

void TestMessageBar::longTextStandsAboveItsActions()
{
    QWidget window;
    MessageBar bar(&window);
    window.show();
    const auto show = [&](const QString &text) {
        bar.show(MessageBar::Level::Error, text, {{u"Mend it"_s, [] { }}});
        bar.resize(600, 300);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const auto *label = bar.findChild<QLabel *>(u"text"_s);
        return std::pair(label->geometry(), buttonOf(bar, u"Mend it"_s)->geometry());
    };
    const auto [shortText, beside] = show(u"It failed."_s);
    QVERIFY(beside.left() > shortText.right());
    const auto [longText, below] = show(QString(400, u'm').replace(u"mmmmmmmm"_s, u"mmmmmmm "_s));
    QVERIFY(below.top() > longText.bottom());
    QVERIFY(longText.width() > shortText.width());
    const auto [again, besideAgain] = show(u"It failed."_s);
    QVERIFY(besideAgain.left() > again.right());
}

void TestMessageBar::anActionMaySayTheNextThing()
{
    MessageBar bar;
    bar.show(MessageBar::Level::Error, u"first"_s,
        {{u"Try again"_s, [&bar] { bar.show(MessageBar::Level::Error, u"second"_s); }}});
    QTest::mouseClick(buttonOf(bar, u"Try again"_s), Qt::LeftButton);
    QTRY_COMPARE(bar.text(), u"second"_s);
    QVERIFY(!bar.isHidden());
}

void TestMessageBar::theNextMessageBringsItsOwnActions()
{
    MessageBar bar;
    bar.show(MessageBar::Level::Error, u"first"_s, {{u"One"_s, [] { }}, {u"Two"_s, [] { }}});
    QVERIFY(buttonOf(bar, u"One"_s));
    bar.show(MessageBar::Level::Error, u"second"_s, {{u"Three"_s, [] { }}});
    QVERIFY(!buttonOf(bar, u"One"_s));
    QVERIFY(!buttonOf(bar, u"Two"_s));
    QVERIFY(buttonOf(bar, u"Three"_s));
}

void TestMessageBar::theCrossClosesIt()
{
    MessageBar bar;
    bar.show(MessageBar::Level::Info, u"said"_s);
    auto *cross = bar.findChild<QToolButton *>();
    QVERIFY(!cross->accessibleName().isEmpty());
    QTest::mouseClick(cross, Qt::LeftButton);
    QVERIFY(bar.isHidden());
}

void TestMessageBar::isNamedAfterWhatItSays()
{
    MessageBar bar;
    bar.show(MessageBar::Level::Warning, u"Port 1337 is in use by another program."_s);
    const auto *found = QAccessible::queryAccessibleInterface(&bar);
    QCOMPARE(found->text(QAccessible::Name), bar.text());
}

void TestMessageBar::textIsReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<MessageBar::Level>("level");

    QTest::newRow("light, info") << lightPalette() << MessageBar::Level::Info;
    QTest::newRow("light, error") << lightPalette() << MessageBar::Level::Error;
    QTest::newRow("dark, info") << darkPalette() << MessageBar::Level::Info;
    QTest::newRow("dark, error") << darkPalette() << MessageBar::Level::Error;
}

// Also when the palette changes while it is shown.
void TestMessageBar::textIsReadable()
{
    QFETCH(const QPalette, palette);
    QFETCH(const MessageBar::Level, level);
    QApplication::setPalette(isDark(palette) ? lightPalette() : darkPalette());
    QWidget window;
    auto *bar = new MessageBar(&window);
    bar->show(level, u"said"_s);
    window.show();
    QApplication::setPalette(palette);
    const auto ground = [bar] { return bar->palette().color(QPalette::Window); };
    QTRY_VERIFY(contrast(ground(), palette.color(QPalette::WindowText)) >= leastContrast);
    QVERIFY(contrast(ground(), bar->palette().color(QPalette::WindowText)) >= leastContrast);
}

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
