// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/axis_title.h"

#include "core/base/unit_text.h"
#include "ui/base/words.h"

namespace kaba {

QString axisTitle(const Axis& axis, Language language)
{
    QString label = inLanguage(axis.label, language);
    if (axis.unit.empty())
        return label;
    return (label.isEmpty() ? QString() : label + u' ') + u'[' + qstring(unitText(axis.unit, language)) +
           u']';
}

} // namespace kaba
