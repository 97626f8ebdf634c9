// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <array>

namespace kaba {

/// Fonts and widgets for a command: pictures need them, though no display. Without one, Qt's remarks on the
/// desktop that it misses would only confuse; they are left out.
class QtSession {
public:
    QtSession();

private:
    std::array<char, 5> m_name{"kaba"};
    std::array<char*, 2> m_words{m_name.data(), nullptr};
    int m_count = 1;
    QApplication m_application;
};

} // namespace kaba
