// SPDX-License-Identifier: MIT
#include "widgets/message/messagepane.h"

#include "tests/support/rows/content.h"
#include "widgets/message/hexview.h"
#include "widgets/message/textview.h"

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTabWidget>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <memory>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

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

class TestMessagePane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void contentChoosesTheTab_data();
    void contentChoosesTheTab();
    void choiceByHandIsRemembered();
    void filterLightsMatches();
    void findGoesFromMatchToMatch();
    void hexIsFoundAndWrongHexIsSaid();
    void copiesSelectionAsPlainText();
    void longLineDoesNotStall_data();
    void longLineDoesNotStall();
    void anotherMessageCancels();

private:
    void show(const QByteArray &bytes);
    [[nodiscard]] bool says(const QString &text) const;
    [[nodiscard]] MessagePane::Tab tab() const
    {
        return static_cast<MessagePane::Tab>(m_pane->tabs()->currentIndex());
    }

    std::unique_ptr<MessagePane> m_pane;
};

void TestMessagePane::init()
{
    m_pane = std::make_unique<MessagePane>();
    m_pane->resize(600, 400);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestMessagePane::show(const QByteArray &bytes)
{
    const Content content(bytes);
    m_pane->setContent(content.bytes(), content.memory());
}

bool TestMessagePane::says(const QString &text) const
{
    return std::ranges::any_of(m_pane->findChildren<QLabel *>(),
        [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

void TestMessagePane::contentChoosesTheTab_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<MessagePane::Tab>("tab");
    QTest::newRow("text") << QByteArray("Hello") << MessagePane::Text;
    QTest::newRow("bytes") << QByteArray("\x00\xff\x01", 3) << MessagePane::Hex;
    QTest::newRow("object") << QByteArray("{\"a\":1}") << MessagePane::Json;
    QTest::newRow("a number alone") << QByteArray("17") << MessagePane::Text;
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe\x41\x00", 4) << MessagePane::Text;
}

void TestMessagePane::contentChoosesTheTab()
{
    QFETCH(QByteArray, content);
    show(content);
    QTRY_VERIFY(!m_pane->isDecoding());
    QTEST(tab(), "tab");
    QCOMPARE(m_pane->tabs()->isTabEnabled(MessagePane::Json), content.startsWith('{'));
}

void TestMessagePane::choiceByHandIsRemembered()
{
    const auto decoded = [&](const QByteArray &content) {
        show(content);
        return QTest::qWaitFor([&] { return !m_pane->isDecoding(); });
    };
    QVERIFY(decoded("Hello"));
    m_pane->tabs()->setCurrentIndex(MessagePane::Hex);
    QVERIFY(decoded("{\"a\":1}"));
    QCOMPARE(tab(), MessagePane::Json);
    QVERIFY(decoded("Hello again"));
    QCOMPARE(tab(), MessagePane::Hex);
    QVERIFY(decoded("{\"a\":2}"));
    QCOMPARE(tab(), MessagePane::Json);

    show("{\"a\":3}");
    m_pane->tabs()->setCurrentIndex(MessagePane::Inspector); // before it is known what it is
    QTRY_VERIFY(!m_pane->isDecoding());
    QCOMPARE(tab(), MessagePane::Inspector);
}

void TestMessagePane::filterLightsMatches()
{
    show("Hello from client!");
    const auto filter = Filter::parse(u"text:\"from\""_s);
    QVERIFY(filter.has_value());
    m_pane->setFilter(*filter);
    QTRY_COMPARE(m_pane->hexView()->highlights().size(), 1U);
    QCOMPARE(m_pane->hexView()->highlights().front().offset, 6U);
    QCOMPARE(m_pane->textView()->view()->extraSelections().size(), 1);
}

void TestMessagePane::findGoesFromMatchToMatch()
{
    show("one two One two");
    m_pane->openFind();
    auto *edit = m_pane->findChild<QLineEdit *>();
    QVERIFY(edit != nullptr);
    QVERIFY(edit->isVisible());
    QTest::keyClicks(edit, u"one"_s);
    QTRY_COMPARE(m_pane->selection().length, 3U);
    QTRY_VERIFY(says(u"1 of 2"_s));
    QCOMPARE(m_pane->selection().offset, 0U);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_pane->selection().offset, 8U);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_pane->selection().offset, 0U);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_pane->selection().offset, 8U);
    QCOMPARE(m_pane->hexView()->highlights().size(), 2U);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
    QVERIFY(edit->text().isEmpty());
    QVERIFY(m_pane->hexView()->highlights().empty());
}

void TestMessagePane::hexIsFoundAndWrongHexIsSaid()
{
    show(QByteArray("ab\0\xff", 4));
    m_pane->openFind();
    auto *edit = m_pane->findChild<QLineEdit *>();
    auto *kind = edit->parentWidget()->findChild<QComboBox *>();
    kind->setCurrentIndex(1);
    QTest::keyClicks(edit, u"00 f"_s);
    QVERIFY(says(u"Not hex"_s));
    QTest::keyClicks(edit, u"f"_s);
    QTRY_COMPARE(m_pane->selection().offset, 2U);
    QCOMPARE(m_pane->selection().length, 2U);
    QVERIFY(!says(u"Not hex"_s));
}

void TestMessagePane::copiesSelectionAsPlainText()
{
    show("Hello");
    m_pane->copy(CopyFormat::Hex);
    auto *clipboard = QGuiApplication::clipboard();
    QTRY_COMPARE(clipboard->text(), u"48 65 6c 6c 6f"_s);
    m_pane->setSelection({1, 2});
    m_pane->copy(CopyFormat::CArray);
    QTRY_VERIFY(clipboard->text().contains(u"0x65, 0x6c,"_s));
    m_pane->textView()->view()->selectAll();
    m_pane->textView()->view()->copy();
    QCOMPARE(clipboard->mimeData()->formats(), QStringList(u"text/plain"_s));
}

void TestMessagePane::longLineDoesNotStall_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("1 MiB") << QByteArray(1024 * 1024, 'x');
    QTest::newRow("16 MiB") << QByteArray(16 * 1024 * 1024 - 1, 'x');
    QTest::newRow("16 MiB of overrides") << QByteArray("\xe2\x80\xae").repeated(5 * 1024 * 1024);
    QTest::newRow("16 MiB of JSON")
        << QByteArray("[") + QByteArray("12345,").repeated(2'700'000) + QByteArray("0]");
}

void TestMessagePane::longLineDoesNotStall()
{
    QFETCH(QByteArray, content);
    const LoopDelay delay;
    show(content);
    QTRY_VERIFY_WITH_TIMEOUT(!m_pane->isDecoding(), 60'000);
    for (const auto tab : {MessagePane::Text, MessagePane::Hex, MessagePane::Text}) {
        m_pane->tabs()->setCurrentIndex(tab);
        QTest::qWait(20);
        m_pane->setSelection({static_cast<std::size_t>(content.size()) / 2, 3});
        QTest::qWait(20);
    }
    // The rule is 50 ms; the rest is for a machine that does other things and code that is not
    // optimized. A line that is laid out at once takes seconds.
    QVERIFY2(delay.longest() < 1000, qPrintable(QString::number(delay.longest())));
    qInfo("The event loop was kept for %lld ms at most", delay.longest());
}

void TestMessagePane::anotherMessageCancels()
{
    const Content big(QByteArray(16 * 1024 * 1024, 'x'));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i) {
        m_pane->setContent(big.bytes(), big.memory());
        QCoreApplication::processEvents();
    }
    show("{\"a\":1}");
    QTRY_VERIFY(!m_pane->isDecoding());
    QCOMPARE(tab(), MessagePane::Json);
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_MAIN(TestMessagePane)
#include "tst_messagepane.moc"
