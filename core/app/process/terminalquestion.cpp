// SPDX-License-Identifier: MIT
#include "core/app/process/terminalquestion.h"

#include "core/text/escape.h"

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include <unistd.h>

namespace sealcord {

using namespace Qt::StringLiterals;

static bool openTerminal(QFile &terminal)
{
    terminal.setFileName(u"/dev/tty"_s);
    return terminal.open(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

// Longer lines are no answer.
static constexpr qsizetype longestAnswer = 4;

static bool isYes(const QByteArray &answer)
{
    const auto word = answer.toLower();
    return word == "y" || word == "yes";
}

bool hasTerminal()
{
    QFile terminal;
    return openTerminal(terminal);
}

bool isAnsweredYes(const QString &question)
{
    QFile terminal;
    if (!openTerminal(terminal))
        return false;
    const auto text = printable(question).toUtf8() + ' ';
    if (terminal.write(text) != text.size())
        return false; // nobody can have read it
    QByteArray answer;
    for (char next = 0; terminal.getChar(&next) && next != '\n';) {
        if (answer.size() < longestAnswer)
            answer += next;
    }
    return isYes(answer);
}

TerminalQuestion::TerminalQuestion(QString question, QObject *parent)
    : QObject(parent)
    , m_question(std::move(question))
{ }

bool TerminalQuestion::ask()
{
    if (!openTerminal(m_terminal) || !write())
        return false;
    m_notifier = std::make_unique<QSocketNotifier>(m_terminal.handle(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &TerminalQuestion::read);
    return true;
}

bool TerminalQuestion::write()
{
    const auto text = printable(m_question).toUtf8() + ' ';
    return m_terminal.write(text) == text.size();
}

void TerminalQuestion::read()
{
    std::array<char, 256> bytes{};
    const auto count = ::read(m_terminal.handle(), bytes.data(), bytes.size());
    if (count <= 0) {
        m_notifier.release()->deleteLater(); // this is its own call
        Q_EMIT gone();
        return;
    }
    for (const auto next : std::span(bytes).first(static_cast<std::size_t>(count))) {
        if (!m_notifier)
            return;
        if (next == '\n')
            take(std::exchange(m_line, {}));
        else if (m_line.size() < longestAnswer)
            m_line += next;
    }
}

void TerminalQuestion::take(const QByteArray &answer)
{
    const bool isNo = answer.toLower() == "n" || answer.toLower() == "no";
    if (isYes(answer) || isNo) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater();
        Q_EMIT answered(!isNo);
    } else if (!write()) {
        m_notifier.release()->deleteLater();
        Q_EMIT gone();
    }
}

} // namespace sealcord
