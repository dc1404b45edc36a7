// SPDX-License-Identifier: MIT
#include "core/control/controlquestion.h"

#include "core/control/controllink.h"

#include <QByteArray>
#include <QLocalSocket>

#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

static constexpr int patience = 30'000; // milliseconds without a byte

std::expected<ControlAnswer, QString> askServer(const QString &path, const std::string &request)
{
    const auto failed = [&path](const QString &why) {
        return std::unexpected(u"cannot ask the server at "_s + path + u": "_s + why);
    };
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(patience))
        return failed(whyNotConnected(socket));
    socket.write(QByteArray::fromStdString(request + '\n'));
    QByteArray answer;
    while (!answer.endsWith('\n')) {
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(patience))
            return failed(u"it does not answer"_s);
        answer += socket.readAll();
        if (static_cast<std::size_t>(answer.size()) > ControlLink::longestLine)
            return failed(u"its answer does not end"_s);
    }
    answer.chop(1);
    auto parsed = parseAnswer(answer.toStdString());
    if (!parsed)
        return failed(u"its answer is none: "_s + QString::fromStdString(parsed.error()));
    return *std::move(parsed);
}

} // namespace sealcord
