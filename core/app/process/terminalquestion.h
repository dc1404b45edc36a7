// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFile>
#include <QObject>
#include <QSocketNotifier>
#include <QString>

#include <memory>

namespace sealcord {

// Asking the person at the terminal that the program belongs to, which standard input and output
// may have nothing to do with.

/// Whether there is such a terminal.
[[nodiscard]] bool hasTerminal();

/// Writes \a question, made printable, and waits for a line. Whether it says yes; anything else,
/// and no terminal, is no. Blocks.
[[nodiscard]] bool isAnsweredYes(const QString &question);

/// A question that is answered by yes or no and nothing else, while the event loop goes on.
class TerminalQuestion final : public QObject
{
    Q_OBJECT

public:
    explicit TerminalQuestion(QString question, QObject *parent = nullptr);

    /// Asks, and asks again until the answer is one. Once. False: there is no terminal.
    [[nodiscard]] bool ask();

Q_SIGNALS:
    void answered(bool isYes);
    void gone(); ///< nobody will answer: the terminal or its input ended

private:
    [[nodiscard]] bool write();
    void read();
    void take(const QByteArray &answer);

    const QString m_question;
    QFile m_terminal;
    std::unique_ptr<QSocketNotifier> m_notifier; // null once it is over
    QByteArray m_line;
};

} // namespace sealcord
