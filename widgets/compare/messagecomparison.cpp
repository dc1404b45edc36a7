// SPDX-License-Identifier: MIT
#include "widgets/compare/messagecomparison.h"

#include "core/text/figures.h"
#include "core/traffic/describe.h"
#include "widgets/message/textdecoder.h"

#include <QCoreApplication>

#include <utility>

namespace sealcord {

QString titleOf(const ComparedMessage &message)
{
    const auto &row = message.row;
    const auto form = row.direction == Direction::In
        ? QCoreApplication::translate("sealcord::MessageComparison", "#%1 %2 from %3 at %4, %5")
        : QCoreApplication::translate("sealcord::MessageComparison", "#%1 %2 to %3 at %4, %5");
    return form.arg(formatCount(row.number), describe(row.direction, true),
        describe(row.connection), formatTimeOfDay(row.time), formatBytes(row.content.size()));
}

MessageComparison compare(const ComparedMessage &first, const ComparedMessage &second,
    quint64 steps, const std::stop_token &stop)
{
    MessageComparison made{first, second};
    made.isText =
        isReadableUtf8(first.row.content, stop) && isReadableUtf8(second.row.content, stop);
    made.differences = byteDifferences(first.row.content, second.row.content,
        made.isText ? ComparedAs::Text : ComparedAs::Bytes, Effort(steps, stop));
    return made;
}

QString describe(const ByteDifference &difference)
{
    const auto first = formatBytes(difference.first.length());
    const auto second = formatBytes(difference.second.length());
    if (difference.first.length() == 0)
        return QCoreApplication::translate("sealcord::MessageComparison", "%1 on the right only")
            .arg(second);
    if (difference.second.length() == 0)
        return QCoreApplication::translate("sealcord::MessageComparison", "%1 on the left only")
            .arg(first);
    return QCoreApplication::translate(
        "sealcord::MessageComparison", "%1 on the left, %2 on the right")
        .arg(first, second);
}

ArrangedMessages::ArrangedMessages(std::shared_ptr<const MessageComparison> comparison,
    ComparedRows::Form form, std::size_t width, const std::stop_token &stop)
    : m_comparison(std::move(comparison))
    , m_rows(m_comparison->first.row.content, m_comparison->second.row.content,
          m_comparison->differences.found, form, width, stop)
{ }

} // namespace sealcord
