// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/qt_session.h"

#include <QLoggingCategory>

namespace kaba {

QtSession::QtSession()
    : m_application((QLoggingCategory::setFilterRules(QStringLiteral("*.warning=false")), m_count),
                    m_words.data())
{}

} // namespace kaba
