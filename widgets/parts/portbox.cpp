// SPDX-License-Identifier: MIT
#include "widgets/parts/portbox.h"

#include <QLineEdit>
#include <QToolTip>

namespace sealcord {

static constexpr int most = 65535;

PortBox::PortBox(int least, QWidget *parent)
    : QSpinBox(parent)
{
    setRange(least, most);
    setButtonSymbols(NoButtons);
    setGroupSeparatorShown(false);
    setToolTip(range());
    connect(lineEdit(), &QLineEdit::returnPressed, this, &PortBox::returnPressed);
    connect(lineEdit(), &QLineEdit::inputRejected, this, &PortBox::explain);
}

quint16 PortBox::port() const
{
    return static_cast<quint16>(value());
}

QString PortBox::range() const
{
    return minimum() == 0 ? tr("From 1 to 65535; 0: the system picks one")
                          : tr("A port is a number from 1 to 65535");
}

// A leading zero begins no port, and would be taken until the field is left.
QValidator::State PortBox::validate(QString &text, int &position) const
{
    if (minimum() > 0 && text.startsWith(QLatin1Char('0')))
        return QValidator::Invalid;
    return QSpinBox::validate(text, position);
}

void PortBox::explain()
{
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), range(), this);
}

} // namespace sealcord
