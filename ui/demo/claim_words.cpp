// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/claim_words.h"

#include "ui/plot/number_format.h"

namespace kaba {

QString expectationOf(const Claim& claim)
{
    QString number = displayNumber(claim.expected);
    switch (claim.relation) {
    case Claim::Relation::AtMost:
        return QStringLiteral("≤ ") + number;
    case Claim::Relation::AtLeast:
        return QStringLiteral("≥ ") + number;
    case Claim::Relation::Equal:
        return number + QStringLiteral(" ± ") + displayNumber(claim.tolerance, 2);
    }
    return number;
}

} // namespace kaba
