// SPDX-License-Identifier: MIT
#include "tests/support/rows/content.h"
#include "widgets/detail/detailpane.h"
#include "widgets/detail/wirepane.h"
#include "widgets/message/hexview.h"

#include <QBrush>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

DetailSubject sealedMessage(Direction direction)
{
    DetailSubject subject;
    subject.row.number = 4810;
    subject.row.direction = direction;
    subject.protocol = Protocol::Sealed;
    subject.connectionLabel = u"127.0.0.1:50214"_s;
    return subject;
}

// The second of three messages of a sealed record, or what stands at its place.
DetailSubject messageOfBatch(Direction direction = Direction::In)
{
    const QByteArray frame = QByteArray::fromHex("002d") // what follows
        + QByteArray(2 + 3, 'a') + QByteArray(2 + 18, 'b') + QByteArray(2 + 1, 'c')
        + QByteArray(1, 'y') + QByteArray(16, 't');
    auto subject = sealedMessage(direction);
    const Content both(QByteArray("Hello from client!") + frame);
    subject.row.content = both.bytes().first(18);
    subject.row.frame = both.bytes().subspan(18);
    subject.row.index = 1;
    subject.row.inFrame = 3;
    subject.row.before = 3;
    subject.memory = both.memory();
    return subject;
}

// A sealed message of 100,000 bytes that went in parts.
DetailSubject messageInParts()
{
    const QByteArray plaintext(100'000, 'p');
    const QByteArray frame = QByteArray::fromHex("0015") + QByteArray(4 + 1 + 16, 'b')
        + QByteArray::fromHex("fffe") + QByteArray(65'517 + 1 + 16, 'c')
        + QByteArray::fromHex("86c4") + QByteArray(34'483 + 1 + 16, 'd');
    auto subject = sealedMessage(Direction::Out);
    const Content both(plaintext + frame);
    subject.row.content = both.bytes().first(100'000);
    subject.row.frame = both.bytes().subspan(100'000);
    subject.memory = both.memory();
    return subject;
}

QStringList fieldsOf(const DetailPane &pane)
{
    const auto *table = pane.wirePane()->fieldTable();
    QStringList fields;
    for (int row = 0; row < table->rowCount(); ++row)
        fields += table->item(row, 0)->text() + u": "_s + table->item(row, 1)->text();
    return fields;
}

bool says(const QWidget &pane, const QString &text)
{
    const auto labels = pane.findChildren<QLabel *>();
    return std::ranges::any_of(labels,
        [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

} // namespace

/// What the detail tells of messages in sealed records.
class TestSealedDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void batchTellsWhichMessageThisIs();
    void plaintextSelectsItsBytesOfABatch();
    void batchThatWasNotKeptIsSaid();
    void partsAreToldOneByOne();
    void partsThatWereNotKeptAreCounted();

private:
    std::unique_ptr<DetailPane> m_pane;
};

void TestSealedDetail::init()
{
    m_pane = std::make_unique<DetailPane>();
    m_pane->resize(1000, 400);
    m_pane->show();
}

void TestSealedDetail::batchTellsWhichMessageThisIs()
{
    m_pane->setSubject(messageOfBatch());
    QVERIFY(says(*m_pane, u"18 bytes, message 2 of 3 of its record"_s));
    QVERIFY(says(*m_pane, u"On the wire: message 2 of 3 of a record of 47 bytes"_s));
    const QStringList fields{u"Length: 45: 29 of ciphertext, 16 of tag"_s,
        u"Messages before it: 5 bytes: 1 message and its length"_s,
        u"Length of the message: 2 bytes, sealed: 18"_s, u"Ciphertext: 18 bytes, AES-256-GCM"_s,
        u"Messages after it: 3 bytes: 1 message and its length"_s,
        u"Type of the record: 1 byte, sealed: messages behind each other"_s,
        u"Tag: 16 bytes, verified"_s};
    QCOMPARE(fieldsOf(*m_pane), fields);
    const auto *table = m_pane->wirePane()->fieldTable();
    QCOMPARE(table->item(1, 0)->background(), QBrush()); // no tint, and not black
    QVERIFY(table->item(3, 0)->background() != QBrush());
}

void TestSealedDetail::plaintextSelectsItsBytesOfABatch()
{
    m_pane->setSubject(messageOfBatch(Direction::Out));
    const auto *bytes = m_pane->wirePane()->hexView();
    QCOMPARE(bytes->cursor(), std::size_t{2 + 5 + 2}); // it is in sight
    m_pane->wirePane()->selectPlaintext({6, 4});
    QCOMPARE(bytes->selection().offset, std::size_t{2 + 5 + 2 + 6});
    QCOMPARE(bytes->selection().length, std::size_t{4});
    QCOMPARE(m_pane->wirePane()->fieldTable()->currentRow(), 3);
}

void TestSealedDetail::batchThatWasNotKeptIsSaid()
{
    auto subject = messageOfBatch();
    subject.row.frame = {};
    m_pane->setSubject(subject);
    QVERIFY(says(*m_pane, u"18 bytes, message 2 of 3 of its record"_s));
    QVERIFY(
        says(*m_pane, u"On the wire: message 2 of 3 of its record, whose bytes were not kept."_s));
}

void TestSealedDetail::partsAreToldOneByOne()
{
    m_pane->setSubject(messageInParts());
    QVERIFY(says(*m_pane, u"On the wire: 100,061 bytes in 3 records, 61 of them protection"_s));
    const auto fields = fieldsOf(*m_pane);
    QCOMPARE(fields.size(), 12);
    QCOMPARE(fields[1], u"Length of the message: 4 bytes, sealed: 100,000"_s);
    QCOMPARE(fields[2], u"Type of the record: 1 byte, sealed: a message in parts follows"_s);
    QCOMPARE(fields[9], u"Ciphertext: 34,483 bytes, AES-256-GCM"_s);
    QCOMPARE(fields[10], u"Type of the record: 1 byte, sealed: a part of a message"_s);
    m_pane->wirePane()->selectPlaintext({65'516, 2}); // on both sides of the border
    const auto selection = m_pane->wirePane()->hexView()->selection();
    QCOMPARE(selection.offset, std::size_t{23 + 2 + 65'516});
    QCOMPARE(selection.length, std::size_t{1 + 1 + 16 + 2 + 1});
}

void TestSealedDetail::partsThatWereNotKeptAreCounted()
{
    auto subject = messageInParts();
    subject.row.direction = Direction::In;
    subject.row.frame = {};
    subject.row.frames = 3;
    m_pane->setSubject(subject);
    QVERIFY(says(*m_pane, u"On the wire: 100,061 bytes in 3 records, 61 of them protection"_s));
    QVERIFY(says(*m_pane, u"their bytes were not kept"_s));
}

QTEST_MAIN(TestSealedDetail)
#include "tst_sealeddetail.moc"
