// SPDX-License-Identifier: MIT
#include "widgets/composer/messageeditor.h"

#include "core/text/figures.h"
#include "widgets/composer/filepage.h"
#include "widgets/composer/messageline.h"
#include "widgets/composer/writtenmessage.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace sealcord {

namespace {

QString kindOf(MessageTemplate::Form form)
{
    return form == MessageTemplate::Form::Hex ? u"hex"_s : u"text"_s;
}

QString bytesText(qsizetype bytes)
{
    return formatBytes(static_cast<quint64>(bytes));
}

} // namespace

MessageEditor::MessageEditor(QWidget *parent)
    : QWidget(parent)
    , m_form(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_line(new MessageLine(m_pages))
    , m_file(new FilePage(m_pages))
    , m_template(MessageTemplate::parse({}, MessageTemplate::Form::Text))
{
    m_form->setAccessibleName(tr("How the message is written"));
    m_form->addItems({tr("Text"), tr("Hex"), tr("File")}); // in the order of Form
    m_form->setToolTip(tr("Text with escapes (\\n \\x0a), bytes in hex, or a whole file."));

    m_line->setKind(kindOf(m_lineForm));
    m_line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_line->setAccessibleName(tr("Message"));
    m_line->setPlaceholderText(tr("Type a message, Enter sends"));
    m_line->setToolTip(tr("Escapes: \\n \\r \\t \\0 \\\\ \\{ \\xNN \\u{N}.\n"
                          "Filled in each time: {{counter}} {{time}} {{unixms}} {{random 16}} "
                          "{{len}}.\nUp and Down: what was sent before."));
    m_pages->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_pages->addWidget(m_line);
    m_pages->addWidget(m_file);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_form);
    row->addWidget(m_pages, 1);

    connect(m_form, &QComboBox::currentIndexChanged, this, &MessageEditor::takeForm);
    connect(m_line, &QLineEdit::textChanged, this, &MessageEditor::compile);
    connect(m_line, &QLineEdit::returnPressed, this, &MessageEditor::accepted);
    // Queued: what was left of the input is told first, and would cover this.
    connect(
        m_line, &QLineEdit::inputRejected, this,
        [this] {
            Q_EMIT inputCut(tr("The line takes no more than %1 characters. Send a file instead.")
                    .arg(locale().toString(MessageLine::maxCharacters)));
        },
        Qt::QueuedConnection);
    connect(m_line, &MessageLine::kindRecalled, this, [this](const QString &kind) {
        setForm(kind == kindOf(MessageTemplate::Form::Hex) ? Form::Hex : Form::Text);
    });
    connect(m_file, &FilePage::changed, this, &MessageEditor::changed);
}

MessageEditor::Form MessageEditor::form() const
{
    return static_cast<Form>(m_form->currentIndex());
}

void MessageEditor::setForm(Form form)
{
    const QSignalBlocker blocker(m_form);
    m_form->setCurrentIndex(static_cast<int>(form));
    m_pages->setCurrentIndex(form == Form::File ? 1 : 0);
    if (form != Form::File) {
        m_lineForm = form == Form::Hex ? MessageTemplate::Form::Hex : MessageTemplate::Form::Text;
        m_line->setKind(kindOf(m_lineForm));
        m_line->setSpaced(m_lineForm == MessageTemplate::Form::Hex);
    }
}

void MessageEditor::takeForm()
{
    if (form() != Form::File)
        convert(form() == Form::Hex ? MessageTemplate::Form::Hex : MessageTemplate::Form::Text);
    setForm(form());
    compile();
}

// Another form shows the same message, where it can.
void MessageEditor::convert(MessageTemplate::Form to)
{
    if (to == m_lineForm || !m_template || !m_template->isConstant())
        return;
    const QByteArray message = m_template->make(0, {}, *QRandomGenerator::system());
    const std::optional<QString> line =
        to == MessageTemplate::Form::Hex ? messageAsHex(message) : messageAsText(message);
    if (!line || line->size() > MessageLine::maxCharacters)
        return;
    const QSignalBlocker blocker(m_line);
    m_line->setText(*line);
}

void MessageEditor::compile()
{
    m_template = MessageTemplate::parse(m_line->text(), m_lineForm);
    const bool isWrong = !m_template;
    m_line->mark(isWrong ? m_template.error().offset : 0, isWrong ? m_template.error().length : 0);
    m_line->setAccessibleDescription(isWrong ? m_template.error().text : QString());
    Q_EMIT changed();
}

std::expected<MessageTemplate, MessageEditor::Problem> MessageEditor::message(quint64 counter) const
{
    if (form() == Form::File && m_file->message().isEmpty())
        return std::unexpected(Problem{m_file->problem(), m_file->hasFailed(), false});
    if (form() != Form::File && !m_template)
        return std::unexpected(Problem{m_template.error().text, true, false});
    MessageTemplate result =
        form() == Form::File ? MessageTemplate::of(m_file->message()) : *m_template;
    const qsizetype length = result.length(counter, MessageTemplate::Clock::now());
    if (length == 0) {
        return std::unexpected(Problem{
            tr("An empty message would close the connection, so it is not sent."), false, true});
    }
    if (length > m_maxLength) {
        return std::unexpected(Problem{tr("Too long: a message has at most %1, this has %2.")
                                           .arg(bytesText(m_maxLength), bytesText(length)),
            true, false});
    }
    return result;
}

void MessageEditor::setMaxMessageLength(qsizetype length)
{
    m_maxLength = length;
    m_file->setMaxLength(length);
    Q_EMIT changed();
}

void MessageEditor::setText(const QString &line)
{
    setForm(Form::Text);
    m_line->setText(line);
    compile(); // the same line may have been there in another form
}

void MessageEditor::edit(const QByteArray &message)
{
    // A byte is at least one character: what surely does not fit is not written out to see.
    const bool isShort = message.size() <= 4 * qsizetype{MessageLine::maxCharacters};
    const std::optional<QString> text = isShort ? messageAsText(message) : std::nullopt;
    const QString line = text || !isShort ? text.value_or(QString()) : messageAsHex(message);
    if (isShort && line.size() <= MessageLine::maxCharacters) {
        setForm(text ? Form::Text : Form::Hex);
        m_line->setText(line);
        compile();
    } else {
        setForm(Form::File);
        m_file->setMessage(message);
    }
    focusMessage();
}

void MessageEditor::readFile(const QString &path)
{
    setForm(Form::File);
    m_file->read(path);
}

void MessageEditor::remember()
{
    if (form() == Form::File)
        return;
    m_line->remember();
    m_line->selectAll();
}

void MessageEditor::focusMessage()
{
    if (form() == Form::File) {
        m_file->focusChoose();
    } else {
        m_line->setFocus(Qt::ShortcutFocusReason);
        m_line->selectAll();
    }
}

QStringList MessageEditor::history() const
{
    return m_line->history();
}

void MessageEditor::setHistory(const QStringList &history)
{
    m_line->setHistory(history);
}

} // namespace sealcord
