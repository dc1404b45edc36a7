// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/composer/filereader.h"

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;

namespace sealcord {

/// A whole message that is not edited: a file's content, or a message too long for a line.
class FilePage : public QWidget
{
    Q_OBJECT

public:
    explicit FilePage(QWidget *parent);

    void setMaxLength(qsizetype length) { m_maxLength = length; }
    /// Opens a dialog; changed() follows when a file was read.
    void choose();
    void focusChoose();
    void read(const QString &path);
    void setMessage(const QByteArray &message);

    /// Empty where there is none, see problem().
    [[nodiscard]] const QByteArray &message() const { return m_message; }
    /// Why there is no message, as a sentence.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// Whether problem() is a failure rather than something still to come.
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

Q_SIGNALS:
    void changed();

private:
    void takeFile(const MessageFile &file);
    void show(const QString &name, const QByteArray &message, const QString &problem, bool failed);

    FileReader m_reader;
    QPushButton *m_choose;
    QLabel *m_name;
    QByteArray m_message;
    QString m_problem;
    qsizetype m_maxLength = 16 * 1024 * 1024;
    bool m_hasFailed = false;
};

} // namespace sealcord
