// SPDX-License-Identifier: MIT
#include "tests/support/rows/content.h"
#include "widgets/detail/detailpane.h"
#include "widgets/detail/wirepane.h"
#include "widgets/message/hexview.h"
#include "widgets/message/messagepane.h"
#include "widgets/message/textview.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <algorithm>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

// A message and its frame: length 4, nonce 12, the ciphertext, tag 16.
DetailSubject messageOf(const QByteArray &plaintext, Direction direction = Direction::In)
{
    const auto length = static_cast<quint32>(plaintext.size() + 16);
    QByteArray frame;
    for (int shift = 24; shift >= 0; shift -= 8)
        frame += static_cast<char>(length >> shift & 0xff);
    frame += QByteArray(12, 'n') + QByteArray(plaintext.size(), 'c') + QByteArray(16, 't');

    const Content both(plaintext + frame);
    DetailSubject subject;
    subject.row.number = 4810;
    subject.row.direction = direction;
    subject.row.content = both.bytes().first(static_cast<std::size_t>(plaintext.size()));
    subject.row.frame = both.bytes().subspan(static_cast<std::size_t>(plaintext.size()));
    subject.memory = both.memory();
    subject.protocol = "classic";
    subject.connectionLabel = u"127.0.0.1:50214"_s;
    return subject;
}

bool says(const QWidget &pane, const QString &text)
{
    const auto labels = pane.findChildren<QLabel *>();
    return std::ranges::any_of(labels,
        [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

// How long the event loop was kept from a timer that wants to fire all the time, in ms.
class LoopDelay
{
public:
    LoopDelay()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
            [this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_clock.start();
        m_timer.start(0);
    }
    [[nodiscard]] qint64 longest() const { return std::max(m_longest, m_clock.elapsed()); }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

} // namespace

class TestDetailPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headTellsTheMessage_data();
    void headTellsTheMessage();
    void markupIsShownAsText();
    void contentChoosesTheTab_data();
    void contentChoosesTheTab();
    void choiceByHandIsRemembered();
    void plaintextSelectsItsCiphertext();
    void bytesOnTheWireSelectTheirField();
    void fieldSelectsItsBytes();
    void jsonValueSelectsItsBytes();
    void frameThatWasNotKeptIsSaid();
    void eventIsToldInWords();
    void gapIsToldInWords();
    void narrowPaneHasTabs();
    void filterLightsMatches();
    void findGoesFromMatchToMatch();
    void hexIsFoundAndWrongHexIsSaid();
    void copiesSelectionAsPlainText();
    void selectionBecomesATermOfTheFilter();
    void longLineDoesNotStall_data();
    void longLineDoesNotStall();
    void anotherMessageCancels();
    void everyWidgetThatTakesFocusHasAName();
};

void TestDetailPane::headTellsTheMessage_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<QString>("text");
    QTest::newRow("in") << Direction::In << u"from 127.0.0.1:50214 at "_s;
    QTest::newRow("out") << Direction::Out << u"to 127.0.0.1:50214 at "_s;
}

void TestDetailPane::headTellsTheMessage()
{
    QFETCH(Direction, direction);
    QFETCH(QString, text);
    DetailPane pane;
    pane.resize(1000, 400);
    pane.show();
    auto subject = messageOf("Hello from client!", direction);
    subject.note = u"look here"_s;
    pane.setSubject(subject);
    QVERIFY(says(pane, u"#4,810"_s));
    QVERIFY(says(pane, text));
    QVERIFY(says(pane, u"18 bytes, 50 on the wire"_s));
    QVERIFY(says(pane, u"look here"_s));
    QVERIFY(says(pane, u"On the wire: 50 bytes, 32 of them protection"_s));
    const auto *table = pane.wirePane()->fieldTable();
    QCOMPARE(table->item(0, 1)->text(), u"34: 18 of ciphertext, 16 of tag"_s);
    QCOMPARE(table->item(3, 1)->text(),
        direction == Direction::In ? u"16 bytes, verified"_s : u"16 bytes, made here"_s);

    pane.updateState(true, {}, {});
    QVERIFY(says(pane, u"waiting: not yet taken by the system"_s));
    QVERIFY(!says(pane, u"look here"_s));
    pane.updateState(false, std::chrono::microseconds(60), {});
    QVERIFY(says(pane, u"answered in 0.06"_s));
}

void TestDetailPane::markupIsShownAsText()
{
    DetailPane pane;
    auto subject = messageOf("<b>bold</b>\x1b[31m");
    subject.connectionLabel = u"<i>peer</i>"_s;
    pane.setSubject(subject);
    const auto labels = pane.findChildren<QLabel *>();
    for (const auto *label : labels) {
        if (label->text().contains(u"<i>"_s))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QCOMPARE(pane.messagePane()->textView()->view()->toPlainText(), u"<b>bold</b>\u241b[31m"_s);
}

void TestDetailPane::contentChoosesTheTab_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("tab");
    QTest::newRow("text") << QByteArray("Hello") << int(MessagePane::Text);
    QTest::newRow("bytes") << QByteArray("\x00\xff\x01", 3) << int(MessagePane::Hex);
    QTest::newRow("object") << QByteArray("{\"a\":1}") << int(MessagePane::Json);
    QTest::newRow("a number alone") << QByteArray("17") << int(MessagePane::Text);
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe\x41\x00", 4) << int(MessagePane::Text);
}

void TestDetailPane::contentChoosesTheTab()
{
    QFETCH(QByteArray, content);
    DetailPane pane;
    pane.show();
    pane.setSubject(messageOf(content));
    QTRY_VERIFY(!pane.messagePane()->isDecoding());
    QTEST(pane.messagePane()->tabs()->currentIndex(), "tab");
    QCOMPARE(pane.messagePane()->tabs()->isTabEnabled(MessagePane::Json), content.startsWith('{'));
}

void TestDetailPane::choiceByHandIsRemembered()
{
    DetailPane pane;
    pane.show();
    auto *message = pane.messagePane();
    const auto show = [&](const QByteArray &content) {
        pane.setSubject(messageOf(content));
        return QTest::qWaitFor([&] { return !message->isDecoding(); });
    };
    QVERIFY(show("Hello"));
    message->tabs()->setCurrentIndex(MessagePane::Hex);
    QVERIFY(show("{\"a\":1}"));
    QCOMPARE(message->tabs()->currentIndex(), int(MessagePane::Json));
    QVERIFY(show("Hello again"));
    QCOMPARE(message->tabs()->currentIndex(), int(MessagePane::Hex));
    QVERIFY(show("{\"a\":2}"));
    QCOMPARE(message->tabs()->currentIndex(), int(MessagePane::Json));

    pane.setSubject(messageOf("{\"a\":3}"));
    message->tabs()->setCurrentIndex(MessagePane::Inspector); // before it is known what it is
    QTRY_VERIFY(!message->isDecoding());
    QCOMPARE(message->tabs()->currentIndex(), int(MessagePane::Inspector));
}

void TestDetailPane::plaintextSelectsItsCiphertext()
{
    DetailPane pane;
    pane.setSubject(messageOf("Hello from client!"));
    auto *hex = pane.messagePane()->hexView();
    hex->setSelection({4, 1});
    QTest::keyClick(hex, Qt::Key_Right);
    QTest::keyClick(hex, Qt::Key_Right, Qt::ShiftModifier);
    const auto onWire = pane.wirePane()->hexView()->selection();
    QCOMPARE(onWire.offset, 16U + 5U);
    QCOMPARE(onWire.length, 2U);
    QCOMPARE(pane.wirePane()->fieldTable()->currentRow(), 2);
    QCOMPARE(pane.messagePane()->textView()->selection().offset, 5U);
    QCOMPARE(pane.messagePane()->textView()->selection().length, 2U);
}

void TestDetailPane::bytesOnTheWireSelectTheirField()
{
    DetailPane pane;
    pane.setSubject(messageOf("Hello from client!"));
    auto *wire = pane.wirePane()->hexView();
    wire->setSelection({15, 1});
    QTest::keyClick(wire, Qt::Key_Left);
    QCOMPARE(pane.wirePane()->fieldTable()->currentRow(), 1);
    QCOMPARE(pane.messagePane()->selection().length, 0U);
    wire->setSelection({17, 1});
    QTest::keyClick(wire, Qt::Key_Right);
    QCOMPARE(pane.wirePane()->fieldTable()->currentRow(), 2);
    QCOMPARE(pane.messagePane()->hexView()->selection().offset, 2U);
    QCOMPARE(pane.messagePane()->hexView()->selection().length, 1U);
}

void TestDetailPane::fieldSelectsItsBytes()
{
    DetailPane pane;
    pane.setSubject(messageOf("Hello from client!"));
    pane.wirePane()->fieldTable()->setCurrentCell(2, 0);
    QCOMPARE(pane.wirePane()->hexView()->selection().offset, 16U);
    QCOMPARE(pane.wirePane()->hexView()->selection().length, 18U);
    QCOMPARE(pane.messagePane()->hexView()->selection().length, 18U);
}

void TestDetailPane::jsonValueSelectsItsBytes()
{
    DetailPane pane;
    pane.show();
    pane.setSubject(messageOf("{\"a\":1, \"b\":true}"));
    QTRY_VERIFY(!pane.messagePane()->isDecoding());
    auto *view = pane.messagePane()->jsonView();
    const auto *model = view->model();
    view->setCurrentIndex(model->index(1, 0, model->index(0, 0)));
    QCOMPARE(pane.messagePane()->hexView()->selection().offset, 8U);
    QCOMPARE(pane.messagePane()->hexView()->selection().length, 8U);
    QCOMPARE(pane.wirePane()->hexView()->selection().offset, 16U + 8U);

    auto *hex = pane.messagePane()->hexView();
    hex->setSelection({4, 1});
    QTest::keyClick(hex, Qt::Key_Right);
    QCOMPARE(view->currentIndex().row(), 0);
    QVERIFY(view->currentIndex().parent().isValid());
}

void TestDetailPane::frameThatWasNotKeptIsSaid()
{
    DetailPane pane;
    pane.resize(1000, 400);
    pane.show();
    auto subject = messageOf("Hello from client!");
    subject.row.frame = {};
    pane.setSubject(subject);
    QVERIFY(says(pane, u"were not kept"_s));
    QVERIFY(says(pane, u", 18 bytes"_s));
    QVERIFY(!pane.wirePane()->fieldTable()->isVisible());
}

void TestDetailPane::eventIsToldInWords()
{
    DetailPane pane;
    pane.resize(1000, 400);
    pane.show();
    const Content words(QByteArray("Not a Sealcord peer"));
    DetailSubject subject;
    subject.row.kind = TrafficRow::Kind::Notice;
    subject.row.event = EventKind::ConnectionEnded;
    subject.row.level = EventLevel::Error;
    subject.row.endReason = EndReason::NotAPeer;
    subject.row.number = 7;
    subject.row.content = words.bytes();
    subject.memory = words.memory();
    subject.connectionLabel = u"127.0.0.1:50219"_s;
    pane.setSubject(subject);
    QVERIFY(says(pane, u"Not a Sealcord peer"_s));
    QVERIFY(says(pane, u"✕ error"_s));
    QVERIFY(says(pane, u"127.0.0.1:50219"_s));
    QVERIFY(says(pane, u"port scanner"_s));
    QVERIFY(!pane.messagePane()->isVisible());
}

void TestDetailPane::gapIsToldInWords()
{
    DetailPane pane;
    pane.resize(1000, 400);
    pane.show();
    DetailSubject subject;
    subject.row.kind = TrafficRow::Kind::Gap;
    subject.row.gap = GapReason::Forgotten;
    subject.row.missing = 1204;
    pane.setSubject(subject);
    QVERIFY(says(pane, u"1,204 messages"_s));
    QVERIFY(says(pane, u"made room"_s));
}

void TestDetailPane::narrowPaneHasTabs()
{
    DetailPane pane;
    pane.resize(1000, 400);
    pane.show();
    pane.setSubject(messageOf("Hello"));
    QVERIFY(pane.messagePane()->isVisible() && pane.wirePane()->isVisible());
    pane.resize(600, 400);
    QVERIFY(pane.messagePane()->isVisible() && !pane.wirePane()->isVisible());
    const auto bars = pane.findChildren<QTabBar *>(Qt::FindDirectChildrenOnly);
    QCOMPARE(bars.size(), 1);
    bars.first()->setCurrentIndex(1);
    QVERIFY(!pane.messagePane()->isVisible() && pane.wirePane()->isVisible());
    pane.resize(1000, 400);
    QVERIFY(pane.messagePane()->isVisible() && pane.wirePane()->isVisible());
}

void TestDetailPane::filterLightsMatches()
{
    DetailPane pane;
    pane.show();
    pane.setSubject(messageOf("Hello from client!"));
    const auto filter = Filter::parse(u"text:\"from\""_s);
    QVERIFY(filter.has_value());
    pane.setFilter(*filter);
    QTRY_COMPARE(pane.messagePane()->hexView()->highlights().size(), 1U);
    QCOMPARE(pane.messagePane()->hexView()->highlights().front().offset, 6U);
    QCOMPARE(pane.messagePane()->textView()->view()->extraSelections().size(), 1);
}

void TestDetailPane::findGoesFromMatchToMatch()
{
    DetailPane pane;
    pane.show();
    pane.setSubject(messageOf("one two One two"));
    pane.openFind();
    auto *edit = pane.messagePane()->findChild<QLineEdit *>();
    QVERIFY(edit != nullptr);
    QVERIFY(edit->isVisible());
    QTest::keyClicks(edit, u"one"_s);
    auto *message = pane.messagePane();
    QTRY_COMPARE(message->selection().length, 3U);
    QTRY_VERIFY(says(pane, u"1 of 2"_s));
    QCOMPARE(message->selection().offset, 0U);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(message->selection().offset, 8U);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(message->selection().offset, 0U);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(message->selection().offset, 8U);
    QCOMPARE(message->hexView()->highlights().size(), 2U);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
    QVERIFY(message->hexView()->highlights().empty());
}

void TestDetailPane::hexIsFoundAndWrongHexIsSaid()
{
    DetailPane pane;
    pane.show();
    pane.setSubject(messageOf(QByteArray("ab\0\xff", 4)));
    pane.openFind();
    auto *edit = pane.messagePane()->findChild<QLineEdit *>();
    auto *kind = edit->parentWidget()->findChild<QComboBox *>();
    kind->setCurrentIndex(1);
    QTest::keyClicks(edit, u"00 f"_s);
    QVERIFY(says(pane, u"Not hex"_s));
    QTest::keyClicks(edit, u"f"_s);
    QTRY_COMPARE(pane.messagePane()->selection().offset, 2U);
    QCOMPARE(pane.messagePane()->selection().length, 2U);
    QVERIFY(!says(pane, u"Not hex"_s));
}

void TestDetailPane::selectionBecomesATermOfTheFilter()
{
    DetailPane pane;
    pane.show();
    pane.setSubject(messageOf("Hello"));
    const QSignalSpy spy(&pane, &DetailPane::filterTermRequested);
    pane.messagePane()->setSelection({1, 2});
    auto *hex = pane.messagePane()->hexView();
    Q_EMIT hex->customContextMenuRequested(QPoint(5, 5));
    const auto actions = pane.messagePane()->findChildren<QAction *>();
    const auto out = std::ranges::find(actions, u"Filter this out"_s, &QAction::text);
    QVERIFY(out != actions.end());
    QVERIFY((*out)->isEnabled());
    (*out)->trigger();
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first(), (QVariantList{u"text:\"el\""_s, true}));
}

void TestDetailPane::copiesSelectionAsPlainText()
{
    DetailPane pane;
    pane.setSubject(messageOf("Hello"));
    pane.messagePane()->copy(CopyFormat::Hex);
    auto *clipboard = QGuiApplication::clipboard();
    QTRY_COMPARE(clipboard->text(), u"48 65 6c 6c 6f"_s);
    pane.messagePane()->setSelection({1, 2});
    pane.messagePane()->copy(CopyFormat::CArray);
    QTRY_VERIFY(clipboard->text().contains(u"0x65, 0x6c,"_s));
    pane.messagePane()->textView()->view()->selectAll();
    pane.messagePane()->textView()->view()->copy();
    QCOMPARE(clipboard->mimeData()->formats(), QStringList(u"text/plain"_s));
}

void TestDetailPane::longLineDoesNotStall_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("1 MiB") << QByteArray(1024 * 1024, 'x');
    QTest::newRow("16 MiB") << QByteArray(16 * 1024 * 1024 - 1, 'x');
    QTest::newRow("16 MiB of overrides") << QByteArray("\xe2\x80\xae").repeated(5 * 1024 * 1024);
    QTest::newRow("16 MiB of JSON")
        << QByteArray("[") + QByteArray("12345,").repeated(2'700'000) + QByteArray("0]");
}

void TestDetailPane::longLineDoesNotStall()
{
    QFETCH(QByteArray, content);
    DetailPane pane;
    pane.resize(1000, 600);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    const auto subject = messageOf(content);
    const LoopDelay delay;
    pane.setSubject(subject);
    QTRY_VERIFY_WITH_TIMEOUT(!pane.messagePane()->isDecoding(), 60'000);
    for (const auto tab : {MessagePane::Text, MessagePane::Hex, MessagePane::Text}) {
        pane.messagePane()->tabs()->setCurrentIndex(tab);
        QTest::qWait(20);
        pane.messagePane()->setSelection({static_cast<std::size_t>(content.size()) / 2, 3});
        QTest::qWait(20);
    }
    // The rule is 50 ms; the rest is for a machine that does other things and code that is not
    // optimized. A line that is laid out at once takes seconds.
    QVERIFY2(delay.longest() < 1000, qPrintable(QString::number(delay.longest())));
    qInfo("The event loop was kept for %lld ms at most", delay.longest());
}

void TestDetailPane::anotherMessageCancels()
{
    DetailPane pane;
    pane.show();
    const auto big = messageOf(QByteArray(16 * 1024 * 1024, 'x'));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i) {
        pane.setSubject(big);
        QCoreApplication::processEvents();
    }
    pane.setSubject(messageOf("{\"a\":1}"));
    QTRY_VERIFY(!pane.messagePane()->isDecoding());
    QCOMPARE(pane.messagePane()->tabs()->currentIndex(), int(MessagePane::Json));
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
}

void TestDetailPane::everyWidgetThatTakesFocusHasAName()
{
    DetailPane pane;
    pane.resize(1000, 400);
    pane.show();
    pane.setSubject(messageOf("{\"a\":1}"));
    const auto widgets = pane.findChildren<QWidget *>();
    for (const auto *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s))
            continue;
        const auto *accessible =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(accessible != nullptr && !accessible->text(QAccessible::Name).isEmpty(),
            widget->metaObject()->className());
    }
}

QTEST_MAIN(TestDetailPane)
#include "tst_detailpane.moc"
