// SPDX-License-Identifier: MIT
#include "widgets/conversation/conversationpage.h"

#include "tests/support/patience.h"
#include "tests/support/rows/rowsource.h"
#include "tests/support/threadtime.h"
#include "widgets/conversation/conversationoutput.h"
#include "widgets/conversation/conversationview.h"
#include "widgets/conversation/turnpainter.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/newrowsbutton.h"
#include "widgets/look/accents.h"
#include "widgets/parts/messagebar.h"

#include <QAccessible>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::patience;

class TestConversationPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }
    void emptyPageTeaches();
    void sidesStandApartInTheirColours();
    void newestStaysInSight();
    void whoScrolledAwayStaysWhateverComes();
    void rowThatOpenedItIsInSight();
    void longTurnsAreCut();
    void hexIsHigherThanText();
    void findGoesFromHitToHit();
    void copiesWhatIsSelected();
    void copiesBySide();
    void savesBySide();
    void failureToSaveIsABar();
    void clickChoosesAndEnterShowsTheDetail();
    void turnsAreReadOut();
    void manyTurnsLeaveTheEventLoopFree();

private:
    void say(std::string_view text, Direction direction = Direction::In)
    {
        m_source.message(text, direction).ordinal = ++m_ordinals[std::to_underlying(direction)];
    }
    void apply()
    {
        const auto batch = m_source.take();
        test::show(*m_traffic, batch);
        m_page->append(batch);
    }
    /// Rows of the connection that fill more than the view.
    void fill(int turns)
    {
        for (int i = 0; i < turns; ++i)
            say("text " + std::to_string(i));
        apply();
    }
    [[nodiscard]] ConversationView &view() const { return m_page->view(); }
    [[nodiscard]] QRect place(int turn) const
    {
        return view().visualRect(m_page->model().index(turn));
    }
    [[nodiscard]] bool isInSight(int turn) const
    {
        return view().viewport()->rect().contains(place(turn));
    }
    void press(const QString &accessibleName) const
    {
        for (auto *button : m_page->findChildren<QToolButton *>()) {
            if (button->accessibleName() == accessibleName)
                button->click();
        }
    }
    static void trigger(const QMenu &menu, const QString &text)
    {
        for (auto *action : menu.actions()) {
            if (action->text() == text)
                action->trigger();
        }
    }

    test::RowSource m_source;
    std::array<quint64, 2> m_ordinals{};
    std::unique_ptr<TrafficModel> m_traffic;
    std::unique_ptr<ConversationPage> m_page;
};

void TestConversationPage::init()
{
    m_source = {};
    m_ordinals = {};
    m_traffic = std::make_unique<TrafficModel>();
    m_page = std::make_unique<ConversationPage>(*m_traffic);
    m_page->resize(1000, 300);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestConversationPage::emptyPageTeaches()
{
    const auto *note = m_page->findChild<EmptyNote *>();
    QVERIFY(note->isVisible());
    QVERIFY(note->accessibleName().contains(u"Enter"_s));
    QVERIFY(!m_page->output().saveMenu().isEnabled());
    m_page->open({.id = 1, .peer = {}}, 0);
    QVERIFY(note->isVisible());
    fill(1);
    QVERIFY(!note->isVisible());
    QVERIFY(m_page->output().saveMenu().isEnabled());
}

void TestConversationPage::sidesStandApartInTheirColours()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    say("asked");
    say("answered", Direction::Out);
    apply();
    const auto picture = view().viewport()->grab().toImage();
    const auto accents = accentsFor(view().palette());
    const auto has = [&](const QRect &area, const QColor &colour) {
        for (int x = area.left(); x <= area.right(); ++x) {
            if (picture.pixelColor(x, area.center().y()) == colour)
                return true;
        }
        return false;
    };
    const auto half = [&](int turn, bool isLeft) {
        const auto all = place(turn);
        const auto width = all.width() / 2;
        return QRect(isLeft ? all.left() : all.left() + width, all.top(), width, all.height());
    };
    QVERIFY(has(half(0, true), accents.in));
    QVERIFY(!has(half(0, false), accents.in));
    QVERIFY(has(half(1, false), accents.out));
    QVERIFY(!has(half(1, true), accents.out));
}

void TestConversationPage::newestStaysInSight()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    fill(100);
    QVERIFY(isInSight(99));
    fill(1);
    QVERIFY(isInSight(100));
    m_page->resize(1000, 200);
    QVERIFY(isInSight(100));
}

void TestConversationPage::whoScrolledAwayStaysWhateverComes()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    fill(int(ConversationModel::defaultLimits.rows));
    QCoreApplication::processEvents(); // the bar gets its place
    view().verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
    view().verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
    QTRY_VERIFY_WITH_TIMEOUT(!view().isFollowing(), patience);
    const auto before = view().indexAt({10, 10});
    const auto number = m_page->model().row(before.row()).number;
    const auto top = place(before.row()).top();
    fill(50); // and as many make room
    const auto after = view().indexAt({10, 10});
    QCOMPARE(m_page->model().row(after.row()).number, number);
    QCOMPARE(place(after.row()).top(), top);
    auto *button = m_page->findChild<NewRowsButton *>();
    QVERIFY(button->isVisible());
    QVERIFY2(button->text().startsWith(u"50 "_s), qPrintable(button->text()));
    button->click();
    QVERIFY(view().isFollowing());
    QVERIFY(isInSight(m_page->model().rowCount() - 1));
    QVERIFY(!button->isVisible());
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Home);
    QVERIFY(!view().isFollowing());
    QTest::keyClick(&view(), Qt::Key_End);
    QVERIFY(view().isFollowing());
}

void TestConversationPage::rowThatOpenedItIsInSight()
{
    fill(200);
    m_page->open({.id = 1, .peer = {}}, 200);
    QVERIFY(view().isFollowing());
    m_page->open({.id = 1, .peer = {}}, 20);
    QVERIFY(!view().isFollowing());
    QVERIFY(isInSight(19));
    QCOMPARE(view().currentIndex().row(), 19);
}

void TestConversationPage::longTurnsAreCut()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    say(std::string(16 * 1024 * 1024, 'x'));
    apply();
    QCOMPARE(place(0).height(), TurnPainter::height(TurnText::mostLines + 1, view().font()));
    QVERIFY(!view().viewport()->grab().isNull());
}

void TestConversationPage::hexIsHigherThanText()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    say(std::string(40, 'x'));
    apply();
    const auto text = place(0).height();
    press(u"Show the conversation in hex"_s);
    QCOMPARE(view().form(), ContentForm::Hex);
    QCOMPARE(place(0).height(), TurnPainter::height(3, view().font()));
    QVERIFY(place(0).height() > text);
    press(u"Show the conversation as text"_s);
    QCOMPARE(place(0).height(), text);
}

void TestConversationPage::findGoesFromHitToHit()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    fill(100);
    m_page->openFind();
    auto *line = m_page->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"Text 1"_s); // 1 and 10 to 19, whatever their case
    QTRY_COMPARE_WITH_TIMEOUT(view().currentIndex().row(), -1, patience);
    QTest::qWait(0);
    QTest::keyClick(line, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(view().currentIndex().row(), 1, patience);
    QVERIFY(isInSight(1));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(view().currentIndex().row(), 10);
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(view().currentIndex().row(), 1);
    say("text 1 again"); // what comes is looked at too
    apply();
    QTest::qWait(0);
    QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(view().currentIndex().row(), 100, patience);
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(view().hasFocus());
}

void TestConversationPage::copiesWhatIsSelected()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    say("asked");
    say("answered", Direction::Out);
    apply();
    view().setFocus();
    view().setCurrentIndex(m_page->model().index(1));
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(), u"answered"_s, patience);
    view().selectAll();
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(
        QGuiApplication::clipboard()->text().endsWith(u"\tout\tanswered\n"_s), patience);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"\tin\tasked\n"_s));
}

void TestConversationPage::copiesBySide()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    say("asked");
    say("answered", Direction::Out);
    say("again");
    apply();
    const auto &menu = m_page->output().copyMenu();
    trigger(menu, u"Copy what was received"_s);
    QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(), u"asked\nagain"_s, patience);
    press(u"Show the conversation in hex"_s);
    trigger(menu, u"Copy what was sent"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        QGuiApplication::clipboard()->text(), u"61 6e 73 77 65 72 65 64"_s, patience);
    trigger(menu, u"Copy all of it"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        QGuiApplication::clipboard()->text().count(u'\n'), qsizetype(3), patience);
}

void TestConversationPage::savesBySide()
{
    const QTemporaryDir folder;
    const auto saved = [&](ConversationPart part) {
        const auto path = folder.filePath(QString::number(int(part)));
        m_page->output().save(part, path);
        const auto *bar = m_page->findChild<MessageBar *>();
        if (!QTest::qWaitFor([&] { return bar->text().contains(path); }, patience))
            return QByteArray("not said");
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    };
    m_page->open({.id = 1, .peer = {}}, 0);
    say("asked");
    say("answered", Direction::Out);
    say("again");
    apply();
    QCOMPARE(saved(ConversationPart::Received), "askedagain");
    QCOMPARE(saved(ConversationPart::Sent), "answered");
    QCOMPARE(saved(ConversationPart::All).count('\n'), qsizetype(3));
}

void TestConversationPage::failureToSaveIsABar()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    fill(1);
    const auto *bar = m_page->findChild<MessageBar *>();
    m_page->output().save(ConversationPart::All, u"/nowhere/a.txt"_s);
    QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), patience);
    QVERIFY2(
        bar->text().startsWith(u"Nothing was saved: /nowhere/a.txt: "_s), qPrintable(bar->text()));
}

void TestConversationPage::clickChoosesAndEnterShowsTheDetail()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    fill(2);
    int chosen = -1;
    int shown = -1;
    connect(m_page.get(), &ConversationPage::turnChosen, this, [&](int turn) { chosen = turn; });
    connect(m_page.get(), &ConversationPage::detailWanted, this, [&](int turn) { shown = turn; });
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, place(1).center());
    QCOMPARE(chosen, 1);
    QCOMPARE(shown, -1);
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Return);
    QCOMPARE(shown, 1);
    QTest::keyClick(&view(), Qt::Key_Up); // as by a click
    QCOMPARE(chosen, 0);
}

void TestConversationPage::turnsAreReadOut()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    say("asked");
    apply();
    auto *spoken = QAccessible::queryAccessibleInterface(&view());
    QCOMPARE(spoken->text(QAccessible::Name), u"What was said on the connection"_s);
    QCOMPARE(spoken->childCount(), 1);
    QVERIFY2(spoken->child(0)->text(QAccessible::Name).endsWith(u"5 bytes: asked"_s),
        qPrintable(spoken->child(0)->text(QAccessible::Name)));
    QVERIFY(!m_page->accessibleName().isEmpty());
}

// As many as it holds, of which a third is long and a third is no text, while 1,500 come at a time.
void TestConversationPage::manyTurnsLeaveTheEventLoopFree()
{
    m_page->open({.id = 1, .peer = {}}, 0);
    const std::string text(1000, 'x');
    const std::string junk(300, '\xff');
    std::chrono::nanoseconds longest{};
    for (int batch = 0; batch < 20; ++batch) {
        for (int i = 0; i < 500; ++i) {
            say(text);
            say(junk, Direction::Out);
            say("short");
        }
        const auto rows = m_source.take();
        const auto begin = test::threadTime();
        m_page->append(rows);
        view().viewport()->repaint();
        longest = std::max(longest, test::threadTime() - begin);
    }
    if (!test::isSanitized)
        QVERIFY2(longest < 100ms, qPrintable(QString::number(longest / 1ms)));
    press(u"Show the conversation in hex"_s);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestConversationPage)
#include "tst_conversationpage.moc"
