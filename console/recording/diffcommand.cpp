// SPDX-License-Identifier: MIT
#include "console/recording/diffcommand.h"

#include "core/app/options/readingoptions.h"
#include "core/app/process/plainlines.h"
#include "core/app/startup.h"
#include "core/recording/compare/recordingcomparison.h"
#include "core/recording/export/outputfile.h"
#include "core/recording/export/recordingrun.h"
#include "core/text/showdata.h"
#include "core/text/systemtext.h"

#include <QString>

#include <limits>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr int different = 1;
constexpr int trouble = UsageError::exitCode;

const auto command = u"sealcord diff"_s;

int complain(const QString &what)
{
    printError(command + u": "_s + what);
    return trouble;
}

/// Puts what a run reads into an index.
class Indexing final : public RecordingExport
{
public:
    explicit Indexing(RecordingIndex &index)
        : RecordingExport([](std::string_view) { return true; })
        , m_index(index)
    { }

    Done begin(RecordingReader &) override { return {}; }
    Done add(RecordingReader &reader, const RecordedLine &line, const RecordedRows &rows) override
    {
        return m_index.add(reader, line, rows);
    }

private:
    RecordingIndex &m_index;
};

/// One of the two recordings.
class Side
{
public:
    Side(RecordingReader reader, const QString &path)
        : m_run(std::move(reader), Filter(), [path](const QString &what) {
            printError(command + u": "_s + path + u": "_s + what);
        })
    { }

    [[nodiscard]] RecordingExport::Done read()
    {
        Indexing indexing(m_index);
        const auto read = m_run.read(indexing, std::numeric_limits<std::size_t>::max());
        if (!read)
            return std::unexpected(read.error());
        m_run.finish();
        m_index.finish();
        if (const auto missing = m_index.missing(); missing > 0)
            m_run.tell(
                u"%1 messages and events were not recorded, and are not compared"_s.arg(missing));
        return {};
    }

    [[nodiscard]] bool isDamaged() const { return m_run.isDamaged(); }
    [[nodiscard]] ComparedRecording compared() { return {m_run.reader(), m_index}; }
    void tell(const std::string &what) const { m_run.tell(QString::fromStdString(what)); }

private:
    RecordingRun m_run;
    RecordingIndex m_index;
};

std::string_view wordOf(DifferenceKind kind)
{
    switch (kind) {
    case DifferenceKind::Missing:
        return "missing";
    case DifferenceKind::Extra:
        return "extra";
    case DifferenceKind::Changed:
        return "changed";
    case DifferenceKind::Reordered:
        return "reordered";
    }
    return {};
}

std::string rangeText(const ByteRange &range, quint64 length)
{
    return '[' + std::to_string(range.begin) + ", " + std::to_string(range.end) + ") of "
        + std::to_string(length);
}

// What is to be said of the place where it is now.
std::string secondText(const RecordingDifference &difference)
{
    const auto &first = *difference.first;
    const auto &second = *difference.second;
    auto text =
        " in B " + std::to_string(second.number) + " (line " + std::to_string(second.line) + ')';
    if (const auto &bytes = difference.bytes)
        text += ": bytes " + rangeText(bytes->first, first.size) + " became "
            + rangeText(bytes->second, second.size);
    return text;
}

// "changed: connection 1, agent's message 3 (line 9), in B 3 (line 9): bytes [4, 5) of 8 became..."
std::string lineOf(const RecordingDifference &difference)
{
    const auto &place = difference.first ? *difference.first : *difference.second;
    auto text = std::string(wordOf(difference.kind)) + ": connection "
        + std::to_string(difference.connection);
    if (difference.speaker)
        text += std::string(difference.speaker == Role::Agent ? ", agent's" : ", server's")
            + " message " + std::to_string(place.number);
    text += " (line " + std::to_string(place.line) + ')';
    if (difference.first && difference.second)
        text += ',' + secondText(difference);
    else if (difference.speaker)
        text += ": " + byteCount(place.size);
    else
        text += ": " + std::to_string(place.size) + (place.size == 1 ? " message" : " messages");
    return text + '\n';
}

int compare(Side &first, Side &second)
{
    auto output = OutputFile::open({});
    bool isDifferent = false;
    const auto tell = [&](const RecordingDifference &difference) {
        isDifferent = true;
        return output->write(lineOf(difference));
    };
    const auto compared = compareRecordings(first.compared(), second.compared(), tell);
    if (!output->finish()) {
        const auto why = output->errorText();
        return why.isEmpty() ? trouble : complain(why);
    }
    if (!compared)
        return complain(QString::fromStdString(compared.error()));
    if (first.isDamaged() || second.isDamaged())
        return trouble; // as was told: what cannot be read may be anything
    return isDifferent ? different : 0;
}

} // namespace

int runDiff(const QStringList &arguments)
{
    const auto options = parseDiffOptions(arguments, variablesOfProcess());
    if (const auto code = answerInstead(options))
        return *code;
    auto firstReader = RecordingReader::open(options->first);
    if (!firstReader)
        return complain(firstReader.error());
    auto secondReader = RecordingReader::open(options->second);
    if (!secondReader)
        return complain(secondReader.error());
    Side first(*std::move(firstReader), options->first);
    Side second(*std::move(secondReader), options->second);
    for (auto *side : {&first, &second}) {
        if (const auto read = side->read(); !read) {
            side->tell(read.error());
            return trouble;
        }
    }
    return compare(first, second);
}

} // namespace sealcord
