// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace kaba {

class WindowActions;

/// Every key of the window and what the hand can do on plots and sliders, made from the actions themselves.
class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    ShortcutsDialog(const WindowActions& actions, QWidget* parent);
};

} // namespace kaba
