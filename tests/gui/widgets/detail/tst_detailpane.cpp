// SPDX-License-Identifier: MIT
#include "core/traffic/describe.h"
#include "tests/support/rows/content.h"
#include "widgets/connection/securitytext.h"
#include "widgets/detail/detailpane.h"
#include "widgets/detail/wirepane.h"
#include "widgets/look/controlpictures.h"
#include "widgets/message/hexview.h"
#include "widgets/message/messagepane.h"
#include "widgets/message/textview.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>
#include <QTreeView>

#include <algorithm>
#include <memory>

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
    subject.protocol = Protocol::Classic;
    subject.connectionLabel = u"127.0.0.1:50214"_s;
    return subject;
}

bool says(const QWidget &pane, const QString &text)
{
    const auto labels = pane.findChildren<QLabel *>();
    return std::ranges::any_of(labels,
        [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

} // namespace

class TestDetailPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void headTellsTheMessage_data();
    void headTellsTheMessage();
    void markupIsShownAsText();
    void plaintextSelectsItsCiphertext();
    void bytesOnTheWireSelectTheirField();
    void fieldSelectsItsBytes();
    void jsonValueSelectsItsBytes();
    void frameThatWasNotKeptIsSaid();
    void streamsBytesHaveNothingOnTheWire();
    void eventIsToldInWords();
    void endIsJudgedAsOnTheConnectionsPage_data();
    void endIsJudgedAsOnTheConnectionsPage();
    void gapIsToldInWords();
    void narrowPaneHasTabs();
    void selectionBecomesATermOfTheFilter();
    void everyWidgetThatTakesFocusHasAName();

private:
    std::unique_ptr<DetailPane> m_pane;
};

void TestDetailPane::init()
{
    m_pane = std::make_unique<DetailPane>();
    m_pane->resize(1000, 400);
    m_pane->show();
}

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
    auto subject = messageOf("Hello from client!", direction);
    subject.note = u"look here"_s;
    m_pane->setSubject(subject);
    QVERIFY(says(*m_pane, u"#4,810"_s));
    QVERIFY(says(*m_pane, text));
    QVERIFY(says(*m_pane, u"18 bytes, 50 on the wire"_s));
    QVERIFY(says(*m_pane, u"look here"_s));
    QVERIFY(says(*m_pane, u"On the wire: 50 bytes, 32 of them protection"_s));
    const auto *table = m_pane->wirePane()->fieldTable();
    QCOMPARE(table->item(0, 1)->text(), u"34: 18 of ciphertext, 16 of tag"_s);
    QCOMPARE(table->item(3, 1)->text(),
        direction == Direction::In ? u"16 bytes, verified"_s : u"16 bytes, computed here"_s);

    m_pane->updateState(true, {}, {});
    QVERIFY(says(*m_pane, u"waiting: not yet taken by the system"_s));
    QVERIFY(!says(*m_pane, u"look here"_s));
    m_pane->updateState(false, std::chrono::microseconds(60), {});
    QVERIFY(says(*m_pane, u"answered in 60 µs"_s));
}

void TestDetailPane::markupIsShownAsText()
{
    auto subject = messageOf("<b>bold</b>\x1b[31m");
    subject.connectionLabel = u"<i>peer</i>"_s;
    m_pane->setSubject(subject);
    const auto labels = m_pane->findChildren<QLabel *>();
    for (const auto *label : labels) {
        if (label->text().contains(u"<i>"_s))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    const auto *view = m_pane->messagePane()->textView()->view();
    QCOMPARE(view->toPlainText(), withControlPictures(u"<b>bold</b>\u241b[31m"_s, view->font()));
}

void TestDetailPane::plaintextSelectsItsCiphertext()
{
    m_pane->setSubject(messageOf("Hello from client!"));
    auto *hex = m_pane->messagePane()->hexView();
    hex->setSelection({4, 1});
    QTest::keyClick(hex, Qt::Key_Right);
    QTest::keyClick(hex, Qt::Key_Right, Qt::ShiftModifier);
    const auto onWire = m_pane->wirePane()->hexView()->selection();
    QCOMPARE(onWire.offset, 16U + 5U);
    QCOMPARE(onWire.length, 2U);
    QCOMPARE(m_pane->wirePane()->fieldTable()->currentRow(), 2);
    QCOMPARE(m_pane->messagePane()->textView()->selection().offset, 5U);
    QCOMPARE(m_pane->messagePane()->textView()->selection().length, 2U);
}

void TestDetailPane::bytesOnTheWireSelectTheirField()
{
    m_pane->setSubject(messageOf("Hello from client!"));
    auto *wire = m_pane->wirePane()->hexView();
    wire->setSelection({15, 1});
    QTest::keyClick(wire, Qt::Key_Left);
    QCOMPARE(m_pane->wirePane()->fieldTable()->currentRow(), 1);
    QCOMPARE(m_pane->messagePane()->selection().length, 0U);
    wire->setSelection({17, 1});
    QTest::keyClick(wire, Qt::Key_Right);
    QCOMPARE(m_pane->wirePane()->fieldTable()->currentRow(), 2);
    QCOMPARE(m_pane->messagePane()->hexView()->selection().offset, 2U);
    QCOMPARE(m_pane->messagePane()->hexView()->selection().length, 1U);
}

void TestDetailPane::fieldSelectsItsBytes()
{
    m_pane->setSubject(messageOf("Hello from client!"));
    m_pane->wirePane()->fieldTable()->setCurrentCell(2, 0);
    QCOMPARE(m_pane->wirePane()->hexView()->selection().offset, 16U);
    QCOMPARE(m_pane->wirePane()->hexView()->selection().length, 18U);
    QCOMPARE(m_pane->messagePane()->hexView()->selection().length, 18U);
}

void TestDetailPane::jsonValueSelectsItsBytes()
{
    m_pane->setSubject(messageOf("{\"a\":1, \"b\":true}"));
    QTRY_VERIFY(!m_pane->messagePane()->isDecoding());
    auto *view = m_pane->messagePane()->jsonView();
    const auto *model = view->model();
    view->setCurrentIndex(model->index(1, 0, model->index(0, 0)));
    QCOMPARE(m_pane->messagePane()->hexView()->selection().offset, 8U);
    QCOMPARE(m_pane->messagePane()->hexView()->selection().length, 8U);
    QCOMPARE(m_pane->wirePane()->hexView()->selection().offset, 16U + 8U);

    auto *hex = m_pane->messagePane()->hexView();
    hex->setSelection({4, 1});
    QTest::keyClick(hex, Qt::Key_Right);
    QCOMPARE(view->currentIndex().row(), 0);
    QVERIFY(view->currentIndex().parent().isValid());
}

void TestDetailPane::frameThatWasNotKeptIsSaid()
{
    auto subject = messageOf("Hello from client!");
    subject.row.frame = {};
    m_pane->setSubject(subject);
    QVERIFY(says(*m_pane, u"were not kept"_s));
    QVERIFY(says(*m_pane, u", 18 bytes"_s));
    QVERIFY(!m_pane->wirePane()->fieldTable()->isVisible());
}

void TestDetailPane::streamsBytesHaveNothingOnTheWire()
{
    auto subject = messageOf("GET /"_ba, Direction::Out);
    m_pane->setSubject(subject);
    QVERIFY(m_pane->wirePane()->isVisible());
    subject.row.kind = TrafficRow::Kind::StreamData;
    subject.row.frame = {};
    subject.row.stream = 7;
    subject.row.target = StreamTarget("web");
    m_pane->setSubject(subject);
    QVERIFY(!m_pane->wirePane()->isVisible());
    QVERIFY(m_pane->messagePane()->isVisible());
    QVERIFY(says(*m_pane, u"to web #7 · 127.0.0.1:50214"_s));
    m_pane->resize(300, 400); // where the two would be tabs
    QVERIFY(m_pane->messagePane()->isVisible());
    QVERIFY(!m_pane->headline()->findChild<QTabBar *>()->isVisible());
}

void TestDetailPane::eventIsToldInWords()
{
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
    m_pane->setSubject(subject);
    QVERIFY(says(*m_pane, u"Not a Sealcord peer"_s));
    QVERIFY(says(*m_pane, u"✕ error"_s));
    QVERIFY(says(*m_pane, u"127.0.0.1:50219"_s));
    QVERIFY(says(*m_pane, u"port scanner"_s));
    QVERIFY(!m_pane->messagePane()->isVisible());
}

void TestDetailPane::endIsJudgedAsOnTheConnectionsPage_data()
{
    QTest::addColumn<EndReason>("reason");
    QTest::addColumn<QString>("words");
    QTest::newRow("sealed goodbye") << EndReason::ClosedByPeer << u"the goodbye was sealed. "_s;
    QTest::newRow("goodbye that is not sealed")
        << EndReason::ClosedByPeerUnauthenticated << u"it was not sealed. "_s;
    QTest::newRow("none") << EndReason::EndedWithoutGoodbye << u"without a goodbye. "_s;
}

// The event must not call safe what the page calls open to anybody.
void TestDetailPane::endIsJudgedAsOnTheConnectionsPage()
{
    QFETCH(const EndReason, reason);
    QFETCH(const QString, words);
    DetailSubject subject;
    subject.row.kind = TrafficRow::Kind::Notice;
    subject.row.event = EventKind::ConnectionEnded;
    subject.row.endReason = reason;
    m_pane->setSubject(subject);
    QVERIFY(says(*m_pane, words));
    QVERIFY(says(*m_pane, describeWhoCanEnd()));
    QVERIFY(whatIsNotGiven(Protection::NotAuthenticated).contains(describeWhoCanEnd()));
}

void TestDetailPane::gapIsToldInWords()
{
    DetailSubject subject;
    subject.row.kind = TrafficRow::Kind::Gap;
    subject.row.gap = GapReason::Forgotten;
    subject.row.missing = 1204;
    m_pane->setSubject(subject);
    QVERIFY(says(*m_pane, u"1,204 messages"_s));
    QVERIFY(says(*m_pane, u"made room"_s));
}

void TestDetailPane::narrowPaneHasTabs()
{
    m_pane->setSubject(messageOf("Hello"));
    QVERIFY(m_pane->messagePane()->isVisible() && m_pane->wirePane()->isVisible());
    m_pane->resize(600, 400);
    QVERIFY(m_pane->messagePane()->isVisible() && !m_pane->wirePane()->isVisible());
    const auto bars = m_pane->headline()->findChildren<QTabBar *>();
    QCOMPARE(bars.size(), 1);
    bars.first()->setCurrentIndex(1);
    QVERIFY(!m_pane->messagePane()->isVisible() && m_pane->wirePane()->isVisible());
    m_pane->resize(1000, 400);
    QVERIFY(m_pane->messagePane()->isVisible() && m_pane->wirePane()->isVisible());
}

void TestDetailPane::selectionBecomesATermOfTheFilter()
{
    m_pane->setSubject(messageOf("Hello"));
    const QSignalSpy spy(m_pane.get(), &DetailPane::filterTermRequested);
    m_pane->messagePane()->setSelection({1, 2});
    auto *hex = m_pane->messagePane()->hexView();
    Q_EMIT hex->customContextMenuRequested(QPoint(5, 5));
    const auto actions = m_pane->messagePane()->findChildren<QAction *>();
    const auto out = std::ranges::find(actions, u"Filter this out"_s, &QAction::text);
    QVERIFY(out != actions.end());
    QVERIFY((*out)->isEnabled());
    (*out)->trigger();
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first(), (QVariantList{u"text:\"el\""_s, true}));
}

void TestDetailPane::everyWidgetThatTakesFocusHasAName()
{
    m_pane->setSubject(messageOf("{\"a\":1}"));
    const auto widgets = m_pane->findChildren<QWidget *>();
    for (const auto *widget : widgets) {
        // What Qt itself makes: on 6.8 a box has its list before somebody opens it.
        const bool isQts =
            widget->objectName().startsWith(u"qt_"_s) || widget->window() != m_pane.get();
        if (widget->focusPolicy() == Qt::NoFocus || isQts)
            continue;
        const auto *accessible =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(accessible != nullptr && !accessible->text(QAccessible::Name).isEmpty(),
            widget->metaObject()->className());
    }
}

QTEST_MAIN(TestDetailPane)
#include "tst_detailpane.moc"
