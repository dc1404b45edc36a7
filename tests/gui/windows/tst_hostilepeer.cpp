// SPDX-License-Identifier: MIT
#include "server-gui/connectionspane.h"
#include "tests/gui/windows/serverwindowtest.h"
#include "tests/support/patience.h"
#include "tests/support/peers/classicpeer.h"
#include "tests/support/threadtime.h"
#include "widgets/detail/detailpane.h"
#include "widgets/look/controlpictures.h"
#include "widgets/message/hexview.h"
#include "widgets/message/messagepane.h"
#include "widgets/message/textview.h"
#include "widgets/parts/tabpanel.h"

#include <QAction>
#include <QByteArrayList>
#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QTabWidget>
#include <QTest>
#include <QTextDocument>
#include <QTimer>

#include <memory>

using namespace sealcord;
using namespace sealcord::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr char32_t rightToLeftOverride = 0x202e;

/// How much this thread works at a time, without coming back to its events.
class LongestWork
{
public:
    LongestWork()
    {
        m_beat.callOnTimeout([this] { count(); });
        m_beat.start(1ms);
    }

    [[nodiscard]] std::chrono::milliseconds value()
    {
        count();
        return std::chrono::duration_cast<std::chrono::milliseconds>(m_longest);
    }

private:
    void count()
    {
        const auto moment = threadTime();
        m_longest = std::max(m_longest, moment - std::exchange(m_last, moment));
    }

    QTimer m_beat;
    std::chrono::nanoseconds m_last = threadTime();
    std::chrono::nanoseconds m_longest{};
};

/// Whether \a text has nothing in it that steers what shows it; lines may end.
bool isHarmless(const QString &text)
{
    return std::ranges::none_of(text.toUcs4(), [](uint character) {
        return (character < 0x20 && character != '\n') || (character >= 0x7f && character < 0xa0)
            || (character >= rightToLeftOverride - 4 && character <= rightToLeftOverride)
            || (character >= 0x2066 && character <= 0x2069);
    });
}

/// Whether \a toolTip, which interprets markup, would show a peer's own.
bool hasMarkup(const QString &toolTip)
{
    return Qt::mightBeRichText(toolTip)
        && (toolTip.contains("<b>"_L1) || toolTip.contains("<img"_L1));
}

} // namespace

class TestHostilePeer : public QObject, private ServerWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void messageIsShownAsText_data();
    void messageIsShownAsText();
    void messageIsEditedAsText_data() { messageIsShownAsText_data(); }
    void messageIsEditedAsText();
    void whatIsNoPeerIsShownAsText_data();
    void whatIsNoPeerIsShownAsText();
    void longLineDoesNotStall();
    void manyMessagesDoNotStall();

private:
    void connectAgent();
    void checkLabels() const;
    [[nodiscard]] QString shownText() const
    {
        return parts().desk().detail().messagePane()->textView()->view()->toPlainText();
    }

    std::unique_ptr<ClassicPeer> m_agent;
};

void TestHostilePeer::initTestCase()
{
    QVERIFY(m_settings.isValid());
}

void TestHostilePeer::init()
{
    open();
    start();
}

void TestHostilePeer::cleanup()
{
    m_agent.reset();
    m_window.reset();
}

void TestHostilePeer::connectAgent()
{
    m_agent = std::make_unique<ClassicPeer>(port());
    QVERIFY(m_agent->shakeHands());
}

// No label may take a peer's text for markup, no tool tip may show it as such.
void TestHostilePeer::checkLabels() const
{
    for (const auto *label : m_window->findChildren<QLabel *>()) {
        if (label->textFormat() != Qt::PlainText)
            QVERIFY2(!label->text().contains(u'<'), qPrintable(label->text()));
        if (label->isVisible())
            QVERIFY2(isHarmless(label->text()), qPrintable(label->text()));
    }
    for (const auto *widget : m_window->findChildren<QWidget *>())
        QVERIFY2(!hasMarkup(widget->toolTip()), qPrintable(widget->toolTip()));
}

void TestHostilePeer::messageIsShownAsText_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("preview");
    QTest::addColumn<QString>("text");

    const auto markup = u"<b>bold</b><img src=\"file:///etc/passwd\">"_s;
    QTest::newRow("markup") << markup.toUtf8() << markup << markup;
    const auto escapes = u"␛[31mred␛]0;title␇"_s;
    QTest::newRow("escape sequences")
        << QByteArray("\x1b[31mred\x1b]0;title\x07") << escapes << escapes;
    const auto turned = u"abc<U+202E>fdp.exe"_s;
    QTest::newRow("right to left") << QByteArray("abc\xe2\x80\xae"
                                                 "fdp.exe")
                                   << turned << turned;
    QTest::newRow("zeros") << QByteArray("a\0\0b", 4) << u"61 00 00 62"_s << u"a␀␀b"_s;
    QTest::newRow("not UTF-8") << QByteArray("caf\xe9 \xff") << u"63 61 66 e9 20 ff"_s
                               << u"caf\ufffd \ufffd"_s;
}

void TestHostilePeer::messageIsShownAsText()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QString, preview);
    QFETCH(const QString, text);
    connectAgent();
    QVERIFY(m_agent->echo(message));
    QTRY_COMPARE_WITH_TIMEOUT(parts().contents(Direction::Out), QByteArrayList{message}, patience);
    const auto place = parts().placeOfMessage(Direction::In);
    const auto index = parts().messages().index(place, TrafficModel::Preview);
    const auto shown = index.data().toString();
    QVERIFY2(isHarmless(shown), qPrintable(shown));
    QCOMPARE(shown, preview);
    const auto tip = index.data(Qt::ToolTipRole).toString();
    QVERIFY2(!hasMarkup(tip) && isHarmless(tip), qPrintable(tip));

    parts().click(parts().traffic(), place);
    auto &pane = *parts().desk().detail().messagePane();
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isDecoding(), patience);
    for (int tab = 0; tab < pane.tabs()->count(); ++tab) {
        pane.tabs()->setCurrentIndex(tab);
        checkLabels();
    }
    QCOMPARE(shownText(), withControlPictures(text, pane.textView()->view()->font()));
    QCOMPARE(pane.hexView()->bytes().size(), static_cast<std::size_t>(message.size()));
}

void TestHostilePeer::messageIsEditedAsText()
{
    QFETCH(const QByteArray, message);
    connectAgent();
    QVERIFY(m_agent->echo(message));
    QTRY_VERIFY_WITH_TIMEOUT(parts().placeOfMessage(Direction::Out) >= 0, patience);
    parts().click(parts().traffic(), parts().placeOfMessage(Direction::In));
    auto &targets = parts().part<TargetBox>();
    QTRY_COMPARE_WITH_TIMEOUT(targets.itemText(0), u"All agents (1)"_s, patience);
    parts().desk().trafficPane().actions().editAndResend->trigger();
    QVERIFY2(isHarmless(parts().messageLine().text()), qPrintable(parts().messageLine().text()));
    checkLabels();
    QTest::keyClick(&parts().messageLine(), Qt::Key_Return);
    QCOMPARE(m_agent->messages(1), QList<QByteArray>{message}); // the same bytes
}

void TestHostilePeer::whatIsNoPeerIsShownAsText_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("markup") << QByteArray("<b>bold</b><img src=\"file:///etc/passwd\">");
    QTest::newRow("escape sequences") << QByteArray("\x1b[31mred\x1b]0;title\x07");
    QTest::newRow("right to left") << QByteArray("\xe2\x80\xae"
                                                 "fdp.exe");
}

void TestHostilePeer::whatIsNoPeerIsShownAsText()
{
    QFETCH(const QByteArray, bytes);
    auto peer = BlockingSocket::connectTo(port());
    QVERIFY(peer.write(std::as_bytes(std::span(bytes))));
    peer.shutdownWriting();
    peer.readToEnd();
    auto &connections = parts().part<ConnectionsPane>().list();
    const auto reason = [&] { return connections.model()->index(0, ConnectionModel::Reason); };
    QTRY_VERIFY_WITH_TIMEOUT(!reason().data().toString().isEmpty(), patience);
    QVERIFY2(isHarmless(reason().data().toString()), qPrintable(reason().data().toString()));
    const auto tip = reason().data(Qt::ToolTipRole).toString();
    QVERIFY2(!hasMarkup(tip) && isHarmless(tip), qPrintable(tip));

    auto &messages = parts().messages();
    QTRY_VERIFY_WITH_TIMEOUT(messages.rowCount() > 0, patience);
    for (int place = 0; place < messages.rowCount(); ++place) {
        const auto index = messages.index(place, TrafficModel::Preview);
        QVERIFY(isHarmless(index.data().toString()));
        QVERIFY(!hasMarkup(index.data(Qt::ToolTipRole).toString()));
        parts().click(parts().traffic(), place);
        checkLabels();
    }
    parts().click(connections, 0);
    for (auto *page : parts().desk().panel().pages()) {
        parts().desk().showPage(page);
        checkLabels();
    }
}

void TestHostilePeer::longLineDoesNotStall()
{
    constexpr qsizetype length = 16 * 1024 * 1024 - 64;
    connectAgent();
    QByteArray line(length, 'x');
    line.replace(length / 2, 6, "needle");
    LongestWork longest;
    QVERIFY(m_agent->echo(line));
    QTRY_VERIFY_WITH_TIMEOUT(parts().placeOfMessage(Direction::Out) >= 0, patience);
    parts().click(parts().traffic(), parts().placeOfMessage(Direction::In));
    auto &pane = *parts().desk().detail().messagePane();
    for (int tab = 0; tab < pane.tabs()->count(); ++tab) {
        pane.tabs()->setCurrentIndex(tab);
        QTest::keyClick(pane.tabs()->currentWidget(), Qt::Key_End, Qt::ControlModifier);
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isDecoding(), patience);
    parts().filterLine().setFocus();
    QTest::keyClicks(&parts().filterLine(), u"text:needle"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!parts().messages().isFiltering(), patience);
    QCOMPARE(parts().messages().shownRows(), std::size_t(2));
    checkLabels();
    qInfo("at most %lld ms at a time", static_cast<long long>(longest.value().count()));
    QVERIFY(longest.value() < 1s);
}

void TestHostilePeer::manyMessagesDoNotStall()
{
    constexpr std::size_t count = 20'000;
    connectAgent();
    Bytes frames;
    for (std::size_t number = 0; number < count; ++number) {
        const auto frame = m_agent->frame(QByteArray::number(number));
        frames.insert(frames.end(), frame.begin(), frame.end());
    }
    m_window->findChild<QComboBox *>(u"replies"_s)->setCurrentIndex(1);
    LongestWork longest;
    QVERIFY(m_agent->socket().write(frames));
    const auto &messages = parts().messages();
    QTRY_VERIFY_WITH_TIMEOUT(messages.keptRows() + messages.notKept() >= count, patience);
    qInfo("at most %lld ms at a time", static_cast<long long>(longest.value().count()));
    QVERIFY(longest.value() < 1s);
}

QTEST_MAIN(TestHostilePeer)
#include "tst_hostilepeer.moc"
