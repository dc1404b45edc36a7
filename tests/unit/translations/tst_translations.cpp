// SPDX-License-Identifier: MIT
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations; ///< one for each plural form
    bool isCount = false;
};

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    message.isCount = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1)
            message.source = xml.readElementText();
        else if (xml.name() != "translation"_L1)
            xml.skipCurrentElement();
        else if (!message.isCount)
            message.translations += xml.readElementText();
        else
            while (xml.readNextStartElement())
                message.translations += xml.readElementText();
    }
    return message;
}

QList<Message> readMessages()
{
    QFile file(QStringLiteral(GERMAN_SOURCE));
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            messages += readMessage(xml, context);
    }
    return xml.hasError() ? QList<Message>() : messages;
}

/// What code fills in, sorted: "%1", "%2", "%L1".
QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%(L?\\d{1,2}|L?n)"_s);
    QStringList found;
    for (const auto &match : pattern.globalMatch(text))
        found += match.captured();
    found.sort();
    return found;
}

qsizetype marks(QString text)
{
    return text.remove(u"&&"_s).count(u'&');
}

/// What the sources in \a rooms say, but for those of the details themselves; what stands in
/// several literals as one text.
QString literalsIn(const QStringList &rooms)
{
    static const QRegularExpression joint(u"\"\\s*\""_s);
    QString all;
    for (const auto &room : rooms) {
        QDirIterator files(QStringLiteral(SOURCE_ROOT "/") + room, {u"*.cpp"_s, u"*.h"_s},
            QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.fileName().endsWith("/detailtext.cpp"_L1) && file.open(QIODevice::ReadOnly))
                all += QString::fromUtf8(file.readAll());
        }
    }
    return all.remove(joint);
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsInTheSame_data() { addMessages(); }
    void fillsInTheSame();
    void keepsTheKeyOfItsMenu_data() { addMessages(); }
    void keepsTheKeyOfItsMenu();
    void countsAreFilledInByTheCode_data() { addMessages(); }
    void countsAreFilledInByTheCode();
    void detailsAreStillSaid();

private:
    static void addMessages();
};

void TestTranslations::addMessages()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("translations");
    QTest::addColumn<bool>("isCount");
    const auto messages = readMessages();
    QVERIFY(!messages.isEmpty());
    for (qsizetype i = 0; i < messages.size(); ++i) {
        const auto &message = messages[i];
        QTest::addRow("%lld, %s: %s", static_cast<long long>(i), qUtf8Printable(message.context),
            qUtf8Printable(message.source))
            << message.source << message.translations << message.isCount;
    }
}

void TestTranslations::fillsInTheSame()
{
    QFETCH(const QString, source);
    QFETCH(const QStringList, translations);
    QVERIFY(!translations.isEmpty());
    for (const auto &translation : translations)
        QCOMPARE(placeholders(translation), placeholders(source));
}

void TestTranslations::keepsTheKeyOfItsMenu()
{
    QFETCH(const QString, source);
    QFETCH(const QStringList, translations);
    for (const auto &translation : translations)
        QCOMPARE(marks(translation), marks(source));
}

// English has no catalogue of plural forms: code takes another text for one, and fills in every
// other number, grouped. "%n" would be a bare number, "(s)" is no word.
void TestTranslations::countsAreFilledInByTheCode()
{
    QFETCH(const QString, source);
    QFETCH(const bool, isCount);
    QVERIFY(!source.contains(u"(s)"_s) && !source.contains(u"%n"_s) && !source.contains(u"%Ln"_s));
    if (isCount)
        QVERIFY(source.contains(u"%1"_s));
}

// The rooms that say them do not translate: one that changes there would stay English unseen.
void TestTranslations::detailsAreStillSaid()
{
    const auto sources = literalsIn({u"core/net"_s, u"core/protocol"_s, u"core/traffic"_s});
    static const QRegularExpression hole(u"%\\d"_s);
    static const QRegularExpression edges(u"^[^a-z]+|[^a-z]+$"_s);
    QStringList unsaid;
    qsizetype pieces = 0;
    for (const auto &message : readMessages()) {
        if (message.context != "Detail"_L1)
            continue;
        for (auto piece : message.source.split(hole)) {
            ++pieces;
            if (!sources.contains(piece.remove(edges)))
                unsaid += piece;
        }
    }
    QVERIFY(pieces > 50);
    QCOMPARE(unsaid.join(u'\n'), QString());
}

QTEST_APPLESS_MAIN(TestTranslations)
#include "tst_translations.moc"
