// SPDX-License-Identifier: MIT
#include "console/terminalquestion.h"

#include "core/text/escape.h"

#include <QByteArray>
#include <QFile>

namespace sealcord {

using namespace Qt::StringLiterals;

static bool openTerminal(QFile &terminal)
{
    terminal.setFileName(u"/dev/tty"_s);
    return terminal.open(QIODevice::ReadWrite | QIODevice::Unbuffered);
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
        if (answer.size() < 4) // longer ones are no yes
            answer += next;
    }
    return answer == "y" || answer == "Y" || answer == "yes" || answer == "Yes" || answer == "YES";
}

} // namespace sealcord
