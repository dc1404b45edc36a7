// SPDX-License-Identifier: MIT
#include "widgets/connection/spokencode.h"

#include "core/app/trust/codecomparison.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QShowEvent>
#include <QString>
#include <QStringList>
#include <QVBoxLayout>

namespace sealcord {

using namespace Qt::StringLiterals;

static constexpr double largeness = 1.7; // to be read aloud from an arm's length

static void enlarge(QLabel *label, QFont font)
{
    font.setPointSizeF(font.pointSizeF() * largeness);
    label->setFont(font);
    label->setTextFormat(Qt::PlainText);
}

SpokenCode::SpokenCode(QWidget *parent)
    : QWidget(parent)
    , m_digits(new QLabel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    auto *words = new QHBoxLayout;
    words->setSpacing(20);
    for (std::size_t place = 0; place < m_words.size(); ++place) {
        auto *word = new QWidget(this);
        auto *number = new QLabel(QString::number(place + 1), word);
        number->setTextFormat(Qt::PlainText);
        number->setForegroundRole(QPalette::PlaceholderText);
        m_words[place] = new QLabel(word);
        enlarge(m_words[place], font());
        auto *column = new QVBoxLayout(word);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(number);
        column->addWidget(m_words[place]);
        words->addWidget(word);
    }
    words->addStretch();
    enlarge(m_digits, QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(8);
    layout->addLayout(words);
    layout->addWidget(m_digits);
    write(std::nullopt);
}

void SpokenCode::setCode(const std::optional<VerificationCode> &code)
{
    m_code = code;
    write(isVisible() ? m_code : std::nullopt);
}

void SpokenCode::write(const std::optional<VerificationCode> &code)
{
    const auto words = code ? wordsOf(*code).split(u' ') : QStringList();
    for (std::size_t place = 0; place < m_words.size(); ++place)
        m_words[place]->setText(words.value(static_cast<qsizetype>(place)));
    m_digits->setText(code ? QString::fromStdString(code->digits) : QString());
    setAccessibleName(code ? tr("The code: %1, or %2").arg(words.join(u", "_s), m_digits->text())
                           : tr("The code, which is not there yet"));
}

void SpokenCode::showEvent(QShowEvent *event)
{
    write(m_code);
    QWidget::showEvent(event);
}

void SpokenCode::hideEvent(QHideEvent *event)
{
    write(std::nullopt);
    QWidget::hideEvent(event);
}

} // namespace sealcord
