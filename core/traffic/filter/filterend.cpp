// SPDX-License-Identifier: MIT
#include "core/traffic/filter/filterend.h"

#include "core/traffic/filter/filterscanner.h"

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

class EndReader
{
public:
    explicit EndReader(QStringView text)
        : m_scanner(text)
        , m_length(text.size())
    { }

    [[nodiscard]] FilterEnd read()
    {
        for (m_scanner.skipSpace(); !m_scanner.isAtEnd(); m_scanner.skipSpace()) {
            if (!goesOn())
                return m_end;
        }
        m_end.kind = FilterEnd::Kind::Term;
        m_end.offset = m_scanner.position();
        m_end.isAfterTerm = m_isAfterTerm;
        return m_end;
    }

private:
    using Word = std::expected<FilterWord, FilterError>;

    // Reads a word or a term; false where the text ends in it.
    [[nodiscard]] bool goesOn()
    {
        const auto begin = m_scanner.position();
        if (m_scanner.take(u'(')) {
            ++m_depth;
            m_isAfterTerm = false;
            return true;
        }
        if (m_scanner.take(u')')) {
            --m_depth;
            complete();
            return true;
        }
        m_end.offset = begin;
        if (m_scanner.peek() == u'"') {
            m_end.kind = FilterEnd::Kind::Nothing;
            return takeValue(m_scanner.takeString());
        }
        const auto word = m_scanner.takeName();
        if (m_scanner.isAtEnd()) {
            m_end.kind = FilterEnd::Kind::Term;
            m_end.isAfterTerm = m_isAfterTerm;
            return false;
        }
        if (const auto field = filterField(word))
            return takeComparison(*field);
        const auto isJoint = isKeyword(word, "and"_L1) || isKeyword(word, "or"_L1);
        if (isJoint || isKeyword(word, "not"_L1)) {
            m_isAfterTerm = false;
        } else if (word.isEmpty()) {
            m_scanner.moveTo(begin + 1); // a sign where none belongs
            fail();
        } else {
            complete();
        }
        return true;
    }

    [[nodiscard]] bool takeComparison(FilterField field)
    {
        m_end.field = field;
        const auto op = m_scanner.takeOperator();
        const auto opEnd = m_scanner.position();
        m_scanner.skipSpace();
        m_end.offset = m_scanner.position();
        if (!op) {
            m_end.kind = FilterEnd::Kind::Operator;
            (void)m_scanner.takeName();
            if (m_scanner.isAtEnd())
                return false;
            fail();
            return true;
        }
        if (*op == FilterOperator::Matches) {
            m_end.kind = FilterEnd::Kind::Nothing;
            const auto expression = m_scanner.takeExpression();
            return takeValue(expression) && !m_scanner.isAtEnd();
        }
        const auto value = m_scanner.takeValue();
        m_end.kind = value && !value->isQuoted ? FilterEnd::Kind::Value : FilterEnd::Kind::Nothing;
        // A word for an operator that nothing separates from its value is still being written.
        if (name(*op).size() > 2 && m_scanner.isAtEnd() && m_end.offset == opEnd) {
            m_end.kind = FilterEnd::Kind::Operator;
            m_end.offset = opEnd - name(*op).size();
            return false;
        }
        return takeValue(value) && !m_scanner.isAtEnd();
    }

    [[nodiscard]] bool takeValue(const Word &value)
    {
        if (!value && value.error().offset + value.error().length >= m_length)
            return false; // its other end may still come
        if (value && !value->bytes.isEmpty())
            complete();
        else if (!m_scanner.isAtEnd())
            fail();
        return true;
    }

    void complete()
    {
        m_end.whole = m_scanner.position();
        m_end.open = m_depth;
        m_end.isWrong |= m_depth < 0;
        m_isAfterTerm = true;
    }

    void fail()
    {
        m_end.isWrong = true;
        m_isAfterTerm = true;
    }

    FilterScanner m_scanner;
    qsizetype m_length;
    FilterEnd m_end;
    int m_depth = 0;
    bool m_isAfterTerm = false;
};

} // namespace

FilterEnd filterEnd(QStringView text)
{
    return EndReader(text).read();
}

QString wholePart(const QString &text)
{
    const auto end = filterEnd(text);
    if (end.isWrong)
        return text;
    return text.first(end.whole) + QString(end.open, u')');
}

} // namespace sealcord
