// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/composer/messagetemplate.h"

#include <QStringList>
#include <QWidget>

#include <expected>

class QComboBox;
class QStackedWidget;

namespace sealcord {

class FilePage;
class MessageLine;

/// Where a message is written, as text or in hex, or where its file is chosen.
class MessageEditor : public QWidget
{
    Q_OBJECT

public:
    /// Why there is no message to send, as a sentence.
    struct Problem {
        QString text;
        bool isError = false; ///< rather than something that is still to be done
        bool isEmpty = false; ///< nothing is written
    };

    explicit MessageEditor(QWidget *parent);

    void setMaxMessageLength(qsizetype length);

    /// What is written, if it is a message of 1 to the longest length with this \a counter.
    [[nodiscard]] std::expected<MessageTemplate, Problem> message(quint64 counter) const;

    void setText(const QString &line);
    void edit(const QByteArray &message);
    void readFile(const QString &path);
    /// The line joins the history.
    void remember();
    void focusMessage();

    [[nodiscard]] QStringList history() const;
    void setHistory(const QStringList &history);

Q_SIGNALS:
    void changed();
    /// Enter.
    void accepted();
    /// Something that was put into the line was cut, \a why is a sentence.
    void inputCut(const QString &why);

private:
    enum class Form : quint8 { Text, Hex, File };

    [[nodiscard]] Form form() const;
    void setForm(Form form);
    void takeForm();
    void convert(MessageTemplate::Form to);
    void compile();

    QComboBox *m_form;
    QStackedWidget *m_pages;
    MessageLine *m_line;
    FilePage *m_file;
    MessageTemplate::Form m_lineForm = MessageTemplate::Form::Text;
    std::expected<MessageTemplate, MessageTemplate::ParseError> m_template; ///< of the line
    qsizetype m_maxLength = 16 * 1024 * 1024;
};

} // namespace sealcord
