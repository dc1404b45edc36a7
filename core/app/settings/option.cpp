// SPDX-License-Identifier: MIT
#include "core/app/settings/option.h"

namespace sealcord {

using namespace Qt::StringLiterals;

QString Option::environmentName() const
{
    if (!variable.isEmpty())
        return variable;
    return u"SEALCORD_"_s + QString(name).replace(u'-', u'_').toUpper();
}

QString Option::commandLineName() const
{
    return kind == Kind::Positional ? QString(placeholder) : u"--"_s + name;
}

} // namespace sealcord
