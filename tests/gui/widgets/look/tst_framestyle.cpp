// SPDX-License-Identifier: MIT
#include "widgets/look/appearance.h"
#include "widgets/look/contrast.h"
#include "widgets/look/framestyle.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestFrameStyle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outlinesAreSeen_data();
    void outlinesAreSeen();
};

// What must be told from the window (WCAG 2.2, 1.4.11).
static constexpr double leastOfAnOutline = 3;

using Make = QWidget *(*)(QWidget *parent);

template <typename Widget> static QWidget *make(QWidget *parent)
{
    return new Widget(parent);
}

static QWidget *makeEditableBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setEditable(true);
    return box;
}

static QRect outlineOf(const QWidget &widget)
{
    QStyleOptionButton option;
    option.initFrom(&widget);
    if (qobject_cast<const QCheckBox *>(&widget))
        return widget.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &widget);
    if (qobject_cast<const QRadioButton *>(&widget))
        return widget.style()->subElementRect(QStyle::SE_RadioButtonIndicator, &option, &widget);
    return widget.rect();
}

// The best contrast within the first four pixels from the middle of a side of `area` inwards.
static double outlineContrast(const QImage &image, QPoint side, QPoint inwards, QColor window)
{
    double best = 0;
    for (int step = 0; step < 4; ++step)
        best = std::max(best, contrast(image.pixelColor(side + step * inwards), window));
    return best;
}

void TestFrameStyle::outlinesAreSeen_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<Make>("make");
    QTest::addColumn<bool>("hasFocus");

    struct Kind {
        const char *name;
        Make make;
    };
    for (const auto &[name, make] : std::to_array<Kind>({{"field", make<QLineEdit>},
             {"text", make<QPlainTextEdit>}, {"number", make<QSpinBox>},
             {"choice", make<QComboBox>}, {"editable choice", makeEditableBox},
             {"check box", make<QCheckBox>}, {"radio button", make<QRadioButton>},
             {"button", make<QPushButton>}, {"tool button", make<QToolButton>}})) {
        for (const bool hasFocus : {false, true}) {
            QTest::addRow("%s, light, focus %d", name, int(hasFocus))
                << lightPalette() << make << hasFocus;
            QTest::addRow("%s, dark, focus %d", name, int(hasFocus))
                << darkPalette() << make << hasFocus;
        }
    }
}

void TestFrameStyle::outlinesAreSeen()
{
    QFETCH(const QPalette, palette);
    QFETCH(const Make, make);
    QFETCH(const bool, hasFocus);
    QApplication::setStyle(new FrameStyle); // which the application owns
    QApplication::setPalette(palette);
    QWidget window;
    auto *other = new QLineEdit(&window);
    auto *widget = make(&window);
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(other);
    layout->addWidget(widget);
    window.show();
    (hasFocus ? widget : other)->setFocus(Qt::TabFocusReason);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QCOMPARE(widget->hasFocus(), hasFocus);

    const auto image = window.grab().toImage();
    const auto area = outlineOf(*widget).translated(widget->pos());
    const auto centre = area.center();
    const auto ground = palette.color(QPalette::Window);
    struct Side {
        const char *name;
        QPoint middle, inwards;
    };
    for (const auto &[name, middle, inwards] :
        std::to_array<Side>({{"left", {area.left(), centre.y()}, {1, 0}},
            {"right", {area.right(), centre.y()}, {-1, 0}},
            {"top", {centre.x(), area.top()}, {0, 1}},
            {"bottom", {centre.x(), area.bottom()}, {0, -1}}})) {
        const auto found = outlineContrast(image, middle, inwards, ground);
        QVERIFY2(found >= leastOfAnOutline,
            qPrintable(u"%1: %2"_s.arg(QLatin1StringView(name)).arg(found)));
    }
}

QTEST_MAIN(TestFrameStyle)
#include "tst_framestyle.moc"
