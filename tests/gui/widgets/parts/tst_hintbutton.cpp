// SPDX-License-Identifier: MIT
#include "widgets/look/appearance.h"
#include "widgets/look/contrast.h"
#include "widgets/look/framestyle.h"
#include "widgets/parts/hintbutton.h"

#include <QAction>
#include <QApplication>
#include <QImage>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <vector>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

// Columns of the picture, within the frame, in which something stands on the ground.
std::vector<bool> inkedColumns(const QImage &picture)
{
    constexpr int frame = 4;
    std::vector<bool> columns;
    for (int x = frame; x < picture.width() - frame; ++x) {
        double most = 1;
        for (int y = frame; y < picture.height() - frame; ++y)
            most = std::max(most, contrast(picture.pixelColor(x, y), picture.pixelColor(frame, y)));
        columns.push_back(most > 1.6);
    }
    return columns;
}

// The widest stretch without ink between the first and the last column with some.
std::pair<int, int> widestGap(const std::vector<bool> &columns)
{
    std::pair<int, int> widest(0, 0);
    int begin = -1; // of the stretch, behind some ink
    for (int x = 0; x < int(columns.size()); ++x) {
        if (!columns[std::size_t(x)])
            continue;
        if (begin >= 0 && x - begin > widest.second - widest.first)
            widest = {begin, x};
        begin = x + 1;
    }
    return widest;
}

double mostContrast(const QImage &picture, int first, int last)
{
    double most = 1;
    for (int x = first; x < last; ++x) {
        for (int y = 4; y < picture.height() - 4; ++y)
            most = std::max(most, contrast(picture.pixelColor(x, y), picture.pixelColor(4, y)));
    }
    return most;
}

} // namespace

class TestHintButton : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void doesWhatItsActionDoes();
    void keyIsLessThanTheLabelAndReadable_data();
    void keyIsLessThanTheLabelAndReadable();
    void arrowStandsApartFromTheLabel();
    void isAsWideAsWhatItShows();
};

void TestHintButton::initTestCase()
{
    QApplication::setStyle(new FrameStyle);
    auto font = QApplication::font();
    font.setStyleStrategy(QFont::NoAntialias); // or a thin stroke has no pixel of its colour
    QApplication::setFont(font);
}

void TestHintButton::doesWhatItsActionDoes()
{
    QAction follow(u"Follow"_s);
    follow.setShortcut(Qt::Key_End);
    follow.setCheckable(true);
    HintButton button(&follow);
    button.show();
    QCOMPARE(button.text(), u"Follow"_s); // as it is read out
    QTest::mouseClick(&button, Qt::LeftButton);
    QVERIFY(follow.isChecked());
    QVERIFY(button.isChecked());
    follow.setChecked(false);
    QVERIFY(!button.isChecked());
    button.setFocus();
    QTest::keyClick(&button, Qt::Key_Space);
    QVERIFY(follow.isChecked());
}

void TestHintButton::keyIsLessThanTheLabelAndReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<bool>("isDown");
    QTest::newRow("light") << lightPalette() << false;
    QTest::newRow("light, down") << lightPalette() << true;
    QTest::newRow("dark") << darkPalette() << false;
    QTest::newRow("dark, down") << darkPalette() << true;
}

void TestHintButton::keyIsLessThanTheLabelAndReadable()
{
    QFETCH(const QPalette, palette);
    QFETCH(const bool, isDown);
    QApplication::setPalette(palette);
    QAction follow(u"FOLLOW"_s);
    follow.setShortcut(Qt::Key_End);
    follow.setCheckable(true);
    follow.setChecked(isDown);
    HintButton button(&follow);
    button.show();
    QVERIFY(QTest::qWaitForWindowExposed(&button));
    const auto picture = button.grab().toImage();
    const auto [begin, end] = widestGap(inkedColumns(picture));
    QVERIFY(end - begin >= button.fontMetrics().averageCharWidth() - 1);
    const auto label = mostContrast(picture, 4, begin + 4);
    const auto key = mostContrast(picture, end + 4, picture.width() - 4);
    QVERIFY2(key >= leastContrast, qPrintable(QString::number(key)));
    QVERIFY2(key < label * 0.8, qPrintable(u"%1 of %2"_s.arg(key).arg(label)));
}

void TestHintButton::arrowStandsApartFromTheLabel()
{
    QApplication::setPalette(lightPalette());
    QMenu menu;
    menu.addAction(u"Hex"_s);
    HintButton button;
    button.setText(u"Copy as"_s);
    button.setPopupMode(QToolButton::InstantPopup);
    button.setMenu(&menu);
    button.show();
    QVERIFY(QTest::qWaitForWindowExposed(&button));
    const auto picture = button.grab().toImage();
    const auto columns = inkedColumns(picture);
    const auto backTo = [&columns](std::size_t from, bool isInk) {
        while (from > 0 && columns[from - 1] != isInk)
            --from;
        return from;
    };
    const auto arrowEnd = backTo(columns.size(), true);
    const auto arrowBegin = backTo(arrowEnd, false);
    const auto textEnd = backTo(arrowBegin, true);
    QVERIFY(textEnd > 0);
    QVERIFY(int(arrowBegin - textEnd) >= button.fontMetrics().averageCharWidth() - 1);
    QTimer::singleShot(0, &menu, [&menu] { menu.actions().front()->trigger(), menu.close(); });
    const QSignalSpy chosen(menu.actions().front(), &QAction::triggered);
    QTest::mouseClick(&button, Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
}

void TestHintButton::isAsWideAsWhatItShows()
{
    QAction action(u"Stop"_s);
    HintButton button(&action);
    const auto without = button.sizeHint().width();
    action.setShortcut(Qt::Key_F5);
    const auto key = button.fontMetrics().horizontalAdvance(u"F5"_s);
    QVERIFY(button.sizeHint().width() > without + key);
    QToolButton plain;
    plain.setText(action.text());
    plain.setToolButtonStyle(Qt::ToolButtonTextOnly);
    QCOMPARE(button.sizeHint().height(), plain.sizeHint().height());
}

QTEST_MAIN(TestHintButton)
#include "tst_hintbutton.moc"
