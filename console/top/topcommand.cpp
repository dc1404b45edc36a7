// SPDX-License-Identifier: MIT
#include "console/top/topcommand.h"

#include "console/control/controlexit.h"
#include "console/top/terminal.h"
#include "console/top/topscreen.h"
#include "core/app/options/topoptions.h"
#include "core/app/process/plainlines.h"
#include "core/app/process/signals.h"
#include "core/app/startup.h"
#include "core/control/controllink.h"
#include "core/records/jsonobject.h"
#include "core/text/systemtext.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <unistd.h>

namespace sealcord {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// The server counts its connections once for each question, and does nothing in between. To follow
// it instead would have it copy every message for a program that wants their numbers.
constexpr auto questionInterval = 1s;
constexpr auto drawInterval = 33ms; // however much comes

using Answer = std::expected<std::string, std::string>;

void addNothing(JsonObject &) { }

/// Between the screen, the terminal and the server.
class Top final : public QObject
{
public:
    Top();

    [[nodiscard]] int run(const QString &path);
    /// Why it ended, where somebody ought to know.
    [[nodiscard]] const QString &why() const { return m_why; }

private:
    void serverChanged();
    void takeTerminal();
    void ask();
    void askStreams();
    void takeClients(const Answer &answer);
    void follow();
    void takeKeys();
    void obey(const TopWish &wish);
    void kick(ConnectionId connection);
    void draw() { m_terminal->show(m_screen.lines(m_terminal->size())); }
    void drawSoon();
    void end(ControlExit code, const QString &why = {});

    std::unique_ptr<Terminal> m_terminal; // once a server has been found
    TopScreen m_screen{Terminal::charset()};
    QTimer m_question; // the next one
    QTimer m_draw;
    ControlLink m_server;
    ControlLink m_messages; // of one connection; its end ends the subscription
    QString m_why;
};

Top::Top()
{
    m_question.setSingleShot(true);
    m_question.setInterval(questionInterval);
    m_draw.setSingleShot(true);
    m_draw.setInterval(drawInterval);
    connect(&m_question, &QTimer::timeout, this, &Top::ask);
    connect(&m_draw, &QTimer::timeout, this, &Top::draw);
    connect(&m_server, &ControlLink::stateChanged, this, &Top::serverChanged);
    connect(&m_messages, &ControlLink::stateChanged, this, &Top::follow);
}

int Top::run(const QString &path)
{
    const Signals signals;
    connect(&signals, &Signals::stopRequested, this, [this] { end(ControlExit::Done); });
    QTimer::singleShot(0, this, [this, path] { m_server.open(path); }); // where end() has an effect
    return QCoreApplication::exec();
}

void Top::serverChanged()
{
    if (m_server.state() == ControlLink::State::Connected) {
        takeTerminal();
        ask();
    } else if (m_server.state() == ControlLink::State::Waiting && !m_terminal) {
        end(ControlExit::NoServer,
            u"cannot ask the server at %1: %2"_s.arg(m_server.path(), m_server.errorString()));
    } else if (m_server.state() == ControlLink::State::Waiting) {
        m_question.stop();
        m_messages.close();
        m_screen.loseServer(m_server.path());
        drawSoon();
    }
}

void Top::takeTerminal()
{
    if (m_terminal)
        return;
    auto terminal = Terminal::open();
    if (!terminal)
        return end(ControlExit::Usage, terminal.error());
    m_terminal = *std::move(terminal);
    auto *const keys = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(keys, &QSocketNotifier::activated, this, &Top::takeKeys);
    auto *const size =
        new QSocketNotifier(m_terminal->sizeDescriptor(), QSocketNotifier::Read, this);
    connect(size, &QSocketNotifier::activated, this, [this] {
        m_terminal->takeSize();
        draw();
    });
    draw();
}

void Top::ask()
{
    m_server.request("status", addNothing, [this](const Answer &answer) {
        if (answer)
            m_screen.takeStatus(QByteArray::fromStdString(*answer));
    });
    askStreams();
    m_server.request("clients", addNothing, [this](const Answer &answer) { takeClients(answer); });
}

void Top::askStreams()
{
    const auto connection = m_screen.followed();
    if (!connection || m_server.state() != ControlLink::State::Connected)
        return;
    m_server.request(
        "streams", [id = *connection](JsonObject &request) { request.add("connection", id); },
        [this, id = *connection](const Answer &answer) {
            if (!answer)
                return; // the server is older than streams
            m_screen.takeStreams(id, QByteArray::fromStdString(*answer), TopStreams::Clock::now());
            drawSoon();
        });
}

void Top::takeClients(const Answer &answer)
{
    if (!answer && m_server.state() == ControlLink::State::Connected)
        return end(ControlExit::Refused, QString::fromStdString(answer.error()));
    if (!answer)
        return;
    m_screen.takeClients(QByteArray::fromStdString(*answer), TopAgents::Clock::now());
    m_question.start(); // only now: a server that is busy is not asked for more
    drawSoon();
}

void Top::follow()
{
    const auto connection = m_screen.followed();
    if (m_messages.state() != ControlLink::State::Connected || !connection)
        return;
    m_messages.subscribe(
        [id = *connection](
            JsonObject &request) { request.add("if", "connection:" + std::to_string(id)); },
        [this](const Answer &answer) {
            if (answer)
                m_screen.beginMessages();
            else
                m_screen.say(QString::fromStdString(answer.error()));
            drawSoon();
        },
        [this](std::string_view record) {
            m_screen.takeMessage(record);
            drawSoon();
        });
}

void Top::takeKeys()
{
    while (const auto key = m_terminal->takeKey()) {
        if (const auto wish = m_screen.press(*key, m_terminal->size()))
            obey(*wish);
    }
    if (m_terminal->isGone())
        return end(ControlExit::Done);
    draw();
}

void Top::obey(const TopWish &wish)
{
    switch (wish.kind) {
    case TopWish::Kind::Leave:
        return end(ControlExit::Done);
    case TopWish::Kind::Kick:
        return kick(wish.connection);
    case TopWish::Kind::Follow:
        askStreams();
        m_messages.close();
        return m_messages.open(m_server.path());
    case TopWish::Kind::Unfollow:
        return m_messages.close();
    }
}

void Top::kick(ConnectionId connection)
{
    if (m_server.state() != ControlLink::State::Connected)
        return; // which the screen says
    m_server.request(
        "kick", [connection](JsonObject &request) { request.add("connection", connection); },
        [this, connection](const Answer &answer) {
            m_screen.say(answer ? u"Said goodbye to connection %1"_s.arg(connection)
                                : QString::fromStdString(answer.error()));
            drawSoon();
        });
}

void Top::drawSoon()
{
    if (m_terminal && !m_draw.isActive())
        m_draw.start();
}

void Top::end(ControlExit code, const QString &why)
{
    m_why = why;
    QCoreApplication::exit(static_cast<int>(code));
}

int failure(ControlExit code, const QString &why)
{
    printError(u"sealcord top: "_s + why);
    return static_cast<int>(code);
}

} // namespace

int runTop(const QStringList &arguments)
{
    const auto environment = variablesOfProcess();
    const auto options = parseTopOptions(arguments, environment);
    if (const auto code = answerInstead(options))
        return *code;
    for (const auto &warning : options->warnings)
        printError(u"sealcord top: "_s + warning);
    if (!Terminal::isThere())
        return failure(ControlExit::Usage, u"standard input and output are to be a terminal"_s);
    const auto path = pathOf(options->control, environment);
    if (!path)
        return failure(ControlExit::NoServer, path.error());
    auto top = std::make_unique<Top>();
    const auto code = top->run(*path);
    const auto why = top->why();
    top.reset(); // before anything is printed: it has the screen
    return why.isEmpty() ? code : failure(static_cast<ControlExit>(code), why);
}

} // namespace sealcord
