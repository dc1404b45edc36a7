// SPDX-License-Identifier: MIT
#include "widgets/parts/strip.h"

#include "widgets/look/accents.h"
#include "widgets/parts/elidedlabel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPalette>
#include <QPushButton>

namespace sealcord {

Strip::Strip(const QString &buttonText, QWidget *parent)
    : QWidget(parent)
    , m_text(new ElidedLabel(this))
    , m_button(new QPushButton(buttonText, this))
{
    setAutoFillBackground(true);
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 2, 2);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    updateColors();
}

void Strip::say(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

void Strip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

void Strip::updateColors()
{
    QPalette strip; // of which the rest goes on following the application's
    strip.setColor(QPalette::Window, accentsFor(QApplication::palette(this)).barTint);
    if (strip.color(QPalette::Window) != palette().color(QPalette::Window))
        setPalette(strip);
}

} // namespace sealcord
