// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/processes/runningprogram.h"
#include "tests/support/processes/terminal.h"

#include <QByteArray>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <array>

#include <unistd.h>

namespace sealcord::test {

/// One run of `sealcord` at a terminal of its own, and the person in front of it.
class AtTerminal : public RunningProgram
{
public:
    /// \a words are plain, without a space or a quotation mark.
    explicit AtTerminal(const QStringList &words)
        : RunningProgram({})
        , m_terminal(Terminal::open())
    {
        setScript(QStringLiteral("exec setsid -c \"$0\" ") + words.join(u' '));
        redirect(0, m_terminal.slave.number());
    }

    /// What stands in front of "Are they the same?": words and digits. Empty: it did not come.
    [[nodiscard]] QString code()
    {
        static const QRegularExpression question(
            QStringLiteral("([a-z]+(?: [a-z]+){4} \\(\\d{3} \\d{3}\\))  Are they the same\\? "));
        while (!question.match(m_seen).hasMatch() && m_terminal.master.isReadable()) {
            std::array<char, 4096> bytes{};
            const auto count = ::read(m_terminal.master.number(), bytes.data(), bytes.size());
            if (count <= 0)
                break;
            m_seen += QString::fromUtf8(bytes.data(), qsizetype(count));
        }
        return question.match(m_seen).captured(1);
    }

    void type(const QByteArray &keys) const
    {
        [[maybe_unused]] const auto count =
            ::write(m_terminal.master.number(), keys.constData(), std::size_t(keys.size()));
    }

private:
    Terminal m_terminal;
    QString m_seen;
};

} // namespace sealcord::test
