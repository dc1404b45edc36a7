// SPDX-License-Identifier: MIT
#pragma once

#include <QStringView>

// Qt 6.8 declares this comparison in <QStringView> and defines it in <QString>.
inline bool isNothing(QStringView text)
{
    return text.compare(QLatin1StringView("nothing"), Qt::CaseInsensitive) == 0;
}
