// SPDX-License-Identifier: MIT
#include "core/text/tooltip.h"

namespace sealcord {

using namespace Qt::StringLiterals;

QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? text : u"<p>"_s + text.toHtmlEscaped() + u"</p>"_s;
}

} // namespace sealcord
