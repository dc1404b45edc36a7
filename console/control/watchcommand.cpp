// SPDX-License-Identifier: MIT
#include "console/control/watchcommand.h"

#include "console/control/controlexit.h"
#include "console/control/controltext.h"
#include "core/app/export/recordedline.h"
#include "core/app/process/plainlines.h"
#include "core/app/process/signals.h"
#include "core/control/controllink.h"
#include "core/recording/export/outputfile.h"
#include "core/recording/reading/recordedrow.h"
#include "core/records/jsonobject.h"

#include <QCoreApplication>
#include <QObject>
#include <QTimer>

#include <string>
#include <string_view>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

/// Prints what a server tells.
class Watch
{
public:
    Watch(const ControlOptions &options, OutputFile &output)
        : m_options(options)
        , m_output(output)
    { }

    [[nodiscard]] int run(const QString &path);

private:
    void follow();
    void take(std::string_view text);
    void end(ControlExit code, const QString &why = {});

    const ControlOptions &m_options;
    OutputFile &m_output;
    RecordedRows m_rows{Role::Server};
    ControlLink m_link;
    bool m_hasBegun = false; // to follow
    QTimer m_flush; // when all that has come is taken
};

int Watch::run(const QString &path)
{
    const Signals signals;
    m_flush.setSingleShot(true);
    m_flush.setInterval(0);
    QObject::connect(&m_flush, &QTimer::timeout, &m_link, [this] {
        if (!m_output.flush())
            end(ControlExit::NoServer, m_output.errorText());
    });
    QObject::connect(
        &signals, &Signals::stopRequested, &m_link, [this] { end(ControlExit::Done); });
    QObject::connect(&m_link, &ControlLink::stateChanged, &m_link, [this, path] {
        if (m_link.state() == ControlLink::State::Connected)
            follow();
        else if (m_link.state() == ControlLink::State::Waiting && m_hasBegun)
            end(ControlExit::NoServer, u"the server at %1 has gone"_s.arg(path));
        else if (m_link.state() == ControlLink::State::Waiting)
            end(ControlExit::NoServer,
                u"cannot ask the server at %1: %2"_s.arg(path, m_link.errorString()));
    });
    m_link.open(path);
    return QCoreApplication::exec();
}

void Watch::follow()
{
    m_link.subscribe(
        [this](JsonObject &request) {
            if (!m_options.filter.isEmpty())
                request.add("if", m_options.filter.text().toStdString());
            request.add("contents", !m_options.isWithoutContents);
        },
        [this](const std::expected<std::string, std::string> &result) {
            m_hasBegun = result.has_value();
            if (!result && m_link.state() == ControlLink::State::Connected)
                end(ControlExit::Refused, QString::fromStdString(result.error()));
        },
        [this](std::string_view record) { take(record); });
}

void Watch::take(std::string_view text)
{
    RecordedLine line{.length = qint64(text.size()), .text = std::string(text)};
    auto record = parseRecord(text);
    if (!record)
        return;
    line.record = *std::move(record);
    if (const auto taken = m_rows.take(line); !taken)
        return;
    const auto printed = m_options.isJson ? asciiJson(text).toStdString()
                                          : recordedLine(line, m_rows, ShowData::Bytes);
    if (!m_output.write(printed))
        end(ControlExit::NoServer, m_output.errorText());
    else if (!m_flush.isActive())
        m_flush.start();
}

void Watch::end(ControlExit code, const QString &why)
{
    m_link.close();
    if (!why.isEmpty())
        printError(u"sealcord ctl: "_s + why);
    QCoreApplication::exit(static_cast<int>(code));
}

} // namespace

int runWatch(const ControlOptions &options, const QString &path)
{
    auto output = OutputFile::open({});
    return Watch(options, *output).run(path);
}

} // namespace sealcord
