// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace kaba {

/// A sentence about what went wrong, in the place where it went wrong, in the ink of the theme for that. Hidden
/// while there is nothing to say.
class InlineMessage : public QLabel {
public:
    explicit InlineMessage(QWidget* parent = nullptr);

    void say(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
};

} // namespace kaba
