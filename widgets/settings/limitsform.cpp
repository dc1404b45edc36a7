// SPDX-License-Identifier: MIT
#include "widgets/settings/limitsform.h"

#include "core/text/tooltip.h"
#include "core/text/values.h"

#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

// As on the command line: far beyond what a system hands out.
static constexpr int mostCounted = 1'000'000'000;

LimitsForm::LimitsForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
}

void LimitsForm::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, this);
    heading->setTextFormat(Qt::PlainText);
    auto bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    if (m_layout->rowCount() > 0)
        heading->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    m_layout->addRow(heading);
}

void LimitsForm::add(const Texts &texts, QWidget *field)
{
    auto name = texts.label;
    field->setAccessibleName(name.remove(u'&'));
    field->setAccessibleDescription(texts.help);
    field->setToolTip(plainToolTip(texts.help));
    m_layout->addRow(texts.label, field);
}

QuantityBox *LimitsForm::addQuantity(
    const Texts &texts, QuantityBox::Kind kind, qint64 now, qint64 least, qint64 most)
{
    auto *box = new QuantityBox(kind, least, most, this);
    box->setAmount(now);
    add(texts, box);
    return box;
}

void LimitsForm::addSize(const Texts &texts, std::size_t &target, std::size_t most)
{
    const auto *box = addQuantity(
        texts, QuantityBox::Kind::Size, static_cast<qint64>(target), 1, static_cast<qint64>(most));
    m_stores.emplace_back([box, &target] { target = static_cast<std::size_t>(box->amount()); });
}

void LimitsForm::addDuration(
    const Texts &texts, std::chrono::milliseconds &target, std::chrono::milliseconds least)
{
    const auto *box = addQuantity(
        texts, QuantityBox::Kind::Duration, target.count(), least.count(), longestDuration.count());
    m_stores.emplace_back([box, &target] { target = std::chrono::milliseconds(box->amount()); });
}

void LimitsForm::addCount(const Texts &texts, std::size_t &target, int least)
{
    auto *box = new QSpinBox(this);
    box->setRange(least, mostCounted);
    box->setGroupSeparatorShown(true);
    if (least == 0)
        box->setSpecialValueText(tr("off"));
    box->setValue(static_cast<int>(std::min<std::size_t>(target, mostCounted)));
    add(texts, box);
    m_stores.emplace_back([box, &target] { target = static_cast<std::size_t>(box->value()); });
}

void LimitsForm::store()
{
    for (const auto &each : m_stores)
        each();
}

} // namespace sealcord
