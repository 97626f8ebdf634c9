// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demo/parameter_control.h"
#include "ui/demo/slider_scale.h"

class QToolButton;

namespace kaba {

class ComposingLineEdit;
class InlineMessage;
class ValueSlider;

/// How a number is animated.
struct Pace {
    int msPerSweep = 6000; ///< from one end of the scale to the other
    bool loop = true;
};

/// Label, typed value and unit on one line; slider, keyword and play button beneath. An integer without a
/// sensible largest value (a seed) has no slider.
class NumberControl : public ParameterControl {
    Q_OBJECT
public:
    NumberControl(const Parameter& parameter, const RealParam& real);
    NumberControl(const Parameter& parameter, const IntParam& integer);

    void showValue(const ParameterValue& value) override;
    void showPlaying(bool playing) override;
    void showContext(const ParameterSet& values, int seed,
                     const std::shared_ptr<const Input>& input) override;

    const SliderScale& scale() const { return m_scale; }
    ParameterValue valueAt(double fraction) const { return ofNumber(m_scale.valueAt(fraction)); }
    /// Where the value shown stands on the scale; the last number where a keyword stands.
    double fraction() const { return m_scale.fractionOf(m_number); }
    const Pace& pace() const { return m_pace; }
    bool canPlay() const override { return m_slider != nullptr; }

protected:
    void retranslate() override;
    void extendMenu(QMenu& menu) override;
    void changeEvent(QEvent* event) override;

private:
    template <class Numeric>
    NumberControl(const Parameter& parameter, const Numeric& numeric, bool whole, bool bounded);
    void build();
    void connectParts();
    ParameterValue ofNumber(double number) const;
    void step(double fraction, bool continues);
    void stepField(int direction);
    void commitField();
    void toggleKeyword(bool chosen);
    Result<ParameterValue> readField() const;
    void showText();
    void fitToFont();
    void refuse(const Text& reason);
    QString helpAndRange() const;

    SliderScale m_scale;
    const Keyword m_keywordOf;
    const std::string_view m_unitOf;
    const QString m_range;
    const bool m_whole;
    ParameterValue m_shown = KeywordChosen{};
    double m_number = 0; ///< the last number shown

    QLabel* m_label = nullptr;
    QLabel* m_unit = nullptr;
    ComposingLineEdit* m_field = nullptr;
    QToolButton* m_keyword = nullptr;
    QToolButton* m_play = nullptr;
    ValueSlider* m_slider = nullptr;
    InlineMessage* m_message = nullptr;
    Text m_refusal;
    Pace m_pace;
    bool m_playing = false;
};

} // namespace kaba
