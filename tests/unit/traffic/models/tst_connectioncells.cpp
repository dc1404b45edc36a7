// SPDX-License-Identifier: MIT
#include "core/traffic/models/connectioncells.h"

#include "core/text/figures.h"
#include "tests/support/rows/connectionnews.h"

#include <QLocale>
#include <QTest>

using namespace sealcord;
using namespace sealcord::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using enum ConnectionModel::Column;

} // namespace

class TestConnectionCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void statesAndProtectionHaveWords();
    void endedOnesSayWhy();
    void figuresReadExactly();
    void toolTipsSayMoreThanTheCell();
    void sortKeysAreValues();
    void authorisedAgentIsShownByItsName();
    void claimedNameIsNotTakenForOne();
    void strangersTextIsNoMarkup();
};

void TestConnectionCells::statesAndProtectionHaveWords()
{
    ConnectionModel model;
    News news;
    for (ConnectionId id = 1; id <= 5; ++id)
        news.opened(id);
    news.established(2).established(3, sealcord::Protection::Verified).established(4);
    news.ended(4, EndReason::ClosedByPeer).ended(5, EndReason::NotAPeer);
    model.apply(news.take());
    const auto words = [&](int row) {
        return textAt(model, row, State) + u", "_s
            + textAt(model, row, ConnectionModel::Protection);
    };
    QCOMPARE(words(0), u"○ handshake, agreeing a key"_s);
    QCOMPARE(words(1), u"● live, encrypted, not authenticated"_s);
    QCOMPARE(words(2), u"● live, verified"_s);
    QCOMPARE(words(3), u"– ended, encrypted, not authenticated"_s);
    QCOMPARE(words(4), u"✕ failed, none"_s);
    QCOMPARE(textAt(model, 4, State, Qt::AccessibleTextRole), u"failed"_s);
    QCOMPARE(model.live(), 3);
    QCOMPARE(model.ended(), 2);
}

void TestConnectionCells::endedOnesSayWhy()
{
    ConnectionModel model;
    model.apply(News().opened(1).opened(2).ended(1, EndReason::Lost, "timed out").take());
    QCOMPARE(textAt(model, 0, Reason), u"connection lost: timed out"_s);
    QCOMPARE(textAt(model, 1, Reason), QString());
    QCOMPARE(textAt(model, 0, For), u"0:02"_s); // from the first second to the third
    model.tick(start + 1h);
    QCOMPARE(textAt(model, 0, For), u"0:02"_s);
}

void TestConnectionCells::figuresReadExactly()
{
    ConnectionModel model;
    model.apply(News()
            .opened(1)
            .counted(1, {.messagesIn = 1, .messagesOut = 1204, .bytesIn = 61'234})
            .take());
    QCOMPARE(textAt(model, 0, Agent), u"127.0.0.1:1"_s);
    QCOMPARE(textAt(model, 0, BytesIn), u"61.2 kB"_s);
    QCOMPARE(textAt(model, 0, BytesIn, Qt::ToolTipRole),
        u"<p>1 message, 61,234 bytes of plaintext</p>"_s);
    QCOMPARE(
        textAt(model, 0, In, Qt::ToolTipRole), u"<p>1 message, 61,234 bytes of plaintext</p>"_s);
    QCOMPARE(textAt(model, 0, Out), u"1,204"_s);
    QCOMPARE(textAt(model, 0, Out, Qt::AccessibleTextRole), u"1,204 messages"_s);
    QCOMPARE(
        textAt(model, 0, Since, Qt::ToolTipRole), u"<p>"_s + formatTimestamp(start) + u"</p>"_s);
    QCOMPARE(
        model.headerData(Reason, Qt::Horizontal, Qt::DisplayRole).toString(), u"Why it ended"_s);
    QVERIFY(!model.headerData(99, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
}

void TestConnectionCells::toolTipsSayMoreThanTheCell()
{
    ConnectionModel model;
    model.apply(News()
            .opened(1)
            .opened(2)
            .established(2)
            .opened(3)
            .ended(3, EndReason::Lost, "timed out")
            .take());
    for (int column = 0; column < model.columnCount({}); ++column) {
        const auto title = model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        const auto tip = model.headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        QVERIFY2(tip.size() > title.size() + 7, qPrintable(title)); // and "<p></p>"
        for (int row = 0; row < model.rowCount({}); ++row) {
            const auto cell = textAt(model, row, column);
            if (column != Reason)
                QVERIFY2(textAt(model, row, column, Qt::ToolTipRole).size() > cell.size() + 7,
                    qPrintable(title));
        }
    }
    QVERIFY(textAt(model, 1, ConnectionModel::Protection, Qt::ToolTipRole)
            .contains(u"could read along"_s));

    model.setRepliedByHand(true);
    model.apply(News().counted(2, {.messagesIn = 1}).take());
    QVERIFY(textAt(model, 1, State, Qt::ToolTipRole).contains(u"nobody has answered"_s));
}

void TestConnectionCells::sortKeysAreValues()
{
    ConnectionModel model;
    model.apply(News().opened(1).counted(1, {.messagesIn = 7}).take());
    const auto key = [&](int column) {
        return model.data(model.index(0, column), ConnectionModel::SortRole);
    };
    QCOMPARE(key(In), QVariant(quint64{7}));
    QCOMPARE(key(Rate), QVariant(0.0));
    QCOMPARE(key(Since).typeId(), QMetaType::LongLong);
    QCOMPARE(key(Agent), QVariant(u"127.0.0.1:1"_s));
    for (int column = 0; column < model.columnCount({}); ++column)
        QVERIFY(key(column).isValid());
}

// Of an agent that this end calls so, or that calls itself so.
static ConnectionEstablished sealedWith(const std::string &name, bool isOurs)
{
    ConnectionEstablished established;
    established.connection = named(1);
    if (isOurs)
        established.connection.known = KnownPeer(name, {});
    established.protocol = Protocol::Sealed;
    established.peer = PeerIdentity{{}, {}, name, isOurs};
    return established;
}

void TestConnectionCells::authorisedAgentIsShownByItsName()
{
    ConnectionModel model;
    model.apply(News().opened(1).add(sealedWith("pump-3", true)).take());
    const auto text = u"pump-3 (127.0.0.1:1)"_s;
    QCOMPARE(textAt(model, 0, Agent), text);
    QCOMPARE(model.data(model.index(0, Agent), ConnectionModel::SortRole).toString(), text);
    QVERIFY(textAt(model, 0, Agent, Qt::ToolTipRole).contains(text));
    ConnectionEnded ended;
    ended.connection = sealedWith("pump-3", true).connection;
    model.apply(News().add(ended).take());
    QCOMPARE(textAt(model, 0, Agent), text);
}

void TestConnectionCells::claimedNameIsNotTakenForOne()
{
    ConnectionModel model;
    model.apply(News().opened(1).add(sealedWith("pump-3", false)).take());
    QCOMPARE(textAt(model, 0, Agent), u"127.0.0.1:1"_s);
    QVERIFY(textAt(model, 0, Agent, Qt::ToolTipRole).contains(u"It calls itself \"pump-3\""_s)
        || textAt(model, 0, Agent, Qt::ToolTipRole).contains(u"calls itself &quot;pump-3"_s));
}

void TestConnectionCells::strangersTextIsNoMarkup()
{
    ConnectionModel model;
    model.apply(News().opened(1).ended(1, EndReason::NotAPeer, "first byte '<b>'").take());
    QCOMPARE(textAt(model, 0, Reason, Qt::ToolTipRole),
        u"<p>not a Sealcord peer: first byte '&lt;b&gt;'</p>"_s);
}

QTEST_GUILESS_MAIN(TestConnectionCells)
#include "tst_connectioncells.moc"
