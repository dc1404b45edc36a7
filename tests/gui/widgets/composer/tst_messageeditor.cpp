// SPDX-License-Identifier: MIT
#include "widgets/composer/messageeditor.h"

#include "tests/support/rows/content.h"
#include "widgets/composer/messageline.h"
#include "widgets/message/copyformats.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace Qt::StringLiterals;

namespace {

/// How a message is written, in the order in which the field offers it.
enum class Form { Text, Hex, File };

} // namespace

class TestMessageEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void escapesAndPlacesAreFilledIn();
    void wrongIsMarked();
    void pastedLineEndsBecomeEscapes();
    void copiedHexIsPasted_data();
    void copiedHexIsPasted();
    void pastedBeyondTheLineIsSaid();
    void formChangesKeepTheMessage();
    void historyComesBackInItsForm();
    void historyIsBounded();
    void longestMessageIsTheLimit();
    void editShowsTheMessage_data();
    void editShowsTheMessage();
    void fileIsTheMessage();
    void fileTooLongIsSaid();

private:
    void type(const QString &text);
    void setForm(Form form) { m_form->setCurrentIndex(static_cast<int>(form)); }
    [[nodiscard]] Form form() const { return static_cast<Form>(m_form->currentIndex()); }
    [[nodiscard]] bool isMessage() const { return m_field->message(1).has_value(); }
    [[nodiscard]] QByteArray message() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString fileOf(const QByteArray &content) const;

    std::unique_ptr<MessageEditor> m_field;
    MessageLine *m_line = nullptr;
    QComboBox *m_form = nullptr;
    QTemporaryDir m_folder;
};

void TestMessageEditor::init()
{
    m_field = std::make_unique<MessageEditor>(nullptr);
    m_field->resize(800, 40);
    m_field->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_field.get()));
    m_line = m_field->findChild<MessageLine *>();
    m_form = m_field->findChild<QComboBox *>();
    QVERIFY(m_line && m_form);
}

void TestMessageEditor::type(const QString &text)
{
    m_line->setFocus();
    m_line->selectAll();
    QTest::keyClicks(m_line, text);
}

QByteArray TestMessageEditor::message() const
{
    const auto message = m_field->message(1);
    return message ? message->make(1, MessageTemplate::Clock::now(), *QRandomGenerator::global())
                   : QByteArray();
}

QString TestMessageEditor::problem() const
{
    const auto message = m_field->message(1);
    return message ? QString() : message.error().text;
}

QString TestMessageEditor::fileOf(const QByteArray &content) const
{
    QFile file(m_folder.filePath(u"message.bin"_s));
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush();
    return isWritten ? file.fileName() : QString();
}

void TestMessageEditor::escapesAndPlacesAreFilledIn()
{
    type(u"a\\n\\x00{{len}}"_s);
    QCOMPARE(message(),
        QByteArray("a\n\0"
                   "4",
            4));
}

void TestMessageEditor::wrongIsMarked()
{
    setForm(Form::Hex);
    type(u"48 6g 6c"_s);
    QCOMPARE(m_line->markOffset(), 3);
    QCOMPARE(m_line->markLength(), 1);
    QVERIFY(!m_line->accessibleDescription().isEmpty());
    QVERIFY(m_field->message(1).error().isError);
    type(u"48 65"_s);
    QCOMPARE(m_line->markLength(), 0);
    QVERIFY(m_line->accessibleDescription().isEmpty());
    QCOMPARE(message(), "He"_ba);
}

void TestMessageEditor::pastedLineEndsBecomeEscapes()
{
    QGuiApplication::clipboard()->setText(u"one\ntwo\tthree"_s);
    type(u"<>"_s);
    m_line->setCursorPosition(1);
    m_line->paste();
    QCOMPARE(m_line->text(), u"<one\\ntwo\\tthree>"_s);
    QCOMPARE(m_line->cursorPosition(), m_line->text().size() - 1);
    QCOMPARE(message(), "<one\ntwo\tthree>"_ba);
}

// What "Copy as" makes in hex comes back by pasting, byte by byte.
void TestMessageEditor::copiedHexIsPasted_data()
{
    QTest::addColumn<CopyFormat>("format");
    QTest::newRow("hex") << CopyFormat::Hex;
    QTest::newRow("array") << CopyFormat::CArray;
}

void TestMessageEditor::copiedHexIsPasted()
{
    QFETCH(const CopyFormat, format);
    QByteArray bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += static_cast<char>(byte);
    setForm(Form::Hex);
    QGuiApplication::clipboard()->setText(copyText(Content(bytes).bytes(), format));
    m_line->setFocus();
    QTest::keySequence(m_line, QKeySequence::Paste);
    QCOMPARE(problem(), QString());
    QCOMPARE(message(), bytes);
    QVERIFY(!m_line->text().contains(u'\n'));
}

void TestMessageEditor::pastedBeyondTheLineIsSaid()
{
    const QSignalSpy cut(m_field.get(), &MessageEditor::inputCut);
    QGuiApplication::clipboard()->setText(QString(MessageLine::maxCharacters + 1, u'a'));
    m_line->paste();
    QTRY_COMPARE(cut.size(), 1);
    QVERIFY(cut.front().front().toString().contains(u"no more than 16,384 characters"_s));
}

void TestMessageEditor::formChangesKeepTheMessage()
{
    type(u"Hi\\n"_s);
    setForm(Form::Hex);
    QCOMPARE(m_line->text(), u"48 69 0a"_s);
    setForm(Form::Text);
    QCOMPARE(m_line->text(), u"Hi\\n"_s);
}

void TestMessageEditor::historyComesBackInItsForm()
{
    type(u"first"_s);
    m_field->remember();
    setForm(Form::Hex);
    type(u"48 65"_s);
    m_field->remember();
    m_field->remember();
    QCOMPARE(m_field->history(), (QStringList{u"text:first"_s, u"hex:48 65"_s}));

    type(u"4"_s);
    QTest::keyClick(m_line, Qt::Key_Up);
    QCOMPARE(m_line->text(), u"48 65"_s);
    QTest::keyClick(m_line, Qt::Key_Up);
    QCOMPARE(m_line->text(), u"first"_s);
    QCOMPARE(form(), Form::Text);
    QTest::keyClick(m_line, Qt::Key_Up);
    QCOMPARE(m_line->text(), u"first"_s);
    QTest::keyClick(m_line, Qt::Key_Down);
    QTest::keyClick(m_line, Qt::Key_Down);
    QCOMPARE(m_line->text(), u"4"_s); // what was not sent yet
    QCOMPARE(form(), Form::Hex);
}

void TestMessageEditor::historyIsBounded()
{
    QStringList lines;
    for (int i = 0; i < 150; ++i)
        lines.append(u"text:%1"_s.arg(i));
    m_field->setHistory(lines);
    QCOMPARE(m_field->history(), lines.last(100));
    type(u"new"_s);
    m_field->remember();
    QCOMPARE(m_field->history().size(), 100);
    QCOMPARE(m_field->history().last(), u"text:new"_s);
}

void TestMessageEditor::longestMessageIsTheLimit()
{
    m_field->setMaxMessageLength(10);
    type(u"{{random 5}}"_s);
    QVERIFY(isMessage());
    type(u"{{random 5}}x"_s);
    QVERIFY2(
        problem().contains(u"10 bytes") && problem().contains(u"11 bytes"), qPrintable(problem()));
}

void TestMessageEditor::editShowsTheMessage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Form>("form");
    QTest::addColumn<QString>("line");

    QTest::newRow("text") << "a\nb"_ba << Form::Text << u"a\\nb"_s;
    QTest::newRow("markup") << "<b>{{len}}"_ba << Form::Text << u"<b>\\{{len}}"_s;
    QTest::newRow("bytes") << "\xff\x01"_ba << Form::Hex << u"ff 01"_s;
    QTest::newRow("longer than the line") << QByteArray(100'000, 'a') << Form::File << u""_s;
    QTest::newRow("bytes longer than the line") << QByteArray(30'000, '\1') << Form::File << u""_s;
    QTest::newRow("much longer") << QByteArray(16'000'000, '\1') << Form::File << u""_s;
}

void TestMessageEditor::editShowsTheMessage()
{
    QFETCH(const QByteArray, bytes);
    m_field->edit(bytes);
    QTEST(form(), "form");
    QTEST(m_line->text(), "line");
    QCOMPARE(message(), bytes);
}

void TestMessageEditor::fileIsTheMessage()
{
    const QByteArray content("\0{{len}}\n", 9); // no places are filled in there
    m_field->readFile(fileOf(content));
    QVERIFY(!isMessage());
    QTRY_VERIFY(isMessage());
    QCOMPARE(message(), content);
}

void TestMessageEditor::fileTooLongIsSaid()
{
    m_field->setMaxMessageLength(10);
    m_field->readFile(fileOf(QByteArray(11, 'x')));
    QTRY_VERIFY2(problem().contains(u"at most 10 bytes"), qPrintable(problem()));
}

QTEST_MAIN(TestMessageEditor)
#include "tst_messageeditor.moc"
