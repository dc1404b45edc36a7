// SPDX-License-Identifier: MIT
#include "widgets/connection/factsection.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace sealcord {

FactSection::FactSection(const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_heading(new QLabel(this))
    , m_form(new QFormLayout)
{
    auto font = m_heading->font();
    font.setBold(true);
    m_heading->setFont(font);
    m_heading->setTextFormat(Qt::PlainText);
    setHeading(heading);

    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(4);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_heading);
    layout->addLayout(m_form);
}

void FactSection::setHeading(const QString &heading)
{
    m_heading->setText(heading);
    setAccessibleName(heading);
}

QLabel *FactSection::makeValue(Font font)
{
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setWordWrap(font == Font::Proportional);
    if (font == Font::FixedPitch)
        value->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    return value;
}

QLabel *FactSection::addFact(const QString &name, Font font)
{
    auto *value = makeValue(font);
    addFact(name, value);
    return value;
}

void FactSection::addFact(const QString &name, QWidget *value)
{
    auto *label = new QLabel(name, this);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMinimumWidth(label->fontMetrics().averageCharWidth() * 22);
    value->setAccessibleDescription(name); // its name is what it says
    m_form->addRow(label, value);
}

QLabel *FactSection::addText(const QString &text)
{
    auto *label = makeValue(Font::Proportional);
    label->setText(text);
    m_form->addRow(label);
    return label;
}

void FactSection::addWidget(QWidget *widget)
{
    m_form->addRow(widget);
}

void FactSection::clearFacts()
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
}

void FactSection::setFactVisible(QWidget *value, bool isVisible)
{
    m_form->setRowVisible(value, isVisible);
}

void setFact(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
}

} // namespace sealcord
