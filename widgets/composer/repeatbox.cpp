// SPDX-License-Identifier: MIT
#include "widgets/composer/repeatbox.h"

#include "core/text/values.h"
#include "widgets/parts/decimalpoint.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace sealcord {

RepeatBox::RepeatBox(QWidget *parent)
    : QWidget(parent)
    , m_count(new QSpinBox(this))
    , m_interval(new QComboBox(this))
{
    m_count->setRange(0, 1'000'000);
    m_count->setValue(1);
    m_count->setPrefix(u"\u00d7 "_s);
    m_count->setSpecialValueText(u"\u00d7 \u221e"_s);
    m_count->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_count->setFixedWidth(m_count->fontMetrics().horizontalAdvance(u"\u00d7 10000"_s) + 32);
    m_count->setAccessibleName(tr("How many times to send"));
    m_count->setToolTip(tr("How many times to send. 0 is until stopped."));

    m_interval->setEditable(true);
    m_interval->setInsertPolicy(QComboBox::NoInsert);
    m_interval->addItems({u"10 ms"_s, u"100 ms"_s, u"500 ms"_s, u"1 s"_s, u"5 s"_s, u"10 s"_s,
        u"1 min"_s, u"1 h"_s});
    m_interval->setCurrentText(u"1 s"_s);
    m_interval->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_interval->setMinimumContentsLength(5);
    m_interval->setAccessibleName(tr("Time between two messages"));
    m_interval->setToolTip(tr("Time between two messages: 250 ms, 1 s, 2 min, 1 h."));

    auto *every = new QLabel(tr("every", "Send 5 times every 1 s"), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_count);
    row->addWidget(every);
    row->addWidget(m_interval);

    connect(m_count, &QSpinBox::valueChanged, this, &RepeatBox::showChange);
    connect(m_interval, &QComboBox::currentTextChanged, this, &RepeatBox::showChange);
    showChange();
}

int RepeatBox::count() const
{
    return m_count->value();
}

void RepeatBox::setCount(int count)
{
    m_count->setValue(count);
}

std::optional<std::chrono::milliseconds> RepeatBox::interval() const
{
    const auto value = parseDuration(
        withDecimalPoint(m_interval->currentText(), locale()), std::chrono::milliseconds(1));
    return value && *value <= longestDuration ? std::optional(*value) : std::nullopt;
}

void RepeatBox::setInterval(const QString &text)
{
    m_interval->setCurrentText(text);
}

void RepeatBox::showChange()
{
    m_interval->setEnabled(m_count->value() != 1);
    Q_EMIT changed();
}

} // namespace sealcord
