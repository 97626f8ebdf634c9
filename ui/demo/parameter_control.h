// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "ui/base/words.h"

#include <QWidget>

#include <memory>

class QLabel;
class QMenu;
class QToolButton;

namespace kaba {

/// What the reader holds in hand for one parameter. It shows values and reports edits, and keeps none itself:
/// the panel answers an edit by showValue(). Made once; it lives as long as the panel.
class ParameterControl : public QWidget {
    Q_OBJECT
public:
    explicit ParameterControl(const Parameter& parameter, QWidget* parent = nullptr);

    const Parameter& parameter() const { return m_parameter; }
    std::string_view id() const { return idOf(m_parameter); }

    virtual void showValue(const ParameterValue& value) = 0;
    /// What all values, the seed and the reader's file are now; shown after every change.
    virtual void showContext(const ParameterSet& /*values*/, int /*seed*/,
                             const std::shared_ptr<const Input>& /*input*/)
    {}
    virtual void showPlaying(bool playing);
    virtual bool canPlay() const { return false; }
    void setLanguage(Language language);
    /// A star says that the parameter is wanted in presentations; without `offered` none can be seen or set.
    void showStar(bool starred, bool offered = true);
    bool isStarred() const { return m_starred; }
    /// Copy, reset and whatever the kind adds; opens at a place on the screen without waiting.
    void openMenu(const QPoint& globalPosition);

Q_SIGNALS:
    /// `continues`: one movement of the hand with the edit before it, one step of undo.
    void edited(const kaba::ParameterValue& value, bool continues);
    void touched();
    void resetRequested(bool continues);
    void copyRequested();
    void playToggled();
    void starToggled();

protected:
    bool event(QEvent* event) override;
    /// Words in the present language: label, help, names for assistive programs.
    virtual void retranslate() = 0;
    virtual void extendMenu(QMenu& /*menu*/) {}
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

    Language language() const { return m_language; }
    QString name() const { return inLanguage(labelOf(m_parameter), m_language); }
    QString help() const { return inLanguage(helpOf(m_parameter), m_language); }
    /// Name, help and tool tip of the part that takes the focus.
    void describe(QWidget& part, const QString& description) const;
    /// `typed` as a value of this parameter, or the sentence that refuses it.
    Result<ParameterValue> read(std::string_view typed) const;
    std::string textOf(const ParameterValue& value) const;

private:
    void placeStar();
    void drawStar();

    const Parameter& m_parameter;
    QToolButton* m_star;
    bool m_starred = false;
    bool m_offersStar = true;
    Language m_language = Language::English;
};

/// The control for a kind of parameter.
std::unique_ptr<ParameterControl> makeControl(const Parameter& parameter);

} // namespace kaba
