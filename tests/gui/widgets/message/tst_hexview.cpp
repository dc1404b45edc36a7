// SPDX-License-Identifier: MIT
#include "tests/support/rows/content.h"
#include "widgets/message/hexview.h"

#include <QAccessible>
#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <memory>
#include <utility>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestHexView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linesOfTheLayout_data();
    void linesOfTheLayout();
    void columnsFindTheirByte();
    void keysMoveTheCursor_data();
    void keysMoveTheCursor();
    void shiftSelects();
    void everythingIsSelectedAndCopiedAsHex();
    void fieldsAreReachedByAltArrows();
    void tabLeavesTheView();
    void mouseSelectsBytes();
    void selectionByProgramIsQuiet();
    void selectionIsCutToTheBytes();
    void tintsAndMatchesArePainted();
    void narrowViewHasHalfTheBytesInALine();
    void sixteenMebibytesArePaintedAtOnce();
    void screenReaderReadsTheVisibleLines();
    void nothingToShowIsNoError();

private:
    Content m_content{QByteArray("Hello from client! This is what the second line begins with.")};
    std::unique_ptr<HexView> m_view;
};

void TestHexView::init()
{
    QGuiApplication::clipboard()->clear();
    m_view = std::make_unique<HexView>();
    m_view->resize(900, 400);
    m_view->setBytes(m_content.bytes(), m_content.memory());
    m_view->show();
}

void TestHexView::linesOfTheLayout_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("perLine");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("text");

    QTest::newRow("full")
        << QByteArray("Hello from clien") << 16 << 0
        << u"0000  48 65 6c 6c 6f 20 66 72  6f 6d 20 63 6c 69 65 6e   Hello from clien"_s;
    QTest::newRow("rest")
        << QByteArray("0123456789abcdef\x00\x7f\xff", 19) << 16 << 1
        << u"0010  00 7f ff                                           \u2400\u2421\u00b7             "_s;
    QTest::newRow("narrow") << QByteArray("12345678") << 8 << 0
                            << u"0000  31 32 33 34  35 36 37 38   12345678"_s;
}

void TestHexView::linesOfTheLayout()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, perLine);
    QFETCH(int, line);
    const Content content(bytes);
    const HexLayout layout(content.bytes().size(), perLine);
    QTEST(layout.lineText(content.bytes(), static_cast<std::size_t>(line)), "text");
}

void TestHexView::columnsFindTheirByte()
{
    const HexLayout layout(100, 16);
    for (int index = 0; index < 16; ++index) {
        QCOMPARE(layout.indexAt(layout.byteColumn(index)), index);
        QCOMPARE(layout.indexAt(layout.byteColumn(index) + 1), index);
        QCOMPARE(layout.indexAt(layout.characterColumn(index)), index);
    }
    QCOMPARE(layout.indexAt(0), 0);
    QCOMPARE(layout.indexAt(1000), 15);
}

void TestHexView::keysMoveTheCursor_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<QKeySequence>("keys");
    QTest::addColumn<int>("to");

    const auto row = [](const char *name, int from, const QKeySequence &keys, int to) {
        QTest::newRow(name) << from << keys << to;
    };
    row("right", 3, Qt::Key_Right, 4);
    row("right at the end", 59, Qt::Key_Right, 59);
    row("left", 3, Qt::Key_Left, 2);
    row("left at the beginning", 0, Qt::Key_Left, 0);
    row("down", 3, Qt::Key_Down, 19);
    row("down in the last line", 50, Qt::Key_Down, 50);
    row("up", 19, Qt::Key_Up, 3);
    row("up in the first line", 3, Qt::Key_Up, 3);
    row("begin of the line", 19, Qt::Key_Home, 16);
    row("end of the line", 19, Qt::Key_End, 31);
    row("end of a short line", 50, Qt::Key_End, 59);
    row("begin", 19, Qt::CTRL | Qt::Key_Home, 0);
    row("end", 19, Qt::CTRL | Qt::Key_End, 59);
    row("page down", 3, Qt::Key_PageDown, 59);
    row("page up", 50, Qt::Key_PageUp, 2);
}

void TestHexView::keysMoveTheCursor()
{
    QFETCH(int, from);
    QFETCH(const QKeySequence, keys);
    QFETCH(int, to);
    m_view->setSelection({static_cast<std::size_t>(from), 1});
    const QSignalSpy spy(m_view.get(), &HexView::selectionChanged);
    QTest::keySequence(m_view.get(), keys);
    QCOMPARE(m_view->cursor(), static_cast<std::size_t>(to));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.last(), (QVariantList{quint64(to), quint64(1)}));
}

void TestHexView::shiftSelects()
{
    m_view->setSelection({20, 1});
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_view->selection().offset, 20U);
    QCOMPARE(m_view->selection().length, 3U);
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_view->selection().offset, 6U);
    QCOMPARE(m_view->selection().length, 15U);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->selection().length, 1U);
}

void TestHexView::everythingIsSelectedAndCopiedAsHex()
{
    const Content content(QByteArray("Hel\n"));
    m_view->setBytes(content.bytes(), content.memory());
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"48 65 6c 0a"_s);
}

void TestHexView::fieldsAreReachedByAltArrows()
{
    m_view->setFields({{{0, 4}, {}, u"one"_s}, {{4, 12}, {}, u"two"_s}, {{16, 8}, {}, u"three"_s}});
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(m_view.get(), key, Qt::AltModifier);
        return std::pair(m_view->selection().offset, m_view->selection().length);
    };
    using Range = std::pair<std::size_t, std::size_t>;
    QCOMPARE(press(Qt::Key_Right), Range(0, 4));
    QCOMPARE(press(Qt::Key_Right), Range(4, 12));
    QCOMPARE(press(Qt::Key_Right), Range(16, 8));
    QCOMPARE(press(Qt::Key_Right), Range(16, 8));
    QCOMPARE(press(Qt::Key_Left), Range(4, 12));
    m_view->setSelection({30, 1});
    QCOMPARE(press(Qt::Key_Left), Range(16, 8));
}

void TestHexView::tabLeavesTheView()
{
    QWidget window;
    HexView view(&window);
    QWidget next(&window);
    next.setFocusPolicy(Qt::StrongFocus);
    view.setBytes(m_content.bytes(), m_content.memory());
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Tab);
    QVERIFY(next.hasFocus());
}

void TestHexView::mouseSelectsBytes()
{
    const auto &layout = m_view->hexLayout();
    const auto from = m_view->cellRect(0, layout.byteColumn(2), 1).center();
    const auto to = m_view->cellRect(1, layout.characterColumn(4), 1).center();
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, from);
    QCOMPARE(m_view->selection().offset, 2U);
    QCOMPARE(m_view->selection().length, 1U);
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, to);
    QCOMPARE(m_view->selection().offset, 2U);
    QCOMPARE(m_view->selection().length, 19U);
}

void TestHexView::selectionByProgramIsQuiet()
{
    const QSignalSpy spy(m_view.get(), &HexView::selectionChanged);
    m_view->setSelection({3, 2});
    QCOMPARE(m_view->selection().offset, 3U);
    QCOMPARE(m_view->selection().length, 2U);
    QCOMPARE(spy.count(), 0);
}

void TestHexView::selectionIsCutToTheBytes()
{
    m_view->setSelection({58, 100});
    QCOMPARE(m_view->selection().offset, 58U);
    QCOMPARE(m_view->selection().length, 2U);
    m_view->setSelection({1000, 5});
    QCOMPARE(m_view->selection().length, 0U);
}

void TestHexView::tintsAndMatchesArePainted()
{
    const auto corner = [&](int index) {
        const auto cell = m_view->cellRect(0, m_view->hexLayout().byteColumn(index), 1);
        return m_view->viewport()->grab().toImage().pixelColor(cell.topLeft() + QPoint(0, 1));
    };
    const auto plain = corner(0);
    m_view->setFields({{{0, 4}, QColor(Qt::cyan), u"one"_s}});
    QCOMPARE(corner(0), QColor(Qt::cyan));
    QCOMPARE(corner(4), plain);
    m_view->setHighlights({{4, 2}});
    QVERIFY(corner(4) != plain);
    m_view->setSelection({4, 1});
    QCOMPARE(corner(4), m_view->palette().color(QPalette::Highlight));
}

void TestHexView::narrowViewHasHalfTheBytesInALine()
{
    m_view->resize(1000, 200);
    QCOMPARE(m_view->hexLayout().bytesPerLine(), 16);
    m_view->resize(380, 200);
    QCOMPARE(m_view->hexLayout().bytesPerLine(), 8);
}

void TestHexView::sixteenMebibytesArePaintedAtOnce()
{
    const Content content(QByteArray(16 * 1024 * 1024, 'x'));
    m_view->resize(900, 700);
    QElapsedTimer timer;
    timer.start();
    m_view->setBytes(content.bytes(), content.memory());
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    m_view->viewport()->grab();
    QCOMPARE(m_view->cursor(), content.bytes().size() - 1);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

void TestHexView::screenReaderReadsTheVisibleLines()
{
    m_view->setFields({{{0, 4}, {}, u"Length"_s}});
    auto *accessible = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(accessible != nullptr);
    auto *text = accessible->textInterface();
    QVERIFY(text != nullptr);
    QVERIFY(accessible->state().readOnly);
    QVERIFY(!accessible->text(QAccessible::Name).isEmpty());

    const auto all = text->text(0, text->characterCount());
    QVERIFY(all.startsWith(u"0000  48 65 6c 6c 6f 20 66 72  6f"_s));
    QVERIFY(all.contains(u"\n0010  74 21 20"_s));
    m_view->setSelection({1, 1});
    QCOMPARE(text->text(text->cursorPosition(), text->cursorPosition() + 2), u"65"_s);
    QCOMPARE(accessible->text(QAccessible::Value),
        u"Offset 0001, byte 65 (101), character e, in field Length"_s);
    int start = 0;
    int end = 0;
    QCOMPARE(text->textAtOffset(text->cursorPosition(), QAccessible::LineBoundary, &start, &end)
                 .trimmed(),
        m_view->hexLayout().lineText(m_content.bytes(), 0).trimmed());

    text->setCursorPosition(static_cast<int>(all.indexOf(u"21 20"_s)));
    QCOMPARE(m_view->cursor(), 17U);
    const auto rect = text->characterRect(text->cursorPosition());
    QCOMPARE(text->offsetAtPoint(rect.center()), text->cursorPosition());
}

void TestHexView::nothingToShowIsNoError()
{
    m_view->setBytes({}, {});
    m_view->viewport()->grab();
    const QSignalSpy spy(m_view.get(), &HexView::selectionChanged);
    for (const auto key : {Qt::Key_Down, Qt::Key_End, Qt::Key_PageDown, Qt::Key_Left})
        QTest::keyClick(m_view.get(), key);
    QCOMPARE(spy.count(), 0);
    QVERIFY(!m_view->cursorText().isEmpty());
    auto *text = QAccessible::queryAccessibleInterface(m_view.get())->textInterface();
    QCOMPARE(text->text(0, text->characterCount()).trimmed(), u"0000"_s);
}

QTEST_MAIN(TestHexView)
#include "tst_hexview.moc"
